import CBitCounts
import Testing

@testable import VouchCore

@Suite struct BitPlanesTests {
  /// What the instructions of one kind of processor answer is what any processor would.
  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func everyProcessorLaysTextsOnTheirSideAlike(seed: UInt64) {
    var random = Seeded(seed)
    let text = (0..<random.pick(0...64)).map { _ in
      random.once(in: 4) ? UInt32(random.pick(0...0x10FFFF)) : UInt32(random.pick(0...127))
    }
    var (own, any) = ([UInt64](repeating: 0, count: 8), [UInt64](repeating: 0, count: 8))
    vouch_bit_planes(text, text.count, &own)
    vouch_bit_planes_anywhere(text, text.count, &any)
    #expect(own[7] == any[7], "seed \(seed)")
    #expect(own.map { $0 & ~own[7] } == any.map { $0 & ~any[7] }, "seed \(seed)")
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func everyProcessorFindsControlsAlike(seed: UInt64) throws {
    var random = Seeded(seed)
    let most = try random.pick([0x1F, 0x7F, 0xFF])
    let bytes = (0..<random.pick(0...64)).map { _ in UInt8(random.pick(0...most)) }
    var (own, any): (UInt64, UInt64) = (0, 0)
    let found = vouch_controls(bytes, bytes.count, &own)
    #expect(found == vouch_controls_anywhere(bytes, bytes.count, &any), "seed \(seed)")
    #expect(own == any, "seed \(seed)")
  }
}
