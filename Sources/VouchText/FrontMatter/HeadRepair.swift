import VouchCore

/// Leaves out the values that keep a head from being YAML, so that the rest of it can be read:
/// an author should not hear of one mistake at a time.
enum HeadRepair {
  /// Keys on which nothing else in a head depends.
  private static let independentKeys: Set<String> = [
    "title", "topics", "why", "media", "disclosure", "promotional", "campaign",
  ]

  /// The bytes of `head` with blanks for the values on `lines`, at the same places; nil where one
  /// of these lines is no simple one.
  static func blanked(_ head: HeadText, lines: Set<Int>) -> [UInt8]? {
    var bytes = Array(head.bytes)
    let source = head.source
    for line in lines {
      let start = source.start(ofLine: line)
      guard start >= head.bytes.startIndex, start < head.bytes.endIndex else { return nil }
      let rest = source.bytes[start..<head.bytes.endIndex]
      let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex
      guard let colon = rest[..<end].firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let key = String(decoding: rest[..<colon], as: UTF8.self)
      guard independentKeys.contains(key) else { return nil }
      for index in (colon + 1)..<end { bytes[index - head.bytes.startIndex] = 0x20 }
    }
    return bytes
  }
}
