import CICU

/// A stretch of host characters, cut into labels, that answers where X sees a domain begin and end.
///
/// twitter-text describes a domain by a regular expression with much backtracking. What it finds
/// can be said without: from a start, the *last* label that begins with a top-level domain, all
/// labels between being well formed. `furthest` holds that answer for every label, filled from
/// the right, so that the whole stretch costs one pass however it was made.
struct TwitterDomains {
  private let scalars: [Unicode.Scalar]
  private let labels: [Label]
  private var current = 0

  private struct Label {
    var start: Int
    var end: Int
    /// Behind the top-level domain the label begins with; nil where it begins with none.
    var topEnd: Int?
    /// The label that ends the longest domain whose first label is this one, whole.
    var furthest: Int?
    /// The last `_` in the label.
    var lastUnderscore: Int?
  }

  /// Cuts `run`, which holds host characters only; nil where no domain can be in it.
  init?(_ scalars: [Unicode.Scalar], run: Range<Int>) {
    self.scalars = scalars
    var labels: [Label] = []
    var start = run.lowerBound
    var underscore: Int?
    var hasTop = false
    for index in run.lowerBound...run.upperBound {
      if index < run.upperBound, scalars[index] != "." {
        if scalars[index] == "_" { underscore = index }
        continue
      }
      var label = Label(start: start, end: index, lastUnderscore: underscore)
      if !labels.isEmpty, start < index {
        label.topEnd = Self.topLevelEnd(in: scalars, from: start, limit: index)
        hasTop = hasTop || label.topEnd != nil
      }
      labels.append(label)
      start = index + 1
      underscore = nil
    }
    guard hasTop else { return nil }
    for index in labels.indices.dropLast().reversed() {
      let furthest = Self.furthest(from: labels[index].start, in: index, of: labels, scalars)
      labels[index].furthest = furthest
    }
    self.labels = labels
  }

  /// The domain that begins first at or behind `cursor`, which never moves back between calls.
  mutating func next(from cursor: Int) -> Range<Int>? {
    while current + 1 < labels.count {
      let (index, label) = (current, labels[current])
      let next = labels[index + 1]
      guard label.end > cursor, next.furthest != nil || next.topEnd != nil else {
        current += 1
        continue
      }
      for start in max(label.start, cursor)..<label.end where canBegin(at: start) {
        guard let last = Self.furthest(from: start, in: index, of: labels, scalars) else {
          continue
        }
        guard let end = labels[last].topEnd else { continue }
        return start..<end
      }
      current += 1
    }
    return nil
  }

  private func canBegin(at index: Int) -> Bool {
    guard scalars[index].isDomainScalar else { return false }
    guard index > 0 else { return true }
    let before = scalars[index - 1]
    return !before.forbidsLink && !before.isASCIIAlphanumeric && !before.isRefusedByX
  }

  private static func furthest(
    from start: Int,
    in index: Int,
    of labels: [Label],
    _ scalars: [Unicode.Scalar]
  ) -> Int? {
    let label = labels[index]
    guard start < label.end, scalars[start].isDomainScalar, scalars[label.end - 1].isDomainScalar
    else { return nil }
    if let further = labels[index + 1].furthest { return further }
    let hasUnderscore = (label.lastUnderscore ?? -1) >= start
    return labels[index + 1].topEnd != nil && !hasUnderscore ? index + 1 : nil
  }

  /// Behind the top-level domain that stands at `start`; nil where none does.
  static func topLevelEnd(in scalars: [Unicode.Scalar], from start: Int, limit: Int) -> Int? {
    var end = start
    while end < limit, scalars[end].isASCIIAlphanumeric { end += 1 }
    if end < limit, !scalars[end].isASCII,
      let other = otherTopLevelEnd(in: scalars, from: start, limit: limit)
    {
      return other
    }
    guard end > start else { return nil }
    if canFollowTopLevel(end, in: scalars) {
      return TopLevelDomains.contains(scalars[start..<end]) ? end : nil
    }
    guard scalars.hasASCII("xn--", at: start) else { return nil }
    end = start + 4
    while end < limit, scalars[end].isASCIIAlphanumeric || scalars[end] == "-" { end += 1 }
    return end > start + 4 ? end : nil
  }

  /// Behind the longest top-level domain at `start` that is not all ASCII.
  private static func otherTopLevelEnd(
    in scalars: [Unicode.Scalar],
    from start: Int,
    limit: Int
  ) -> Int? {
    for end in stride(from: min(limit, start + TopLevelDomains.longest), to: start, by: -1)
    where canFollowTopLevel(end, in: scalars) && TopLevelDomains.contains(scalars[start..<end]) {
      return end
    }
    return nil
  }

  private static func canFollowTopLevel(_ end: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard end < scalars.count else { return true }
    let next = scalars[end]
    return !next.isASCIIAlphanumeric && next != "@" && next != "+" && next != "-"
  }

  /// The domains in ASCII and Latin letters inside a longer one: what X links where no scheme says
  /// that the whole is meant.
  static func asciiParts(of domain: Range<Int>, in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = domain.lowerBound
    while start < domain.upperBound {
      guard scalars[start].isPlainDomainScalar else {
        start += 1
        continue
      }
      // Labels from here on, as long as each is plain and followed by a dot.
      var (index, best) = (start, Int?.none)
      while index < domain.upperBound {
        while index < domain.upperBound, scalars[index].isPlainDomainScalar { index += 1 }
        guard index < domain.upperBound, scalars[index] == "." else { break }
        index += 1
        if let end = topLevelEnd(in: scalars, from: index, limit: domain.upperBound) { best = end }
        guard index < domain.upperBound, scalars[index].isPlainDomainScalar else { break }
      }
      if let best { parts.append(start..<best) }
      start = max(best ?? index, start + 1)
    }
    return parts
  }
}

extension Unicode.Scalar {
  /// Letters, digits and whatever else may begin and end a label on X.
  var isDomainScalar: Bool {
    if isASCII { return isASCIIAlphanumeric || value == 0x22 || value == 0x60 || isPlainControl }
    return !isTwitterSpace && !isRefusedByX && !isDirectionalMark
  }

  /// Domain scalars, and what may stand between them.
  var isHostScalar: Bool { self == "." || self == "-" || self == "_" || isDomainScalar }

  fileprivate var isPlainDomainScalar: Bool { isASCIIAlphanumeric || self == "-" || isLatinAccent }

  private var isPlainControl: Bool {
    value < 0x20 && !(0x09...0x0D).contains(value) || value == 0x7F
  }
}
