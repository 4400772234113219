import VouchCore

/// Turns a Markdown tree into the text that a network without Markdown shows.
struct PlainTextRenderer {
  let tree: MarkdownTree
  let source: MarkdownSource
  let file: SourceText
  let kind: DraftKind

  var writer = PublishedWriter()
  var aside = AsideText()
  var problems: [DraftProblem] = []
  /// The lines of the text, 1-based, on which a new segment begins.
  var segmentLines: [Int] = []
  /// For images: where their text goes instead of the post.
  var alternative: MappedText?
  /// The element of raw HTML that hides what follows, within one block.
  var hidingElement: String?
  /// Elements of raw HTML that are open within one block, and where in the text they began.
  var openElements: [(name: String, start: Int)] = []
  var chat = ChatProgress()
  /// How many footnotes were written; the library has them in the order of their numbers.
  private var footnotes = 0
  private var maps: BlockMaps

  /// A renderer for the tree of `source`, which was written in `file`.
  init(tree: MarkdownTree, source: MarkdownSource, file: SourceText, kind: DraftKind) {
    self.tree = tree
    self.source = source
    self.file = file
    self.kind = kind
    maps = BlockMaps(of: tree, source: source)
  }

  /// The text of the whole tree.
  mutating func render() -> ParsedText {
    guard !tree.nodes.isEmpty else { return ParsedText(MappedText()) }
    writer.reserveCapacity(source.count)
    blocks(of: 0, gap: 2, isTop: true)
    finish()
    aside.unpublished.add(definitions.unpublished)
    if aside.unpublished.count > 1 { aside.unpublished.sort { place(of: $0) < place(of: $1) } }
    return ParsedText(
      writer.text,
      segments: writer.segments,
      regions: writer.regionsInOrder,
      links: writer.links,
      aside: aside
    )
  }

  /// The place of a block in the file.
  func span(of node: MarkdownNode) -> SourceSpan {
    source.span(ofLines: max(1, node.firstLine), max(1, node.lastLine))
  }

  /// The content map of the leaf block at `index`.
  mutating func map(of index: Int) -> LeafMap {
    maps.map(of: index, in: tree) ?? LeafMap(of: tree.nodes[index], in: tree, source: source)
  }

  /// Writes the leaf block at `index` where it is nothing but one text, as most are, which stands
  /// in the file as it is; false, and nothing written, where it is more.
  mutating func plainLeaf(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    guard node.end == index + 2, tree.nodes[index + 1].kind == .text else { return false }
    let text = tree.nodes[index + 1].literal
    guard let first = text.first, first == node.literal.lowerBound,
      tree.bytes[first] != UInt8(ascii: "&"), tree.bytes[first] != UInt8(ascii: "\\"),
      let start = maps.start(of: text, in: index),
      writer.begin(with: decodeScalar(tree.bytes, at: first).0, from: SourceSpan(start, start))
    else { return false }
    writer.write { $0.append(utf8: tree.bytes, in: text, from: start) }
    return true
  }

  /// What the definitions of links say.
  var definitions: ReferenceDefinitions { maps.definitions }

  private mutating func blocks(of index: Int, gap: Int, isTop: Bool = false) {
    let end = tree.nodes[index].end
    var child = index + 1
    var isFirst = true
    while child < end {
      if !isFirst { writer.gap(gap) }
      isFirst = false
      block(child, isTop: isTop)
      child = tree.nodes[child].end
    }
  }

  private mutating func block(_ index: Int, isTop: Bool) {
    let node = tree.nodes[index]
    switch node.kind {
    case .paragraph: if !plainLeaf(index) { leaf(index) }
    case .heading(let level, let setext):
      if level == 2, setext { reportUnderline(index) }
      guard !(isTop && kind == .chat && question(index, level: Int(level))) else { return }
      writer.openRegion(.heading)
      leaf(index)
      writer.closeRegion()
    case .quote:
      writer.openRegion(.quote)
      let place = here(node)
      writer.push(first: "> ", rest: "> ", origin: place)
      blocks(of: index, gap: 2)
      writer.pop()
      writer.closeRegion()
    case .list(let start):
      writer.openRegion(.list)
      list(index, start: start.map(Int.init))
      writer.closeRegion()
    case .codeBlock:
      writer.openRegion(.codeBlock)
      code(index)
      writer.closeRegion()
    case .htmlBlock: html(block: index)
    case .table: table(index)
    case .footnote:
      footnotes += 1
      writer.push(first: "[\(footnotes)] ", rest: "", origin: here(node))
      blocks(of: index, gap: 2)
      writer.pop()
    case .thematicBreak:
      if isTop, kind == .thread { startSegment(at: node) } else { writer.gap(2) }
    default: blocks(of: index, gap: 2)
    }
  }

  private mutating func list(_ index: Int, start: Int?) {
    let gap = tree.nodes[index].tight ? 1 : 2
    var number = start ?? 0
    var isFirst = true
    for item in tree.children(of: index) {
      if !isFirst { writer.gap(gap) }
      isFirst = false
      let node = tree.nodes[item]
      var mark = start == nil ? "• " : "\(number). "
      if case .item(.some(let checked)) = node.kind { mark += checked ? "[x] " : "[ ] " }
      let place = here(node)
      writer.push(first: mark, rest: "  ", origin: place)
      blocks(of: item, gap: gap)
      writer.writeUnusedPrefix(at: place)
      writer.pop()
      number += 1
    }
  }

  private mutating func code(_ index: Int) {
    let node = tree.nodes[index]
    var map = map(of: index)
    var position = node.literal.lowerBound
    let end = node.literal.upperBound
    while position < end {
      let byte = tree.bytes[position]
      if byte == 0x0A || byte == 0x0D {
        let isPair = byte == 0x0D && position + 1 < end && tree.bytes[position + 1] == 0x0A
        let next = position + (isPair ? 2 : 1)
        if next < end { writer.newline(map.span(position, next)) }
        position = next
      } else {
        let (scalar, width) = decodeScalar(tree.bytes, at: position)
        writer.write(scalar, from: map.span(position, position + width), verbatim: true)
        position = restOfLine(from: position + width, to: end, map: &map)
      }
    }
  }

  /// Writes what is left of a line of code, where it can stand as it is; returns where it ends.
  private mutating func restOfLine(from start: Int, to end: Int, map: inout LeafMap) -> Int {
    guard writer.isPlain, start < end, let run = map.run(at: start) else { return start }
    let line = start..<max(start, min(end, run.end))
    let text = line.prefix { tree.bytes[$0] != 0x0A && tree.bytes[$0] != 0x0D }
    writer.write { $0.append(utf8: tree.bytes, in: text, from: start + run.shift) }
    return text.endIndex
  }

  private func here(_ node: MarkdownNode) -> SourceSpan {
    let line = source.line(max(1, node.firstLine))
    let offset = min(line.lowerBound + max(0, node.column - 1), line.upperBound)
    return source.span(offset, offset)
  }

  private mutating func reportUnderline(_ index: Int) {
    let node = tree.nodes[index]
    let line = source.line((map(of: index).textLines?.upperBound ?? node.firstLine) + 1)
    let place = source.span(line.lowerBound, line.upperBound)
    problems.append(
      DraftProblem(
        "this line of dashes makes a heading of the text above it",
        at: file.location(at: place.start),
        end: file.location(at: place.end),
        help: kind == .thread
          ? "leave a blank line above it to start the next post"
          : "leave a blank line above it, or write the heading with ##"
      )
    )
  }
}

/// Where in the file `text` begins.
private func place(of text: MappedText) -> Int { text.origins.first?.start ?? 0 }
