import VouchCore

extension ScalarMasks {
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
  /// Every place.
  var all: UInt64 { alphanumerics | blanks | sigils | unusual }

  /// Every place at which a word may begin, and few others: what is beyond ASCII, and what stands
  /// right behind it, is taken for one.
  func wordStarts(behind before: Self) -> UInt64 {
    let behind = alphanumerics << 1 | before.alphanumerics >> 63
    let behindOther = others << 1 | before.others >> 63
    return alphanumerics & ~behind | others | behindOther & alphanumerics
  }

  /// Marks of ASCII, and everything beyond it.
  var unusual: UInt64 { marks | others }
}
