/// Reads the Markdown that most people write: paragraphs, headings with `#`, lists and quotes with a
/// line for each paragraph, tables between bars, code between backticks, breaks of dashes; in them
/// code, emphasis, links and images.
///
/// What is read here needs no library, and its tree names bytes of the text itself. Whatever could
/// mean anything else, right or wrong, is not read here and left to ``GFMParser``. Follows
/// CommonMark 0.29, with `~~` as GitHub has it.
struct PlainMarkdown {
  let bytes: UnsafeBufferPointer<UInt8>
  /// The tree as far as it is read.
  ///
  /// The last line is told for leaves only, and no line for what stands within them: nobody asks.
  var nodes: [MarkdownNode] = []
  /// Emphasis and links that are open in the block that is read, outer ones first.
  var openers: [Opener] = []
  /// Where the text begins that is read and not yet in the tree.
  var pending = 0
  /// The 1-based line that is read next.
  var line = 1
  let lineStarts: [Int]

  /// Deeper than anything here: with fewer levels the library has to say what is too deep.
  private static let leastDepth = 16

  /// The tree of `text`; nil for all that has to be looked at closer.
  static func tree(of text: MarkdownSource, maxDepth: Int) -> MarkdownTree? {
    guard maxDepth >= leastDepth else { return nil }
    return text.bytes.withUnsafeBufferPointer { bytes in
      var reader = PlainMarkdown(bytes: bytes, lineStarts: text.lineStarts)
      guard reader.read(text) else { return nil }
      return MarkdownTree(nodes: reader.nodes, bytes: text.bytes, isVerbatim: true)
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, lineStarts: [Int]) {
    self.bytes = bytes
    self.lineStarts = lineStarts
  }

  private mutating func read(_ text: MarkdownSource) -> Bool {
    guard bytes.dropFirst(text.start).first != Self.byteOrderMark,
      lineStarts.dropFirst(text.firstLine).allSatisfy(isBehindLineFeed)
    else { return false }
    line = text.firstLine
    nodes.reserveCapacity(2 * text.lineCount + 8)
    let document = add(.document)
    while let text = textLine() {
      guard block(text) else { return false }
    }
    close(document)
    return true
  }

  /// What a byte order mark begins with.
  private static let byteOrderMark: UInt8 = 0xEF

  private func isBehindLineFeed(_ start: Int) -> Bool {
    bytes[start - 1] == 0x0A && (start == 1 || bytes[start - 2] != 0x0D)
  }

  private mutating func block(_ text: Range<Int>) -> Bool {
    switch LineOpening(bytes, text) {
    case .text: return paragraph(text)
    case .heading(let level): return heading(level, text)
    case .fence(let length): return code(length, text)
    case .item(let mark): return list(mark)
    case .quote: return quote(text)
    case .row: return table(text)
    case .dashes:
      _ = add(.thematicBreak)
      line += 1
      return true
    case .unknown: return false
    }
  }

  private mutating func paragraph(_ text: Range<Int>) -> Bool {
    let paragraph = add(.paragraph)
    var text = text
    line += 1
    lines: while line <= lineStarts.count {
      let next = range(line)
      if next.isEmpty { break }
      switch LineOpening(bytes, next) {
      case .text: text = text.lowerBound..<next.upperBound
      case .heading, .fence: break lines
      case .item(let mark) where mark.number == nil || mark.number == 1: break lines
      // Dashes would make a heading of it, another number is text, and so is a bar without a table.
      case .item, .dashes, .quote, .row, .unknown: return false
      }
      line += 1
    }
    nodes[paragraph].lastLine = line - 1
    return inlines(of: paragraph, text)
  }

  private mutating func heading(_ level: UInt8, _ text: Range<Int>) -> Bool {
    let heading = add(.heading(level: level, setext: false))
    line += 1
    let start = text.lowerBound + Int(level) + 1
    // Marks at the end are left out, or not, by rules of their own.
    guard start < text.upperBound, bytes[start] != 0x20,
      bytes[text.upperBound - 1] != UInt8(ascii: "#")
    else { return false }
    return inlines(of: heading, start..<text.upperBound)
  }

  private mutating func code(_ length: Int, _ text: Range<Int>) -> Bool {
    let block = add(.codeBlock(fenced: true))
    line += 1
    while line <= lineStarts.count {
      let next = range(line)
      switch FenceEnd(bytes, next, length: length) {
      case .ends:
        nodes[block].literal = text.upperBound + 1..<next.lowerBound
        nodes[block].lastLine = line
        line += 1
        return true
      case .goesOn: line += 1
      case .unknown: return false
      }
    }
    return false
  }

  private mutating func list(_ first: ItemMark) -> Bool {
    let list = add(.list(start: first.number))
    nodes[list].tight = true
    var mark = first
    while true {
      guard item(mark) else { return false }
      let last = line
      guard let next = textLine() else { break }
      let isApart = line > last
      guard case .item(let other) = LineOpening(bytes, next), other.sign == mark.sign else {
        // Right below an item, text goes on with it.
        guard isApart else { return false }
        break
      }
      if isApart { nodes[list].tight = false }
      mark = other
    }
    close(list)
    return true
  }

  private mutating func item(_ mark: ItemMark) -> Bool {
    let item = add(.item(checked: nil))
    var text = mark.end..<range(line).upperBound
    if let box = CheckBox(bytes, text) {
      // The library looks for a checked box in the whole line.
      guard box.isChecked || !bytes[box.end..<text.upperBound].contains(UInt8(ascii: "[")) else {
        return false
      }
      nodes[item].kind = .item(checked: box.isChecked)
      text = box.end..<text.upperBound
    }
    guard lineOfText(text) else { return false }
    close(item)
    return true
  }

  private mutating func quote(_ text: Range<Int>) -> Bool {
    let quote = add(.quote)
    guard text.count > 2, bytes[text.lowerBound + 1] == 0x20, lineOfText(text.dropFirst(2)),
      // Right below, text goes on with it.
      line > lineStarts.count || range(line).isEmpty
    else { return false }
    close(quote)
    return true
  }

  /// Reads what is left of the line as a paragraph; false where it is anything else, as a list
  /// within a list.
  private mutating func lineOfText(_ text: Range<Int>) -> Bool {
    guard case .text = LineOpening(bytes, text) else { return false }
    let paragraph = add(.paragraph)
    nodes[paragraph].column = text.lowerBound - lineStarts[line - 1] + 1
    line += 1
    return inlines(of: paragraph, text)
  }

  /// The next line that is not empty, which then is the one that is read; nil behind the last.
  private mutating func textLine() -> Range<Int>? {
    while line <= lineStarts.count {
      let text = range(line)
      if !text.isEmpty { return text }
      line += 1
    }
    return nil
  }

  /// The bytes of the 1-based `line`, without its end.
  func range(_ line: Int) -> Range<Int> {
    let end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    return lineStarts[line - 1]..<end
  }

  /// Adds a block that begins with this line, and answers its index.
  mutating func add(_ kind: MarkdownNode.Kind) -> Int {
    nodes.append(
      MarkdownNode(
        kind: kind,
        end: nodes.count + 1,
        firstLine: line,
        lastLine: line,
        column: 1,
        literal: 0..<0
      )
    )
    return nodes.count - 1
  }

  /// Says that the element at `index` holds all that was added behind it.
  mutating func close(_ index: Int) { nodes[index].end = nodes.count }
}
