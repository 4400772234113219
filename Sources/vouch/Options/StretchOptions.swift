import ArgumentParser

/// How much of a long list is shown.
struct StretchOptions: ParsableArguments {
  /// What is shown unless somebody asks for more: with a million submissions, too, an answer is
  /// there at once.
  static let defaultLimit = 1000
  private static let highestLimit = 1_000_000

  @Option(help: ArgumentHelp("How many to show at most.", valueName: "number"))
  var limit = Self.defaultLimit

  @Flag(help: "Show all, however many there are.")
  var all = false

  func validate() throws {
    guard (1...Self.highestLimit).contains(limit) else {
      throw ValidationError("--limit takes 1 to \(Self.highestLimit); --all shows all")
    }
  }
}

extension StretchOptions: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    limit = try line.value("limit") ?? Self.defaultLimit
    all = try line.flag("all")
    try validate()
  }
}
