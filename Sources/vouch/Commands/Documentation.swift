import ArgumentParser

extension VouchCommand {
  /// Writes pages of the documentation that are made from the program; for those who build it.
  struct Documentation: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write docs/cli.md: the help of every command.",
      shouldDisplay: false
    )

    func run() throws {
      try Console.write(HelpPage.markdown)
    }
  }
}
