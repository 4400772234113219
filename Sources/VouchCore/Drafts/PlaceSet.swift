/// Places in a text that are worth a look, a bit each, to be walked through in order.
public struct PlaceSet: Sendable {
  @usableFromInline let words: [UInt64]

  /// The places that `select` picks out of each block of `masks`.
  ///
  /// It is handed the block before as well, whose highest bits stand right in front of the first
  /// place: a place behind a letter is `block.letters << 1 | before.letters >> 63`.
  @inlinable @inline(__always) public init(
    _ masks: ScalarMasks,
    where select: (_ block: ScalarMasks.Block, _ before: ScalarMasks.Block) -> UInt64
  ) {
    words = [UInt64](room: masks.blocks.count) { words in
      masks.blocks.withUnsafeBufferPointer { blocks in
        var before = ScalarMasks.Block()
        for index in blocks.indices {
          words.initializeElement(at: index, to: select(blocks[index], before))
          before = blocks[index]
        }
      }
      return words.count
    }
  }

  /// The places that `select` picks, but for those that `keeps` does not want.
  @inlinable @inline(__always) public init(
    _ masks: ScalarMasks,
    where select: (_ block: ScalarMasks.Block, _ before: ScalarMasks.Block) -> UInt64,
    keeping keeps: (_ place: Int) -> Bool
  ) {
    var start = 0
    self.init(masks) { block, before in
      var rest = select(block, before)
      var kept: UInt64 = 0
      while rest != 0 {
        // Whether a place is kept follows no pattern: a bit that is set or not is told without a jump.
        kept |= keeps(start &+ rest.trailingZeroBitCount) ? rest & (0 &- rest) : 0
        rest &= rest &- 1
      }
      start &+= 64
      return kept
    }
  }

  /// True where there are no places.
  @inlinable public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// The first of the places from `start` on; nil where there is none any more.
  @inlinable public func next(from start: Int) -> Int? {
    words.withUnsafeBufferPointer { words in
      var index = start / 64
      guard index < words.count else { return nil }
      var bits = words[index] & (.max << UInt64(truncatingIfNeeded: start & 63))
      while bits == 0 {
        index += 1
        guard index < words.count else { return nil }
        bits = words[index]
      }
      return index * 64 + bits.trailingZeroBitCount
    }
  }
}
