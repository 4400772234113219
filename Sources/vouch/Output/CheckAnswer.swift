import VouchCore
import VouchWorkflow

/// How `vouch check` writes its findings.
enum CheckFormat: String, CaseIterable {
  case text, json, sarif, github
}

/// How many drafts fared how.
struct VerdictCounts {
  private var counts: [Int] = Array(repeating: 0, count: Verdict.allCases.count)

  /// All of them.
  var total: Int { counts.reduce(0, +) }

  /// Those with `verdict`.
  subscript(verdict: Verdict) -> Int { counts[Self.index(verdict)] }

  /// Counts one more.
  mutating func add(_ verdict: Verdict) { counts[Self.index(verdict)] += 1 }

  private static func index(_ verdict: Verdict) -> Int {
    switch verdict {
    case .clear: 0
    case .flagged: 1
    case .blocked: 2
    }
  }
}

/// What of an answer is about one draft, ready to be written.
struct CheckedPiece: Equatable {
  /// How the draft fared.
  let verdict: Verdict
  /// The rules that the text names, where the format lists them.
  let rules: [String]
  /// The text; empty where there is nothing to say.
  let text: String

  /// What is said about `draft`.
  init(_ draft: CheckedDraft, in format: CheckFormat, _ style: Style) {
    verdict = draft.report.verdict
    switch format {
    case .text:
      rules = []
      var page = TextPage(style: style)
      page.findings(draft.report, path: draft.path)
      text = page.text
    case .json:
      rules = []
      text = CheckAnswer.element(Documents.checked(draft), depth: 2)
    case .sarif:
      rules = Set(draft.report.findings.map(\.rule.name)).sorted()
      text = SARIF.results(draft).map { CheckAnswer.element($0, depth: 4) }.joined(separator: ",\n")
    case .github:
      rules = []
      text = GitHubAnnotations.text(draft)
    }
  }

  init(verdict: Verdict, rules: [String], text: String) {
    self.verdict = verdict
    self.rules = rules
    self.text = text
  }
}

/// Writes the answer of `vouch check` draft by draft, so that it takes no more memory for more of
/// them.
final class CheckAnswer {
  /// How the drafts fared so far.
  private(set) var counts = VerdictCounts()
  private let format: CheckFormat
  private let style: Style
  private let checker: DraftChecker
  private let progress: Progress
  private var waiting = ""
  /// What SARIF has to name before its results.
  private var rules: Set<String> = []
  private var results: [String] = []

  /// How much is written at once.
  private static let pieceSize = 65_536

  /// An answer by `checker` about `total` drafts.
  init(_ checker: DraftChecker, _ format: CheckFormat, _ style: Style, of total: Int) {
    self.checker = checker
    self.format = format
    self.style = style
    progress = Progress("checked", of: total)
    if format == .json { waiting = frame.opening }
  }

  /// Adds what is to be said about one draft.
  func add(_ piece: CheckedPiece) throws {
    switch format {
    case .text, .github: waiting += piece.text
    case .json: waiting += (counts.total == 0 ? "\n" : ",\n") + piece.text
    case .sarif:
      rules.formUnion(piece.rules)
      if !piece.text.isEmpty { results.append(piece.text) }
    }
    counts.add(piece.verdict)
    if waiting.utf8.count >= Self.pieceSize { try flush() }
    progress.step()
  }

  /// One more draft that could not be opened.
  func skip() { progress.step() }

  /// Ends the answer.
  func end() throws {
    switch format {
    case .text:
      var page = TextPage(style: style)
      page.summary(counts)
      waiting += page.text
    case .github: break
    case .json: waiting += (counts.total == 0 ? "" : "\n  ") + frame.closing + "\n"
    case .sarif:
      let (opening, closing) = Self.frame(
        TerminalText.safe(json: SARIF.document([], rules: rules).text(indent: 2)),
        of: "results"
      )
      let list = results.isEmpty ? "" : "\n" + results.joined(separator: ",\n") + "\n      "
      waiting = opening + list + closing + "\n"
    }
    try flush()
  }

  private func flush() throws {
    progress.end()
    if !waiting.isEmpty { try Console.write(waiting) }
    waiting = ""
  }

  /// What stands around the drafts of the whole document.
  private var frame: (opening: String, closing: String) {
    let document = Documents.check(checker, drafts: [], counts: counts).text(indent: 2)
    return Self.frame(TerminalText.safe(json: document), of: "drafts")
  }

  /// `document` up to the bracket that opens its empty list `key`, and from the one that closes it.
  private static func frame(
    _ document: String,
    of key: String
  ) -> (opening: String, closing: String) {
    let list = "\"\(key)\": []"
    guard let range = document.firstRange(of: list) else { return (document, "") }
    return (
      String(document[..<range.upperBound].dropLast()), "]" + document[range.upperBound...]
    )
  }

  /// `json` as it stands in a document `depth` levels deep.
  static func element(_ json: JSON, depth: Int) -> String {
    String(repeating: "  ", count: depth)
      + TerminalText.safe(json: json.text(indent: 2, depth: depth))
  }
}

extension TextPage {
  /// Adds one line that says how many drafts there were, and how they fared.
  fileprivate mutating func summary(_ counts: VerdictCounts) {
    var pieces: [Ink] = ["\(counted(counts.total, "draft"))"]
    for verdict in Verdict.allCases where counts[verdict] > 0 {
      pieces += [
        pieces.count == 1 ? ": " : ", ",
        Ink("\(counts[verdict]) \(verdict.rawValue)", verdict.look),
      ]
    }
    line(pieces)
  }
}
