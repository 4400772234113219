/// One pass over the bytes of a text: where its lines begin, and whether all of it is ASCII.
struct LineSurvey {
  /// 0, and the offset behind each LF, CRLF and lone CR.
  private(set) var lineStarts: [Int] = []
  /// True where no byte has its highest bit set.
  private(set) var isASCII = true
  /// True where one of the bytes is NUL.
  private(set) var hasNUL = false

  /// Looks through `bytes`, eight at a time where they are not worth a closer look.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    lineStarts.reserveCapacity(bytes.count / 24 + 4)
    lineStarts.append(0)
    let raw = UnsafeRawBufferPointer(bytes)
    var all: UInt64 = 0
    var index = 0
    while index + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      all |= word
      // Shows a byte below 0x20, if there is one, by its highest bit.
      if (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080 != 0 {
        note(word, index, bytes)
      }
      index += 8
    }
    for byte in bytes[index...] {
      all |= UInt64(byte)
      if byte == 0 { hasNUL = true }
    }
    note(index, bytes.count, bytes)
    isASCII = all & 0x8080_8080_8080_8080 == 0
  }

  /// Notes the line ends among the eight bytes of `word`, which stand at `index`.
  private mutating func note(_ word: UInt64, _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    if Self.places(of: 0x00, in: word) != 0 { hasNUL = true }
    guard Self.places(of: 0x0D, in: word) == 0 else { return note(index, index + 8, bytes) }
    var places = Self.places(of: 0x0A, in: UInt64(littleEndian: word))
    while places != 0 {
      lineStarts.append(index + places.trailingZeroBitCount / 8 + 1)
      places &= places - 1
    }
  }

  /// The highest bit of each byte of `word` that is `byte`.
  private static func places(of byte: UInt64, in word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let differing = word ^ (byte &* 0x0101_0101_0101_0101)
    return ~(((differing & low) &+ low) | differing | low)
  }

  private mutating func note(_ start: Int, _ end: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    for index in start..<end where bytes[index] == 0x0A || bytes[index] == 0x0D {
      let isPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      if !isPair { lineStarts.append(index + 1) }
    }
  }
}
