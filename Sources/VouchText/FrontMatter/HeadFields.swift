import VouchCore

/// Collects the problems of a head while its values are taken out.
struct HeadFields {
  /// The values.
  let tree: HeadTree
  private(set) var problems: [DraftProblem] = []
  /// Lines that already have a problem, of which a missing value is only the echo.
  private var reportedLines: Set<Int>

  init(tree: HeadTree, problems: [DraftProblem]) {
    self.tree = tree
    self.problems = problems
    reportedLines = problems.isEmpty ? [] : Set(problems.map(\.location.line))
  }

  /// The file that the head was read of.
  var file: SourceText { tree.file }

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

  /// True where `node` is a text and says something, as it must.
  mutating func isText(_ node: HeadNode, of key: String) -> Bool {
    guard node.kind == .scalar else {
      report("'\(key)' has to be a text, not \(tree.noun(of: node))", at: node.span)
      return false
    }
    guard tree.isBlank(node) else { return true }
    if !reportedLines.contains(file.location(at: node.span.start).line) {
      report("'\(key)' is empty", at: node.span)
    }
    return false
  }

  /// The text of `node`, which must be one and must say something.
  mutating func text(_ node: HeadNode, of key: String) -> HeadScalar? {
    isText(node, of: key) ? tree.scalar(at: node) : nil
  }

  /// The text of `node`; nil where it says nothing.
  mutating func textIfAny(_ node: HeadNode, of key: String) -> HeadScalar? {
    saysNothing(node) ? nil : text(node, of: key)
  }

  /// The texts of `node` with their places, a list that may be empty, or (if `orOne`) a single one.
  mutating func textsIfAny(_ node: HeadNode, of key: String, orOne: Bool) -> [Located<String>] {
    if node.kind == .sequence && node.parts.isEmpty || saysNothing(node) { return [] }
    return texts(node, of: key, orOne: orOne) { Located($0.text, at: $0.span) }
  }

  private func saysNothing(_ node: HeadNode) -> Bool {
    node.kind == .scalar && tree.isBlank(node)
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
    switch node.kind {
    case .sequence:
      var parts = node.parts
      if parts.isEmpty { report("'\(key)' is empty", at: node.span) }
      var values: [Value] = []
      values.reserveCapacity(parts.most)
      while let part = parts.next(in: tree) {
        if let text = text(part, of: key) { values.append(make(text)) }
      }
      return values
    case .scalar where orOne: return text(node, of: key).map { [make($0)] } ?? []
    default:
      report("'\(key)' has to be a list, not \(tree.noun(of: node))", at: node.span)
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

  /// The keys of `node`, which must have some of `known`.
  mutating func keys(_ node: HeadNode, of key: String, known: [String]) -> HeadParts {
    if node.kind == .mapping { return node.parts }
    report(
      "'\(key)' has to have the keys \(known.joined(separator: ", ")), not be "
        + tree.noun(of: node),
      at: node.span
    )
    return .none
  }

  /// The next of `keys` that is one of `known`, and its value; others are reported.
  mutating func next(
    _ keys: inout HeadParts,
    of key: String,
    known: [String]
  ) -> (name: String, value: HeadNode)? {
    while let (part, value) = keys.nextPair(in: tree) {
      let name = tree.text(of: part)
      if known.contains(name) { return (name, value) }
      unknown(name, at: part.span, in: "'\(key)'", known: known)
    }
    return nil
  }

  /// Reports a key that nobody knows.
  mutating func unknown(
    _ name: String,
    at span: SourceSpan,
    in place: String,
    known: [String]
  ) {
    report(
      "unknown key '\(name)' in \(place)",
      at: span,
      help: Suggestion.help(for: name, among: known)
        ?? "known keys: \(known.joined(separator: ", "))"
    )
  }
}
