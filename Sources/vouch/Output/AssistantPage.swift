import VouchCore
import VouchWorkflow

extension TextPage {
  /// Adds one assistant, whole.
  mutating func assistant(_ shown: ShownAssistant, zone: BrandZone) {
    let standing = shown.assistant.standing
    line(
      .bold(shown.assistant.name),
      "  ",
      shown.obstacles.isEmpty ? Ink("ready", .green) : Ink("not ready", .yellow)
    )
    for obstacle in shown.obstacles { line("  \(obstacle)") }
    let trained = standing.trainedAt.map { "at \($0), the policy asks for \(shown.training)" }
    var facts: [(String, String)] = [
      ("trained", trained ?? "never, the policy asks for \(shown.training)"),
      ("channels", shown.channels?.map(\.name).joined(separator: ", ") ?? "any"),
      ("kinds", shown.kinds?.map(\.rawValue).joined(separator: ", ") ?? "any"),
      ("topics", shown.topics?.joined(separator: ", ") ?? "any of the policy's"),
      ("a day", shown.perDay.map { "\($0)" } ?? "any number"),
    ]
    for reference in standing.references {
      facts.append(("reference", "\(zone.local(reference.at)) \(reference.source)"))
    }
    table(facts.map { [.dim("  \($0)"), Ink($1)] })
  }
}
