import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Says what is wrong with a set-up.
  struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what is wrong with this set-up.",
      discussion: "Exits with 1 where something is."
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let found = try common.desk().examine()
      try answer(output.format, common.style, json: Documents.doctor(found)) { page in
        page.table(
          found.map {
            [
              $0.isSound ? Ink("ok", .green) : Ink("problem", .red), .bold($0.subject),
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
  }
}
