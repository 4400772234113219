import CBitCounts
import Testing

@testable import VouchCore

@Suite struct ByteClassesTests {
  /// What the instructions of one kind of processor answer is what any processor would.
  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func everyProcessorClassifiesTextsAlike(seed: UInt64) {
    var random = Seeded(seed)
    let text = (0..<random.pick(0...200)).map { _ in
      random.once(in: 4) ? UInt32(random.pick(0...0x10FFFF)) : UInt32(random.pick(0...255))
    }
    let room = [UInt64](repeating: 1, count: (text.count + 63) / 64 * 8)
    var (own, any) = (room, room)
    var ownAnywhere = [UInt64](repeating: 1, count: 8)
    var anyAnywhere = [UInt64](repeating: 2, count: 8)
    vouch_scalar_classes(text, text.count, &own, &ownAnywhere)
    vouch_scalar_classes_anywhere(text, text.count, &any, &anyAnywhere)
    #expect(own == any, "seed \(seed)")
    #expect(ownAnywhere == anyAnywhere, "seed \(seed)")
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
