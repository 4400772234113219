import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Says what is wrong with a set-up.
  struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what is wrong with this set-up.",
      discussion: """
        Changes nothing. Exits with 1 where something is broken; a warning is something to see to \
        that keeps nothing from working.
        """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let found = try common.desk().examine()
      try answer(output.format, common.style, json: Documents.doctor(found)) { page in
        page.table(
          found.map {
            [
              mark($0), .bold($0.subject),
              Ink($0.finding),
            ]
          }
        )
        for problem in found {
          if let help = problem.help { page.line("\(problem.subject): \(help)") }
        }
      }
      if found.contains(where: { !$0.isSound }) { throw Endings.no }
    }

    private func mark(_ found: Examination) -> Ink {
      if !found.isSound { return Ink("problem", .red) }
      return found.isWarning ? Ink("warning", .yellow) : Ink("ok", .green)
    }
  }
}
