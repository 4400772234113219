import Testing

@testable import vouch

@Suite struct KeyReaderTests {
  private func keys(_ bytes: [UInt8], isFinal: Bool = true) -> [Key] {
    var reader = KeyReader()
    reader.feed(bytes)
    var keys: [Key] = []
    while let key = reader.next(isFinal: isFinal) { keys.append(key) }
    return keys
  }

  @Test(
    arguments: [
      ("a", [Key.character("a")]),
      ("ü日😀", [.character("ü"), .character("日"), .character("😀")]),
      ("\u{1B}[A\u{1B}[B\u{1B}OC\u{1B}[D", [.up, .down, .right, .left]),
      ("\u{1B}[5~\u{1B}[6~\u{1B}[H\u{1B}[F", [.pageUp, .pageDown, .home, .end]),
      ("\r\n\u{7F}\u{8}\u{15}", [.enter, .enter, .backspace, .backspace, .eraseLine]),
      ("\u{3}\u{1A}\u{4}", [.interrupt, .suspend, .endOfInput]),
      ("\u{1B}", [.escape]),
      ("\u{1B}q", [.escape, .character("q")]),
      // Sequences that mean nothing here are dropped whole: no part of them decides anything.
      ("\u{1B}[200~a\u{1B}[201~", [.character("a")]),
      ("\u{1B}[1;5Ar", [.character("r")]),
    ] as [(String, [Key])]
  )
  func bytesBecomeKeys(text: String, expected: [Key]) {
    #expect(keys(Array(text.utf8)) == expected)
  }

  @Test func piecesWaitForTheRest() {
    var reader = KeyReader()
    reader.feed([0x1B, UInt8(ascii: "[")])
    #expect(reader.next(isFinal: false) == nil)
    reader.feed([UInt8(ascii: "A"), 0xC3])
    #expect(reader.next(isFinal: false) == .up)
    #expect(reader.next(isFinal: false) == nil)
    reader.feed([0xBC])
    #expect(reader.next(isFinal: false) == .character("ü"))
    #expect(!reader.isInMiddle)
  }

  @Test func noBytesAtAllStopTheReader() {
    var state: UInt64 = 11
    var bytes: [UInt8] = []
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bytes.append(UInt8(truncatingIfNeeded: state >> 40))
    }
    _ = keys(bytes)
    _ = keys(bytes, isFinal: false)
  }
}
