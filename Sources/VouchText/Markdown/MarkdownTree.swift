/// A Markdown text as a tree, flat: each node knows where its last descendant stands.
struct MarkdownTree {
  /// The nodes in the order they were written; the first is the document.
  var nodes: [MarkdownNode] = []
  /// The bytes of all literals, contents and destinations.
  var bytes: [UInt8] = []
  /// True where these are the bytes of the text itself, so that the content of every block stands
  /// where it was written, and every line that is not empty belongs to a block.
  var isVerbatim = false

  /// The children of the node at `index`, in order.
  func children(of index: Int) -> some Sequence<Int> {
    sequence(state: index + 1) { child in
      guard child < nodes[index].end else { return nil }
      defer { child = nodes[child].end }
      return child
    }
  }

  /// True where a block of code stands in it.
  var hasCode: Bool {
    nodes.contains { node in
      if case .codeBlock = node.kind { true } else { false }
    }
  }

  /// The bytes in `range` as a string.
  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

/// One piece of a Markdown text.
///
/// A short text can have as many as it has bytes, so what they take is half of what numbers of the
/// usual size would.
struct MarkdownNode {
  /// What a piece of Markdown is.
  enum Kind: Equatable {
    case document, quote, paragraph, thematicBreak, htmlBlock
    case list(start: Int32?)
    case item(checked: Bool?)
    case codeBlock(fenced: Bool)
    case heading(level: UInt8, setext: Bool)
    case table, tableRow, tableCell, footnote
    case text, softBreak, hardBreak, code, html, emphasis, strong, strikethrough, link, image
    case footnoteReference
    /// Something a newer library knows: its children count, the rest does not.
    case other
  }

  /// What it is.
  var kind: Kind
  /// The index behind its last descendant.
  @Narrow var end: Int
  /// 1-based lines of the text it covers, as the library counts them; 0 where it does not say.
  @Narrow var firstLine: Int
  /// The last of its lines.
  @Narrow var lastLine: Int
  /// 1-based column of its first byte in bytes; good for blocks only.
  @Narrow var column: Int
  /// True where the list is tight: its items stand on adjacent lines.
  var tight = false
  /// The literal of an inline or a code or HTML block, the content of any other leaf block.
  @NarrowRange var literal: Range<Int>
  /// The destination of a link or image, decoded.
  @NarrowRange var url = 0..<0
  /// The title of a link or image, decoded.
  @NarrowRange var title = 0..<0
}

/// A number that counts bytes, lines or pieces of one text, all of which are limited.
@propertyWrapper
struct Narrow {
  private var value: Int32

  init(wrappedValue: Int) { value = Int32(clamping: wrappedValue) }

  var wrappedValue: Int {
    get { Int(value) }
    set { value = Int32(clamping: newValue) }
  }
}

/// A stretch of one text.
@propertyWrapper
struct NarrowRange {
  @Narrow private var start: Int
  @Narrow private var end: Int

  init(wrappedValue: Range<Int>) {
    _start = Narrow(wrappedValue: wrappedValue.lowerBound)
    _end = Narrow(wrappedValue: wrappedValue.upperBound)
  }

  var wrappedValue: Range<Int> {
    get { start..<end }
    set { self = NarrowRange(wrappedValue: newValue) }
  }
}
