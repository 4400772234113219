import CBitCounts

/// Where in a text the scalars of each class stand: a bit a scalar, 64 scalars to a number.
///
/// Made in one pass and asked by every scanner: most of them look for something that an ordinary
/// text does not have, and see that in a few operations for 64 scalars instead of reading each.
public struct ScalarMasks: Sendable, Equatable {
  /// The bits of 64 scalars, the first in the lowest bit; every scalar stands in one class.
  ///
  /// Its parts stand in the order in which C has the classes.
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
      Self.classify(text, blocks, &anywhere)
      return blocks.count
    }
    self.anywhere = anywhere
  }

  /// Fills `blocks` with those of `text`, and `anywhere` with what occurs in any of them.
  private static func classify(
    _ text: [Unicode.Scalar],
    _ blocks: UnsafeMutableBufferPointer<Block>,
    _ anywhere: inout Block
  ) {
    text.withUnsafeBytes { scalars in
      let blocks = UnsafeMutableRawBufferPointer(blocks)
      withUnsafeMutableBytes(of: &anywhere) { anywhere in
        vouch_scalar_classes(
          scalars.assumingMemoryBound(to: UInt32.self).baseAddress,
          text.count,
          blocks.assumingMemoryBound(to: UInt64.self).baseAddress,
          anywhere.assumingMemoryBound(to: UInt64.self).baseAddress
        )
      }
    }
  }

  /// Says that the capitals of ASCII are in lower case now.
  package mutating func lowercase() {
    for index in blocks.indices { blocks[index].lowercase() }
    anywhere.lowercase()
  }
}

extension ScalarMasks.Block {
  fileprivate mutating func lowercase() {
    small |= capitals
    capitals = 0
  }
}
