import VouchCore

/// Collects the problems of a head while its values are taken out.
struct HeadFields {
  let file: SourceText
  private(set) var problems: [DraftProblem] = []
  /// Lines that already have a problem, of which a missing value is only the echo.
  private var reportedLines: Set<Int>

  init(file: SourceText, problems: [DraftProblem]) {
    self.file = file
    self.problems = problems
    reportedLines = problems.isEmpty ? [] : Set(problems.map(\.location.line))
  }

  /// Adds a problem at a place.
  mutating func report(_ message: String, at span: SourceSpan, help: String? = nil) {
    problems.append(
      DraftProblem(
        message,
        at: file.location(at: span.start),
        end: file.location(at: span.end),
        help: help
      )
    )
  }

  /// The text of `node`, which must be one and must say something.
  mutating func text(_ node: HeadNode, of key: String) -> HeadScalar? {
    guard case .scalar(let scalar) = node else {
      report("'\(key)' has to be a text, not \(node.noun)", at: node.span)
      return nil
    }
    guard !scalar.isBlank else {
      if !reportedLines.contains(file.location(at: scalar.span.start).line) {
        report("'\(key)' is empty", at: scalar.span)
      }
      return nil
    }
    return scalar
  }

  /// The text of `node`; nil where it says nothing.
  mutating func textIfAny(_ node: HeadNode, of key: String) -> HeadScalar? {
    if case .scalar(let scalar) = node, scalar.isBlank { return nil }
    return text(node, of: key)
  }

  /// The texts of `node` with their places, a list that may be empty, or (if `orOne`) a single one.
  mutating func textsIfAny(_ node: HeadNode, of key: String, orOne: Bool) -> [Located<String>] {
    switch node {
    case .sequence(let nodes, _) where nodes.isEmpty: []
    case .scalar(let scalar) where scalar.isBlank: []
    default: texts(node, of: key, orOne: orOne) { Located($0.text, at: $0.span) }
    }
  }

  /// The text of `node` with its place.
  mutating func located(_ node: HeadNode, of key: String) -> Located<String>? {
    text(node, of: key).map { Located($0.text, at: $0.span) }
  }

  /// What `make` makes of the texts of `node`, which must be a list of them, or (if `orOne`) a
  /// single one.
  mutating func texts<Value>(
    _ node: HeadNode,
    of key: String,
    orOne: Bool,
    _ make: (HeadScalar) -> Value
  ) -> [Value] {
    switch node {
    case .sequence(let nodes, let span):
      if nodes.isEmpty { report("'\(key)' is empty", at: span) }
      var values: [Value] = []
      values.reserveCapacity(nodes.count)
      for node in nodes {
        if let text = text(node, of: key) { values.append(make(text)) }
      }
      return values
    case .scalar where orOne: return text(node, of: key).map { [make($0)] } ?? []
    default:
      report("'\(key)' has to be a list, not \(node.noun)", at: node.span)
      return []
    }
  }

  /// The case of `Value` that `node` names.
  mutating func choice<Value: CaseIterable & RawRepresentable<String> & Sendable>(
    _ node: HeadNode,
    of key: String
  ) -> Located<Value>? {
    guard let scalar = text(node, of: key) else { return nil }
    if let value = Value(rawValue: scalar.text) { return Located(value, at: scalar.span) }
    let names = Value.allCases.map(\.rawValue)
    report(
      "'\(key)' cannot be '\(scalar.text)'",
      at: scalar.span,
      help: Suggestion.help(for: scalar.text, among: names)
        ?? "it is one of \(names.joined(separator: ", "))"
    )
    return nil
  }

  /// The keys of `node`, each of which must be one of `known`.
  mutating func keys(
    _ node: HeadNode,
    of key: String,
    known: [String]
  ) -> [HeadPair] {
    guard case .mapping(let pairs, _) = node else {
      report(
        "'\(key)' has to have the keys \(known.joined(separator: ", ")), not be \(node.noun)",
        at: node.span
      )
      return []
    }
    // As nearly always: nothing to leave out.
    if pairs.allSatisfy({ known.contains($0.key.text) }) { return pairs }
    return pairs.filter { pair in
      if known.contains(pair.key.text) { return true }
      unknown(pair.key, in: "'\(key)'", known: known)
      return false
    }
  }

  /// Reports a key that nobody knows.
  mutating func unknown(_ key: HeadScalar, in place: String, known: [String]) {
    report(
      "unknown key '\(key.text)' in \(place)",
      at: key.span,
      help: Suggestion.help(for: key.text, among: known)
        ?? "known keys: \(known.joined(separator: ", "))"
    )
  }
}

extension HeadScalar {
  /// True where it says nothing.
  fileprivate var isBlank: Bool {
    // Most texts begin with something that is plainly seen.
    if let first = text.utf8.first, first > 0x20, first < 0x7F { return false }
    return text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }
}
