extension ScalarMasks {
  /// The masks of the same text with `contractions`, which are in order and do not overlap.
  package func contracted(_ contractions: [Contraction]) -> ScalarMasks {
    let length = contractions.reduce(count) { $0 - $1.loss }
    var anywhere = Block()
    let contracted = blocks.withUnsafeBufferPointer { blocks in
      [Block](room: (length + 63) / 64) { room in
        var writer = BlockWriter(room: room)
        var done = 0
        for contraction in contractions {
          precondition(
            done <= contraction.range.lowerBound && contraction.range.upperBound <= count,
            "contractions are in order"
          )
          writer.append(blocks, done..<contraction.range.lowerBound)
          if let scalar = contraction.scalar { writer.append(Block(of: scalar), count: 1) }
          done = contraction.range.upperBound
        }
        writer.append(blocks, done..<count)
        let made = writer.finish()
        for block in room[..<made] { anywhere.formUnion(block) }
        return made
      }
    }
    return ScalarMasks(blocks: contracted, count: length, anywhere: anywhere)
  }
}

/// Puts the bits of pieces of a text behind one another.
private struct BlockWriter {
  private let room: UnsafeMutableBufferPointer<ScalarMasks.Block>
  private var count = 0
  /// The bits behind the last full block.
  private var open = ScalarMasks.Block()

  init(room: UnsafeMutableBufferPointer<ScalarMasks.Block>) { self.room = room }

  /// Adds the bits of the scalars in `range`.
  mutating func append(_ blocks: UnsafeBufferPointer<ScalarMasks.Block>, _ range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = min(start | 63, range.upperBound - 1) + 1
      let block = blocks[start / 64]
      let isWhole = end - start == 64
      append(isWhole ? block : block.part(start & 63, count: end - start), count: end - start)
      start = end
    }
  }

  /// Adds the lowest `added` bits of each class of `bits`, which has no others.
  @inline(__always)
  mutating func append(_ bits: ScalarMasks.Block, count added: Int) {
    let offset = count & 63
    open.formUnion(offset == 0 ? bits : bits.map { $0 &<< UInt64(offset) })
    if offset + added >= 64 {
      room.initializeElement(at: count / 64, to: open)
      open = offset == 0 ? ScalarMasks.Block() : bits.map { $0 &>> UInt64(64 - offset) }
    }
    count += added
  }

  /// Writes what is left, and answers how many blocks there are.
  func finish() -> Int {
    if count & 63 != 0 { room.initializeElement(at: count / 64, to: open) }
    return (count + 63) / 64
  }
}

extension ScalarMasks.Block {
  /// Each class changed by itself.
  @inline(__always)
  fileprivate func map(_ change: (UInt64) -> UInt64) -> Self {
    var block = Self()
    block.small = change(small)
    block.capitals = change(capitals)
    block.digits = change(digits)
    block.spaces = change(spaces)
    block.breaks = change(breaks)
    block.sigils = change(sigils)
    block.marks = change(marks)
    block.others = change(others)
    return block
  }

  /// The bits of fewer than 64 scalars from the one at `start` on, the first in the lowest.
  fileprivate func part(_ start: Int, count: Int) -> Self {
    let mask = UInt64(1) &<< UInt64(count) &- 1
    return map { $0 &>> UInt64(start) & mask }
  }
}
