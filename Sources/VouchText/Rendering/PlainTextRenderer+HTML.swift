import VouchCore

extension PlainTextRenderer {
  /// Drops a tag or comment within a text, and keeps what it hides or describes.
  mutating func html(inline node: MarkdownNode, cursor: inout InlineCursor) {
    let start = cursor.verbatim(node.literal)
    let range = start.map { $0..<($0 + node.literal.count) } ?? node.literal
    let place = start == nil ? cursor.here() : cursor.span(range.lowerBound, range.upperBound)
    aside.rawHTML.append(place)
    var scanner = HTMLScanner(bytes: tree.bytes, position: range.lowerBound, end: range.upperBound)
    var map = start == nil ? LeafMap(fallback: place, source: source) : cursor.map
    while let piece = scanner.next() {
      switch piece {
      case .text(let text): put(decodedText(tree.bytes, text, map: &map))
      case .comment(let text):
        aside.comments.append(place)
        keepHidden(verbatimText(tree.bytes, text, map: &map))
      case .hidden(let text): keepHidden(verbatimText(tree.bytes, text, map: &map))
      case .tag(let tag): inlineTag(tag, at: place, map: &map)
      }
    }
    writer.leaveOut()
  }

  /// Writes the text inside an HTML block, line by line.
  mutating func html(block index: Int) {
    let node = tree.nodes[index]
    var map = LeafMap(of: node, in: tree, source: source)
    aside.rawHTML.append(map.span(node.literal.lowerBound, trimmedEnd(of: node.literal)))
    var scanner = HTMLScanner(
      bytes: tree.bytes,
      position: node.literal.lowerBound,
      end: node.literal.upperBound
    )
    writer.openRegion(.rawHTML)
    while let piece = pieceWithPlace(&scanner) {
      switch piece.0 {
      case .text(let text): lines(decodedText(tree.bytes, text, map: &map))
      case .comment(let text):
        aside.comments.append(map.span(piece.1.lowerBound, piece.1.upperBound))
        keepHidden(verbatimText(tree.bytes, text, map: &map))
        writer.leaveOut()
      case .hidden(let text): keepHidden(verbatimText(tree.bytes, text, map: &map))
      case .tag(let tag):
        describe(tag, at: map.span(piece.1.lowerBound, piece.1.upperBound), map: &map)
        if tag.breaksLine { writer.gap(1) }
        guard tag.hidesText else { continue }
        keepHidden(verbatimText(tree.bytes, scanner.rawText(of: tag.name), map: &map))
      }
    }
    writer.closeRegion()
  }

  private func pieceWithPlace(_ scanner: inout HTMLScanner) -> (HTMLPiece, Range<Int>)? {
    let start = scanner.position
    return scanner.next().map { ($0, start..<scanner.position) }
  }

  private mutating func inlineTag(_ tag: HTMLTag, at place: SourceSpan, map: inout LeafMap) {
    if tag.isClosing {
      if tag.name == hidingElement { hidingElement = nil }
      if let open = openElements.lastIndex(where: { $0.name == tag.name }) {
        if hidingElement == nil { writer.addRegion(.rawHTML, from: openElements[open].start) }
        openElements.removeSubrange(open...)
      }
      return
    }
    describe(tag, at: place, map: &map)
    if tag.name == "br" {
      hardBreak(place)
    } else if tag.hidesText {
      hidingElement = hidingElement ?? tag.name
    } else if openElements.count < 64 {
      openElements.append((tag.name, writer.count))
    }
  }

  /// Keeps what a tag's attributes say about it.
  private mutating func describe(_ tag: HTMLTag, at place: SourceSpan, map: inout LeafMap) {
    if tag.name == "img", !tag.isClosing {
      let alt = tag.value("alt").map { decodedText(tree.bytes, $0, map: &map) } ?? MappedText()
      let url = tag.value("src").map { decodedText(tree.bytes, $0, map: &map).string } ?? ""
      aside.images.append(Image(url: url, alt: alt.string, span: place))
      if !alt.isEmpty { aside.attached.append(alt) }
    } else if let alt = tag.value("alt") {
      keepHidden(decodedText(tree.bytes, alt, map: &map))
    }
    for name in ["title", "aria-label", "placeholder", "content"] {
      if let value = tag.value(name) { keepHidden(decodedText(tree.bytes, value, map: &map)) }
    }
  }

  private mutating func keepHidden(_ text: MappedText) {
    let isBlank = text.scalars.allSatisfy { $0.properties.isWhitespace }
    if !isBlank { aside.unpublished.append(text) }
  }

  private mutating func lines(_ text: MappedText) {
    for index in 0..<text.count {
      let scalar = text.scalars[index]
      if scalar == "\n" || scalar == "\r" {
        writer.gap(1)
      } else {
        writer.write(scalar == "\t" ? " " : scalar, from: text.origins[index])
      }
    }
  }

  private func trimmedEnd(of range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, tree.bytes[end - 1] == 0x0A || tree.bytes[end - 1] == 0x0D {
      end -= 1
    }
    return end
  }
}
