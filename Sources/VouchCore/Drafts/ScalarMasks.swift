/// Where in a text the scalars of each class stand: a bit a scalar, 64 scalars to a number.
///
/// Made in one pass and asked by every scanner: most of them look for something that an ordinary
/// text does not have, and see that in a few operations for 64 scalars instead of reading each.
public struct ScalarMasks: Sendable, Equatable {
  /// The bits of 64 scalars, the first in the lowest bit; every scalar stands in one class.
  @frozen public struct Block: Sendable, Equatable {
    /// `a` to `z`.
    public var small: UInt64 = 0
    /// `A` to `Z`.
    public var capitals: UInt64 = 0
    /// `0` to `9`.
    public var digits: UInt64 = 0
    /// The space, and no other white space.
    public var spaces: UInt64 = 0
    /// Tabs and line ends of ASCII.
    public var breaks: UInt64 = 0
    /// `@`, `#` and `$`.
    public var sigils: UInt64 = 0
    /// The rest of ASCII in print.
    public var marks: UInt64 = 0
    /// What ordinary text has little of: everything beyond ASCII, and its controls that show nothing.
    public var others: UInt64 = 0

    /// 64 places with nothing.
    public init() {}

    /// `a` to `z` and `A` to `Z`.
    @inlinable public var letters: UInt64 { small | capitals }
    /// `0` to `9`, `a` to `z` and `A` to `Z`.
    @inlinable public var alphanumerics: UInt64 { small | capitals | digits }
    /// The white space of ASCII.
    @inlinable public var blanks: UInt64 { spaces | breaks }
  }

  /// The text from its beginning, 64 scalars to each.
  ///
  /// Bits behind the end of the text are zero in every class.
  public private(set) var blocks: [Block]
  /// How many scalars the text has.
  public let count: Int
  /// What occurs at all: the bits of all blocks in one.
  public private(set) var anywhere: Block

  /// The masks of `text`.
  public init(_ text: [Unicode.Scalar]) {
    count = text.count
    var anywhere = Block()
    blocks = [Block](room: (text.count + 63) / 64) { blocks in
      Self.classes.withUnsafeBufferPointer { classes in
        text.withUnsafeBufferPointer { text in
          for index in blocks.indices {
            let block = Block(text, from: index * 64, classes)
            blocks.initializeElement(at: index, to: block)
            anywhere.formUnion(block)
          }
        }
      }
      return blocks.count
    }
    self.anywhere = anywhere
  }

  /// Says that the capitals of ASCII are in lower case now.
  package mutating func lowercase() {
    for index in blocks.indices { blocks[index].lowercase() }
    anywhere.lowercase()
  }

  init(blocks: [Block], count: Int, anywhere: Block) {
    self.blocks = blocks
    self.count = count
    self.anywhere = anywhere
  }

  /// For each scalar of ASCII, and for all others together, its class as the lowest bit of a byte.
  ///
  /// Eight of these, each shifted by one more than the one before, are eight bits of each class.
  fileprivate static let classes: [UInt64] = (0...UInt8(128)).map { value in
    let byte: UInt64 =
      switch value {
      case 0x61...0x7A: 0
      case 0x41...0x5A: 1
      case 0x30...0x39: 2
      case 0x20: 3
      case 0x09...0x0D: 4
      case UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "$"): 5
      case 0..<0x20, 0x7F, 128: 7
      default: 6
      }
    return 1 << (byte * 8)
  }
}

extension ScalarMasks.Block {
  /// The block of `scalar` alone.
  init(of scalar: Unicode.Scalar) {
    let row = ScalarMasks.classes[Int(min(scalar.value, 128))]
    (small, capitals, digits, spaces) = (row & 1, row >> 8 & 1, row >> 16 & 1, row >> 24 & 1)
    (breaks, sigils, marks, others) = (
      row >> 32 & 1, row >> 40 & 1, row >> 48 & 1, row >> 56 & 1
    )
  }

