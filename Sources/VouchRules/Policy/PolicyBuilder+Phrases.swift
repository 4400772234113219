import VouchCore

extension PolicyBuilder {
  private static let phraseKeys = ["id", "never", "message", "severity", "examples"]

  /// `phrases: [{id, never, message, severity, examples: {flags, passes}}]`.
  ///
  /// A phrase takes the place of one of the same id in an extended policy, unless that is locked.
  mutating func takePhrases(_ node: PolicyNode, _ reader: PolicyReader) {
    var own: [String: PolicyNode] = [:]
    var taken: [(phrase: PhraseEntry, examples: PhraseExamples)] = []
    for node in reader.list(node, of: "phrases") ?? [] {
      let sound = reader.problems.count
      guard let fields = reader.fields(node, of: "a phrase", known: Self.phraseKeys) else {
        continue
      }
      let missing = ["id", "never", "message", "examples"].filter { fields[$0] == nil }
      if !missing.isEmpty {
        reader.report("a phrase without \(missing.joined(separator: ", "))", at: node)
      }
      let id = fields["id"].flatMap { phraseID($0.value, &own, reader) }
      let entries = fields["never"].map { takeNever($0.value, reader) } ?? []
      let message = fields["message"].flatMap { reader.text($0.value, of: "message") }
      let weight = fields["severity"].flatMap { field in
        reader.choice(field.value, of: "a severity", among: RuleDraft.Weight.names)
          .flatMap(RuleDraft.Weight.init)
      }
      let examples = fields["examples"].flatMap { PhraseExamples($0.value, reader) }
      guard reader.problems.count == sound, let id, let message, let examples else { continue }
      let phrase = PhraseEntry(
        id: id,
        severity: (weight ?? .on(.error)).severity,
        entries: entries,
        message: message,
        flags: examples.flags.map(\.text),
        passes: examples.passes.map(\.text)
      )
      taken.append((phrase, examples))
      places["phrases/\(id)"] = reader.place(of: node)
    }
    put(taken.map(\.phrase))
    // All at once: what finds the words of all phrases is no dearer than what finds those of one.
    let words = PolicyWords(
      topics: [],
      offLimits: [],
      phrases: taken.map(\.phrase),
      folding: folding
    )
    for (phrase, examples) in taken { examples.run(on: phrase, words, reader) }
  }

  private mutating func put(_ taken: [PhraseEntry]) {
    var indices: [RuleID: Int] = [:]
    for (index, phrase) in phrases.enumerated() { indices[phrase.id] = index }
    for phrase in taken {
      if let index = indices[phrase.id] { phrases[index] = phrase } else { phrases.append(phrase) }
    }
  }

  private func phraseID(
    _ node: PolicyNode,
    _ own: inout [String: PolicyNode],
    _ reader: PolicyReader
  ) -> RuleID? {
    guard let name = reader.text(node, of: "id") else { return nil }
    let isKebab =
      name.utf8.count <= 64
      && name.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
      }
    guard isKebab else {
      reader.report(
        "'\(shown(name))' cannot be an id",
        at: node,
        help: "an id has lower-case letters, digits and single hyphens"
      )
      return nil
    }
    guard catalog[RuleID(name)] == nil, RuleID(name) != .draft else {
      reader.report("'\(name)' is the id of a rule; a phrase needs one of its own", at: node)
      return nil
    }
    if let earlier = own[name] {
      let line = reader.place(of: earlier).line
      reader.report("the phrase '\(name)' stands twice; it is on line \(line) already", at: node)
      return nil
    }
    own[name] = node
    if let file = locks[RuleID(name)] {
      reader.report("\(file) locks the phrase '\(name)'", at: node, help: "choose another id")
      return nil
    }
    return RuleID(name)
  }

  private func takeNever(_ node: PolicyNode, _ reader: PolicyReader) -> [ForbiddenEntry] {
    guard let texts = reader.texts(node, of: "never") else { return [] }
    if texts.isEmpty { reader.report("never has nothing to look for", at: node) }
    return texts.compactMap { text, node in
      let entry = ForbiddenEntry(never: text, folding: folding)
      switch entry {
      case .words: break
      case .pattern(let pattern, let folded):
        guard let flaw = Pattern.flaw(in: folded) else { break }
        reader.report(
          "'\(shown(pattern))' is not a regular expression: \(flaw.message)",
          at: node,
          offset: reader.file.offset(of: flaw.offset, of: pattern, in: node),
          help: "write \\ in front of a character that stands for itself"
        )
      case nil:
        reader.report("'\(shown(text))' holds nothing that could be found in a text", at: node)
      }
      return entry
    }
  }
}

/// The texts that a phrase must and must not be found in.
private struct PhraseExamples {
  typealias Example = (text: String, node: PolicyNode)

  var flags: [Example] = []
  var passes: [Example] = []

  init?(_ node: PolicyNode, _ reader: PolicyReader) {
    guard let fields = reader.fields(node, of: "examples", known: ["flags", "passes"]) else {
      return nil
    }
    for (name, path) in [("flags", \Self.flags), ("passes", \Self.passes)] {
      guard let field = fields[name] else {
        reader.report("examples without \(name); at least one text is needed", at: node)
        continue
      }
      let texts = reader.texts(field.value, of: name) ?? []
      if texts.isEmpty, case .list = field.value.content {
        reader.report("\(name) has no example; at least one text is needed", at: field.value)
      }
      self[keyPath: path] = texts
    }
  }

  /// Looks for the phrase in its own examples, so that an entry that cannot work is no entry.
  func run(on phrase: PhraseEntry, _ words: PolicyWords, _ reader: PolicyReader) {
    for (text, node) in flags where !words.hold(phrase.id, in: text) {
      let isPattern = phrase.never.contains(where: ForbiddenEntry.isPattern)
      reader.report(
        "the phrase '\(phrase.id)' is not found in its example '\(shown(text))'",
        at: node,
        help: isPattern
          ? "an entry with one of \\^$.|?*+()[]{} is a regular expression; all match whole words"
          : "entries match whole words; a * in front or behind leaves that end open"
      )
    }
    for (text, node) in passes where words.hold(phrase.id, in: text) {
      reader.report(
        "the phrase '\(phrase.id)' is found in '\(shown(text))', which is to pass",
        at: node
      )
    }
  }
}

extension PolicyFile {
  /// How far behind the start of `node` the scalar at `offset` of `text` stands: exactly, where
  /// the node is written as it reads, else 0.
  fileprivate func offset(of offset: Int, of text: String, in node: PolicyNode) -> Int {
    let written = scalars(in: node.range)
    let wanted = Array(text.unicodeScalars)
    for quote in [0, 1] where written.count >= wanted.count + 2 * quote {
      if written[quote..<quote + wanted.count].elementsEqual(wanted) { return quote + offset }
    }
    return 0
  }

  private func scalars(in range: Range<Int>) -> [Unicode.Scalar] {
    // Only for a message about a flawed pattern: one walk from the start will do.
    let scalars = String(decoding: content, as: UTF8.self).unicodeScalars
    return Array(scalars.dropFirst(range.lowerBound).prefix(range.count))
  }
}
