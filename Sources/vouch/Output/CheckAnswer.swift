import VouchCore
import VouchWorkflow

/// How `vouch check` writes its findings.
enum CheckFormat: String, CaseIterable {
  case text, json, sarif, github
}

/// How many drafts fared how.
struct VerdictCounts: Equatable {
  private var clear = 0, flagged = 0, blocked = 0

  /// All of them.
  var total: Int { clear + flagged + blocked }

  /// Those with `verdict`.
  subscript(verdict: Verdict) -> Int {
    get {
      switch verdict {
      case .clear: clear
      case .flagged: flagged
      case .blocked: blocked
      }
    }
    set {
      switch verdict {
      case .clear: clear = newValue
      case .flagged: flagged = newValue
      case .blocked: blocked = newValue
      }
    }
  }

  /// Counts those of `other` too.
  mutating func add(_ other: VerdictCounts) {
    clear += other.clear
    flagged += other.flagged
    blocked += other.blocked
  }
}

/// What of an answer is about some drafts in a row, ready to be written.
struct CheckedPiece: Equatable {
  /// How the drafts fared.
  var counts = VerdictCounts()
  /// The rules that the text names, sorted, where the format lists them.
  var rules: [String] = []
  /// The text in UTF-8; empty where there is nothing to say.
  var text: [UInt8] = []

  /// Adds what is said about one more draft.
  mutating func add(_ draft: CheckedDraft, in format: CheckFormat, _ style: Style) {
    counts[draft.report.verdict] += 1
    switch format {
    case .text:
      var page = TextPage(style: style)
      page.findings(draft.report, path: draft.path)
      text += page.text.utf8
    case .json:
      list(CheckAnswer.element(Documents.checked(draft), depth: 2))
    case .sarif:
      rules = Set(rules).union(draft.report.findings.map(\.rule.name)).sorted()
      for result in SARIF.results(draft) { list(CheckAnswer.element(result, depth: 4)) }
    case .github:
      text += GitHubAnnotations.text(draft).utf8
    }
  }

  /// Adds one more element of a list of JSON.
  private mutating func list(_ element: String) {
    if !text.isEmpty { text += CheckAnswer.separator }
    text += element.utf8
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
  private var waiting: [UInt8] = []
  /// What SARIF has to name before its results.
  private var rules: Set<String> = []
  private var results: [UInt8] = []

  /// What stands between two elements of a list of JSON.
  static let separator = Array(",\n".utf8)

  /// How much is written at once.
  private static let pieceSize = 65_536

  /// An answer by `checker` about `total` drafts.
  init(_ checker: DraftChecker, _ format: CheckFormat, _ style: Style, of total: Int) {
    self.checker = checker
    self.format = format
    self.style = style
    progress = Progress("checked", of: total)
    if format == .json { waiting += frame.opening.utf8 }
  }

  /// Adds what is to be said about drafts, of which `skipped` could not be opened.
  func add(_ piece: CheckedPiece, skipped: Int) throws {
    switch format {
    case .text, .github: waiting += piece.text
    case .json:
      if !piece.text.isEmpty {
        waiting += counts.total == 0 ? [UInt8(ascii: "\n")] : Self.separator
      }
      waiting += piece.text
    case .sarif:
      rules.formUnion(piece.rules)
      if !piece.text.isEmpty, !results.isEmpty { results += Self.separator }
      results += piece.text
    }
    counts.add(piece.counts)
    if waiting.count >= Self.pieceSize { try flush() }
    progress.step(piece.counts.total + skipped)
  }

  /// Ends the answer.
  func end() throws {
    switch format {
    case .text:
      var page = TextPage(style: style)
      page.summary(counts)
      waiting += page.text.utf8
    case .github: break
    case .json: waiting += ((counts.total == 0 ? "" : "\n  ") + frame.closing + "\n").utf8
    case .sarif:
      let (opening, closing) = Self.frame(
        TerminalText.safe(json: SARIF.document([], rules: rules).text(indent: 2)),
        of: "results"
      )
      waiting += opening.utf8
      if !results.isEmpty { waiting += Array("\n".utf8) + results + Array("\n      ".utf8) }
      waiting += (closing + "\n").utf8
    }
    try flush()
  }

  private func flush() throws {
    progress.end()
    if !waiting.isEmpty { try Console.write(waiting) }
    waiting.removeAll(keepingCapacity: true)
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
