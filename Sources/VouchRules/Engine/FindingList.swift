import VouchCore

/// Turns what rules saw in one draft into findings.
struct FindingList {
  private let draft: Draft
  private var seen: [Seen] = []

  /// An observation under its rule's id, with the severity it gets.
  private struct Seen {
    let rule: RuleID
    let severity: Severity
    let observation: Observation
  }

  init(_ draft: Draft) {
    self.draft = draft
  }

  /// Takes what `rule` saw, and how much that weighs.
  ///
  /// Where the rule itself calls it milder than the policy does, it is: a
  /// policy sets the weight of a rule's main matter, and raising that does not raise side remarks.
  mutating func add(_ found: DraftGlance.Seen, rule: RuleID) {
    for observation in found.observations {
      let severity = min(found.severity, observation.cap ?? found.severity)
      seen.append(Seen(rule: rule, severity: severity, observation: observation))
    }
  }

  /// The findings, those that differ in nothing or in severity alone once, with the heaviest; what
  /// the author should know about how the draft was read stands among them as notes.
  var all: [Finding] {
    let notes = draft.notes.map { Finding($0, severity: .note) }
    if seen.isEmpty { return notes }
    let places = PlaceTable(
      draft.source,
      offsets: seen.lazy.compactMap(\.observation.span).flatMap { [$0.start, $0.end] }
    )
    var heaviest: [Finding: Severity] = [:]
    var order: [Finding] = []
    for one in seen {
      let key = finding(one, severity: .note, places)
      if let known = heaviest[key] {
        heaviest[key] = max(known, one.severity)
      } else {
        heaviest[key] = one.severity
        order.append(key)
      }
    }
    return notes + order.map { $0.weighing(heaviest[$0] ?? .note) }
  }

  private func finding(_ seen: Seen, severity: Severity, _ places: PlaceTable) -> Finding {
    let observation = seen.observation
    let start = SourceLocation(line: 1, column: 1)
    return Finding(
      rule: seen.rule,
      severity: severity,
      message: observation.message,
      start: observation.span.map { places[$0.start] } ?? start,
      end: observation.span.map { places[$0.end] } ?? start,
      excerpt: observation.span.map { draft.source.excerpt($0) } ?? "",
      surface: observation.surface,
      measured: observation.measured,
      limit: observation.limit,
      help: observation.help
    )
  }
}

extension Finding {
  fileprivate func weighing(_ severity: Severity) -> Finding {
    Finding(
      rule: rule,
      severity: severity,
      message: message,
      start: start,
      end: end,
      excerpt: excerpt,
      surface: surface,
      measured: measured,
      limit: limit,
      help: help
    )
  }
}

extension SourceText {
  /// The text in `span` on one line, at most 80 scalars.
  fileprivate func excerpt(_ span: SourceSpan) -> String {
    var line: [Unicode.Scalar] = []
    var afterSpace = true
    // White space folds away, so more bytes than 80 scalars need may have to be read; not all.
    for scalar in text(in: SourceSpan(span.start, min(span.end, span.start + 640))).unicodeScalars {
      let isSpace = scalar.isSpace || scalar.value < 0x20 || scalar.value == 0x7F
      if isSpace && afterSpace { continue }
      guard line.count < 80 else { break }
      line.append(isSpace ? " " : scalar)
      afterSpace = isSpace
    }
    if line.last == " " { line.removeLast() }
    return String(scalars: line[...])
  }
}

/// The locations of many offsets, found in one walk: a long line costs one reading, not one for
/// each finding on it.
private struct PlaceTable {
  private var places: [Int: SourceLocation] = [:]

  init(_ source: SourceText, offsets: some Sequence<Int>) {
    var known: (offset: Int, location: SourceLocation)?
    for offset in Set(offsets).sorted() {
      let offset = min(max(offset, 0), source.bytes.count)
      let line = source.line(at: offset)
      let location: SourceLocation
      if let known, known.location.line == line {
        let step = source.bytes[known.offset..<offset].count { $0 & 0xC0 != 0x80 }
        location = SourceLocation(line: line, column: known.location.column + step)
      } else {
        location = source.location(at: offset)
      }
      places[offset] = location
      known = (offset, location)
    }
    clamp = source.bytes.count
  }

  private let clamp: Int

  subscript(offset: Int) -> SourceLocation {
    places[min(max(offset, 0), clamp)] ?? SourceLocation(line: 1, column: 1)
  }
}
