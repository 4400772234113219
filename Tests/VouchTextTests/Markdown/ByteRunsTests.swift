import Testing

@testable import VouchText

struct ByteRunsTests {
  @Test func eightBytesAtATimeSayWhatOneByOneDoes() {
    let marks = Array("&\\]|a\u{0}\u{7F}é日\n".utf8) + [0x80, 0xFF, 0x5C ^ 0x01, 0x26 ^ 0x80]
    for seed in 0..<2000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let length = Int.random(in: 0...40, using: &random)
      var bytes = (0..<length).map { _ in marks.randomElement(using: &random) ?? 0 }
      let copied = bytes
      bytes += copied
      if !bytes.isEmpty, Bool.random(using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] ^= 1
      }
      let start = Int.random(in: 0...length, using: &random)
      let count = length - start
      let left = bytes[start..<length]
      let right = bytes[(length + start)...]
      let plain = zip(left, right).prefix { $0 == $1 && $0 != 0x26 && $0 != 0x5C }.count
      #expect(
        ByteRuns.plainLength(bytes, start, length + start, count: count) == plain,
        "seed \(seed)"
      )
      #expect(
        ByteRuns.areEqual(bytes, from: start, bytes, from: length + start, count: count)
          == left.elementsEqual(right),
        "seed \(seed)"
      )
      let quote = UInt8(ascii: "&")
      let isPrint = bytes[start...].map { $0 >= 0x20 && $0 < 0x7F && $0 != quote && $0 != 0x5C }
      let printed = bytes.withUnsafeBufferPointer {
        ByteRuns.printLength($0, start, to: $0.count, without: (quote, 0x5C))
      }
      #expect(printed == isPrint.prefix { $0 }.count / 8 * 8, "seed \(seed)")
      for mark in [UInt8(ascii: "]"), UInt8(ascii: "|")] {
        #expect(ByteRuns.count(of: mark, in: bytes) == bytes.count { $0 == mark }, "seed \(seed)")
      }
    }
  }
}
