/// Which scalars of a text are parts of words: a bit each, 64 to a number.
///
/// Words are found in a few operations for 64 scalars instead of a question for each, to which nobody
/// can foresee the answer.
struct WordBits {
  private let scalars: [Unicode.Scalar]
  private var blocks: [UInt64]

  /// The letters and digits of `scalars`, of which `masks` tell the classes, with the marks that
  /// belong to them.
  init(_ scalars: [Unicode.Scalar], _ masks: ScalarMasks) {
    precondition(masks.count == scalars.count, "the masks are those of this text")
    self.scalars = scalars
    blocks = [UInt64](room: masks.blocks.count) { blocks in
      for index in blocks.indices {
        let block = masks.blocks[index]
        var (bits, others) = (block.alphanumerics, block.others)
        while others != 0 {
          let scalar = scalars[index * 64 + others.trailingZeroBitCount]
          if Self.isWordPart(scalar) { bits |= others & (0 &- others) }
          others &= others &- 1
        }
        blocks.initializeElement(at: index, to: bits)
      }
      return blocks.count
    }
  }

  /// Takes the scalar at `index` for no part of a word.
  mutating func remove(_ index: Int) {
    blocks[index >> 6] &= ~(1 << UInt64(truncatingIfNeeded: index & 63))
  }

  /// The words with one space between them, whatever stood there.
  var words: String {
    // A space stands for something that was no word, so there is room for it.
    let words = [Unicode.Scalar](room: scalars.count) { words in
      scalars.withUnsafeBufferPointer { scalars in
        var (count, end) = (0, 0)
        for (index, block) in blocks.enumerated() {
          var rest = block
          while rest != 0 {
            let first = rest.trailingZeroBitCount
            let length = (~(rest &>> UInt64(first))).trailingZeroBitCount
            let start = index &* 64 &+ first
            // A word that goes on from the block before needs no space.
            if start > end, count > 0 {
              words.initializeElement(at: count, to: " ")
              count &+= 1
            }
            end = start &+ length
            for index in start..<end {
              words.initializeElement(at: count, to: scalars[index])
              count &+= 1
            }
            rest = first &+ length < 64 ? rest & (.max &<< UInt64(first &+ length)) : 0
          }
        }
        return count
      }
    }
    return String(scalars: words[...])
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isAlphabetic { return true }
    return switch scalar.properties.generalCategory {
    case .decimalNumber, .nonspacingMark, .spacingMark: true
    default: false
    }
  }
}
