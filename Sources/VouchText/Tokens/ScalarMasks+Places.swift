import VouchCore

extension ScalarMasks {
  /// Calls `visit` with each place that `select` picks, in order, which most texts have few of.
  ///
  /// `select` is handed the block before as well, whose highest bits stand right in front of the
  /// first place: what is behind a letter is `block.letters << 1 | before.letters >> 63`.
  @inline(__always)
  func forEach(
    _ select: (_ block: Block, _ before: Block) -> UInt64,
    visit: (Int) -> Void
  ) {
    blocks.withUnsafeBufferPointer { blocks in
      var before = Block()
      for index in blocks.indices {
        var bits = select(blocks[index], before)
        before = blocks[index]
        while bits != 0 {
          visit(index << 6 | bits.trailingZeroBitCount)
          bits &= bits &- 1
        }
      }
    }
  }

  /// The places that `select` picks and `isWanted` agrees to, in order.
  @inline(__always)
  func places(_ select: (Block) -> UInt64, where isWanted: (Int) -> Bool = { _ in true }) -> [Int] {
    var places: [Int] = []
    forEach({ block, _ in select(block) }) {
      guard isWanted($0) else { return }
      // Where there is one there are others: grown one by one, they would be moved three times.
      if places.isEmpty { places.reserveCapacity(8) }
      places.append($0)
    }
    return places
  }
}
