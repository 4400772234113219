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
      text.withUnsafeBufferPointer { text in
        for index in blocks.indices {
          let block = Block(BitPlanes(of: text, from: index * 64))
          blocks.initializeElement(at: index, to: block)
          anywhere.formUnion(block)
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
}

extension ScalarMasks.Block {
  /// The classes of the scalars that `planes` hold.
  @inline(__always) fileprivate init(_ planes: BitPlanes) {
    let (bit0, bit1, bit2) = (planes.bit0, planes.bit1, planes.bit2)
    let (bit3, bit4, bit5) = (planes.bit3, planes.bit4, planes.bit5)
    let plain = planes.held & ~planes.beyond
    // ASCII stands in columns of 32: controls, signs with digits, and two of letters.
    let (columns, upper) = (plain & ~planes.bit6, plain & planes.bit6)
    let (controls, signs) = (columns & ~bit5, columns & bit5)
    let isFirst = ~(bit4 | bit3 | bit2 | bit1 | bit0)
    // The letters are 1 to 26.
    let letters = upper & ~isFirst & ~(bit4 & bit3 & (bit2 | bit1 & bit0))
    small = letters & bit5
    capitals = letters & ~bit5
    // 16 to 25.
    digits = signs & bit4 & ~(bit3 & (bit2 | bit1))
    spaces = signs & isFirst
    // 9 to 13.
    breaks = controls & bit3 & ~bit4 & (bit2 | bit1 | bit0) & ~(bit2 & bit1)
    // `#` and `$` are 3 and 4, `@` is the first.
    let isHashOrDollar = ~(bit4 | bit3) & (bit2 ^ bit1) & ~(bit1 ^ bit0)
    sigils = signs & isHashOrDollar | upper & ~bit5 & isFirst
    // The last of all is a control too.
    let deleted = upper & bit5 & bit4 & bit3 & bit2 & bit1 & bit0
    others = planes.held & planes.beyond | controls & ~breaks | deleted
    marks = planes.held & ~(letters | digits | spaces | breaks | sigils | others)
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
