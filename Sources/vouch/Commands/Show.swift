import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Shows one submission, whole.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one submission, whole: its texts, its findings, its history."
    )

    @Argument(help: ArgumentHelp("A submission, or one of its revisions.", valueName: "id[@rev]"))
    var id: SubmissionArgument

    @Flag(help: "Show what changed since the revision before.")
    var diff = false

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let shown = try desk.show(id.submission, revision: id.revision)
      let zone = desk.brandZone()
      let changes = diff ? changes(in: shown) : nil
      try answer(
        output.format,
        common.style,
        json: Documents(zone: zone).show(shown, changes: changes?.map(\.text))
      ) { page in
        page.submission(shown, zone: zone, changes: changes)
      }
    }

    private func changes(in shown: ShownSubmission) -> [LineChange] {
      let revision = shown.listed.revision
      let before = shown.revisions.last { $0.number < revision.number }
      return LineChange.changes(from: before?.bytes ?? [], to: revision.bytes)
    }
  }
}

extension VouchCommand.Show: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    diff = try line.flag("diff")
    common = try CommonOptions(plain: &line)
    output = try FormatOption(plain: &line)
    id = try line.operand()
  }
}
