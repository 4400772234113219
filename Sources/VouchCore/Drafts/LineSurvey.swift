import CBitCounts

/// One pass over the bytes of a text: where its lines begin, and whether all of it is ASCII.
struct LineSurvey {
  /// 0, and the offset behind each LF, CRLF and lone CR.
  private(set) var lineStarts: [Int] = []
  /// True where no byte has its highest bit set.
  private(set) var isASCII = true
  /// True where one of the bytes is NUL.
  private(set) var hasNUL = false

  /// Looks through `bytes`, 64 at a time where they are not worth a closer look.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    lineStarts.reserveCapacity(bytes.count / 24 + 4)
    lineStarts.append(0)
    var beyond: UInt64 = 0
    for start in stride(from: 0, to: bytes.count, by: 64) {
      let block = UnsafeBufferPointer(rebasing: bytes[start..<min(start + 64, bytes.count)])
      var controls = vouch_controls(block.baseAddress, block.count, &beyond)
      while controls != 0 {
        note(start + controls.trailingZeroBitCount, of: bytes)
        controls &= controls - 1
      }
    }
    isASCII = beyond == 0
  }

  /// Notes what the control at `index` of `bytes` is.
  private mutating func note(_ index: Int, of bytes: UnsafeBufferPointer<UInt8>) {
    switch bytes[index] {
    case 0x0A: lineStarts.append(index + 1)
    case 0x0D:
      let isPair = index + 1 < bytes.count && bytes[index + 1] == 0x0A
      if !isPair { lineStarts.append(index + 1) }
    case 0x00: hasNUL = true
    default: break
    }
  }
}
