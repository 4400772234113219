import VouchCore

extension ScalarMasks {
  /// Every place of the text.
  var allPlaces: PlaceSet {
    PlaceSet(self) { block, _ in
      block.alphanumerics | block.blanks | block.sigils | block.marks | block.others
    }
  }

  /// Every place at which a word may begin, and few others: what is beyond ASCII, and what stands
  /// right behind it, is taken for one.
  var wordStarts: PlaceSet {
    PlaceSet(self) { block, before in
      let behind = block.alphanumerics << 1 | before.alphanumerics >> 63
      let behindOther = block.others << 1 | before.others >> 63
      return block.alphanumerics & ~behind | block.others | behindOther & block.alphanumerics
    }
  }

  /// True where at least `length` marks, of up to 63, stand in a row.
  func holdsRowOfMarks(_ length: Int) -> Bool {
    var before: UInt64 = 0
    return blocks.contains { block in
      var rows = block.marks
      for step in 1..<UInt64(length) { rows &= block.marks << step | before >> (64 - step) }
      before = block.marks
      return rows != 0
    }
  }
}

extension ScalarMasks {
  /// Calls `body` with every place of one class, in order.
  func forEachPlace(_ mask: (Block) -> UInt64, _ body: (Int) -> Void) {
    for (index, block) in blocks.enumerated() {
      var bits = mask(block)
      while bits != 0 {
        body(index * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }
}

extension ScalarMasks.Block {
  /// Marks of ASCII, and everything beyond it.
  var unusual: UInt64 { marks | others }
}
