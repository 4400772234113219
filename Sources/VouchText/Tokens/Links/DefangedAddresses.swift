import VouchCore

/// Finds addresses that were made unclickable in a way readers undo: `hxxp://`, `evil[.]net`.
enum DefangedAddresses {
  /// The places of such addresses, in order, from the word before the disguise to the one behind.
  static func find(in scalars: [Unicode.Scalar], masks: ScalarMasks) -> [Range<Int>] {
    var found: [Range<Int>] = []
    func add(_ range: Range<Int>?) {
      guard let range else { return }
      if let last = found.last, last.upperBound >= range.lowerBound {
        found[found.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        found.append(range)
      }
    }
    // All of these go on at once.
    masks.forEach({ block, _ in block.marks & ~(block.blanks >> 1) }) { index in
      switch scalars[index] {
      case ":": add(scheme(before: index, in: scalars))
      case "[", "(", "{":
        add(scheme(before: index, in: scalars))
        add(point(at: index, in: scalars) ?? colon(at: index, in: scalars))
      default: break
      }
    }
    return found
  }

  /// `[.]` or `(dot)` between two labels, of which the second goes on or is a top-level domain.
  private static func point(at index: Int, in scalars: [Unicode.Scalar]) -> Range<Int>? {
    guard let end = pointEnd(at: index, in: scalars) else { return nil }
    var start = index
    if start > 0, scalars[start - 1] == " " { start -= 1 }
    let labelEnd = start
    while start > 0, labelEnd - start < 63, scalars[start - 1].isLabelPart { start -= 1 }
    var next = end
    if next < scalars.count, scalars[next] == " " { next += 1 }
    let top = next
    while next < scalars.count, next - top < 63, scalars[next].isLabelPart { next += 1 }
    guard start < labelEnd, next > top else { return nil }
    if TopLevelDomains.contains(scalars[top..<next]) { return start..<next }
    guard next + 1 < scalars.count else { return nil }
    if scalars[next] == ".", scalars[next + 1].isLabelPart { return start..<next }
    let further = scalars[next] == " " ? next + 1 : next
    return pointEnd(at: further, in: scalars) == nil ? nil : start..<next
  }

  private static func pointEnd(at index: Int, in scalars: [Unicode.Scalar]) -> Int? {
    for word in ["[.]", "(.)", "{.}", "[dot]", "(dot)", "{dot}"] as [StaticString]
    where scalars.hasASCII(word, at: index) {
      return index + word.utf8CodeUnitCount
    }
    return nil
  }

  /// `http[:]//`.
  private static func colon(at index: Int, in scalars: [Unicode.Scalar]) -> Range<Int>? {
    guard scalars.hasASCII("[:]//", at: index) || scalars.hasASCII("(:)//", at: index) else {
      return nil
    }
    var start = index
    while start > 0, index - start < 10, scalars[start - 1].isASCIILetter { start -= 1 }
    return start < index ? start..<addressEnd(from: index + 5, in: scalars) : nil
  }

  /// `hxxp://` and `h**ps://`, of which the colon or the bracket before it stands at `end`.
  private static func scheme(before end: Int, in scalars: [Unicode.Scalar]) -> Range<Int>? {
    guard scalars.hasASCII("://", at: end) || scalars.hasASCII("[:]//", at: end) else { return nil }
    for word in ["hxxp", "hxxps", "h**p", "h**ps"] as [StaticString] {
      let start = end - word.utf8CodeUnitCount
      if scalars.hasASCII(word, at: start) { return start..<addressEnd(from: end, in: scalars) }
    }
    return nil
  }

  private static func addressEnd(from start: Int, in scalars: [Unicode.Scalar]) -> Int {
    var end = start
    while end < scalars.count, end - start < 300, !scalars[end].isTwitterSpace { end += 1 }
    return end
  }
}

extension Unicode.Scalar {
  fileprivate var isLabelPart: Bool { isASCIIAlphanumeric || self == "-" }
}
