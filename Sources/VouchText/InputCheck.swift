import VouchCore

/// Refuses bytes that are no draft before anything is parsed.
enum InputCheck {
  /// The bytes with their lines; throws where they are too many, no UTF-8, or have a NUL.
  static func read(
    _ bytes: [UInt8],
    path: String,
    limits: InputLimits
  ) throws(DraftError) -> SourceText {
    guard bytes.count <= limits.maxDraftBytes else {
      throw DraftError([
        DraftProblem(
          "a draft has at most \(limits.maxDraftBytes) bytes; this one has \(bytes.count)",
          at: SourceLocation(line: 1, column: 1)
        )
      ])
    }
    let source = SourceText(path: path, bytes: bytes)
    if source.isPlain { return source }
    if let (offset, message) = firstBadByte(in: bytes) {
      // What comes before the bad byte is good, and enough to count lines and columns.
      let good = SourceText(path: path, bytes: Array(bytes[..<offset]))
      throw DraftError([
        DraftProblem(
          message,
          at: good.location(at: offset),
          help: offset == 0 ? "save the file as UTF-8" : nil
        )
      ])
    }
    return source
  }

  private static func firstBadByte(in bytes: [UInt8]) -> (offset: Int, message: String)? {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte == 0 { return (index, "a NUL byte; a draft is text") }
        if byte < 0x80 {
          index += 1
          index += plainBytes(bytes, from: index)
          continue
        }
        guard let width = width(of: bytes, at: index) else {
          let code = String(byte, radix: 16, uppercase: true)
          return (index, "the byte 0x\(code) is not UTF-8")
        }
        index += width
      }
      return nil
    }
  }

  /// How many bytes of ASCII without a NUL stand at `start`, in steps of eight.
  private static func plainBytes(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = start
    while index + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // The highest bit of a byte shows what is no ASCII; taking one away shows a zero there too.
      guard (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 == 0 else { break }
      index += 8
    }
    return index - start
  }

  /// The bytes that the well-formed sequence at `index` takes (Unicode, table 3-7).
  private static func width(of bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    let first = bytes[index]
    let width: Int
    switch first {
    case 0xC2...0xDF: width = 2
    case 0xE0...0xEF: width = 3
    case 0xF0...0xF4: width = 4
    default: return nil
    }
    guard index + width <= bytes.count else { return nil }
    let second: ClosedRange<UInt8> =
      switch first {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    guard second.contains(bytes[index + 1]) else { return nil }
    for next in bytes[(index + 2)..<(index + width)] where next & 0xC0 != 0x80 { return nil }
    return width
  }
}