  /// The block of up to 64 scalars of `text` from `start` on.
  fileprivate init(
    _ text: UnsafeBufferPointer<Unicode.Scalar>,
    from start: Int,
    _ classes: UnsafeBufferPointer<UInt64>
  ) {
    var rows = (
      classes.row(of: text, from: start), classes.row(of: text, from: start + 8),
      classes.row(of: text, from: start + 16), classes.row(of: text, from: start + 24),
      classes.row(of: text, from: start + 32), classes.row(of: text, from: start + 40),
      classes.row(of: text, from: start + 48), classes.row(of: text, from: start + 56)
    )
    // A matrix of bytes on its side: rows of eight scalars become columns of one class.
    swap(&rows.0, &rows.4, by: 32, 0x0000_0000_FFFF_FFFF)
    swap(&rows.1, &rows.5, by: 32, 0x0000_0000_FFFF_FFFF)
    swap(&rows.2, &rows.6, by: 32, 0x0000_0000_FFFF_FFFF)
    swap(&rows.3, &rows.7, by: 32, 0x0000_0000_FFFF_FFFF)
    swap(&rows.0, &rows.2, by: 16, 0x0000_FFFF_0000_FFFF)
    swap(&rows.1, &rows.3, by: 16, 0x0000_FFFF_0000_FFFF)
    swap(&rows.4, &rows.6, by: 16, 0x0000_FFFF_0000_FFFF)
    swap(&rows.5, &rows.7, by: 16, 0x0000_FFFF_0000_FFFF)
    swap(&rows.0, &rows.1, by: 8, 0x00FF_00FF_00FF_00FF)
    swap(&rows.2, &rows.3, by: 8, 0x00FF_00FF_00FF_00FF)
    swap(&rows.4, &rows.5, by: 8, 0x00FF_00FF_00FF_00FF)
    swap(&rows.6, &rows.7, by: 8, 0x00FF_00FF_00FF_00FF)
    (small, capitals, digits, spaces) = (rows.0, rows.1, rows.2, rows.3)
    (breaks, sigils, marks, others) = (rows.4, rows.5, rows.6, rows.7)
  }

  mutating func formUnion(_ other: Self) {
    small |= other.small
    capitals |= other.capitals
    digits |= other.digits
    spaces |= other.spaces
    breaks |= other.breaks
    sigils |= other.sigils
    marks |= other.marks
    others |= other.others
  }

  fileprivate mutating func lowercase() {
    small |= capitals
    capitals = 0
  }
}

extension UnsafeBufferPointer<UInt64> {
  /// The classes of up to eight scalars of `text` from `start` on: a byte a class, the first scalar
  /// in its lowest bit.
  @inline(__always)
  fileprivate func row(of text: UnsafeBufferPointer<Unicode.Scalar>, from start: Int) -> UInt64 {
    guard start + 8 <= text.count else { return slowRow(of: text, from: start) }
    let (first, second) = (text[start].value, text[start + 1].value)
    let (third, fourth) = (text[start + 2].value, text[start + 3].value)
    let (fifth, sixth) = (text[start + 4].value, text[start + 5].value)
    let (seventh, eighth) = (text[start + 6].value, text[start + 7].value)
    let all = first | second | third | fourth | fifth | sixth | seventh | eighth
    guard all < 128 else { return slowRow(of: text, from: start) }
    var row = self[Int(eighth)]
    row = row << 1 | self[Int(seventh)]
    row = row << 1 | self[Int(sixth)]
    row = row << 1 | self[Int(fifth)]
    row = row << 1 | self[Int(fourth)]
    row = row << 1 | self[Int(third)]
    row = row << 1 | self[Int(second)]
    return row << 1 | self[Int(first)]
  }

  /// The same for text that ends or leaves ASCII.
  private func slowRow(of text: UnsafeBufferPointer<Unicode.Scalar>, from start: Int) -> UInt64 {
    guard start < text.count else { return 0 }
    return text[start..<Swift.min(start + 8, text.count)].reversed().reduce(0) { row, scalar in
      row << 1 | self[Int(Swift.min(scalar.value, 128))]
    }
  }
}

/// Exchanges the bytes of `high` that `mask` covers with those of `low` that stand `shift` bits up.
@inline(__always)
private func swap(_ low: inout UInt64, _ high: inout UInt64, by shift: UInt64, _ mask: UInt64) {
  let differing = (low >> shift ^ high) & mask
  high ^= differing
  low ^= differing << shift
}
