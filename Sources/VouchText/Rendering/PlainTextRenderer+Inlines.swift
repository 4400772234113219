import VouchCore

extension PlainTextRenderer {
  /// Writes the inline elements of the leaf block at `index`.
  ///
  /// The literal bytes in `omitting` are read but not written.
  mutating func leaf(_ index: Int, omitting: Range<Int>? = nil) {
    let node = tree.nodes[index]
    var cursor = InlineCursor(tree.bytes, node.literal, map: map(ofContent: index))
    leaf(index, cursor: &cursor, omitting: omitting)
  }

  /// Writes the inline elements of the leaf block at `index`, whose content `cursor` reads.
  mutating func leaf(_ index: Int, cursor: inout InlineCursor, omitting: Range<Int>? = nil) {
    hidingElement = nil
    openElements = []
    inlines(of: index, cursor: &cursor, omitting: omitting)
    for element in openElements { writer.addRegion(.rawHTML, from: element.start) }
  }

  private mutating func map(ofContent index: Int) -> LeafMap {
    guard !tree.isVerbatim, case .heading(_, setext: false) = tree.nodes[index].kind else {
      return map(of: index)
    }
    // The marks of such a heading stand on both sides of its text, so it is no end of a line.
    let node = tree.nodes[index]
    let line = source.line(node.firstLine)
    var start = min(line.upperBound, line.lowerBound + max(0, node.column - 1))
    while start < line.upperBound, source.bytes[start] == UInt8(ascii: "#") { start += 1 }
    while start < line.upperBound, source.bytes[start] == 0x20 || source.bytes[start] == 0x09 {
      start += 1
    }
    let place = span(of: node)
    guard source.bytes[start..<line.upperBound].starts(with: tree.bytes[node.literal]) else {
      return LeafMap(fallback: place, source: source)
    }
    return LeafMap(
      content: node.literal.lowerBound,
      start: start,
      fallback: place,
      source: source
    )
  }

  private mutating func inlines(
    of index: Int,
    cursor: inout InlineCursor,
    omitting: Range<Int>? = nil
  ) {
    let end = tree.nodes[index].end
    var child = index + 1
    while child < end {
      inline(child, cursor: &cursor, omitting: omitting)
      child = tree.nodes[child].end
    }
  }

  private mutating func inline(_ index: Int, cursor: inout InlineCursor, omitting: Range<Int>?) {
    let node = tree.nodes[index]
    switch node.kind {
    case .text: text(node, cursor: &cursor, omitting: omitting)
    case .softBreak: put(" ", from: cursor.lineBreak())
    case .hardBreak: hardBreak(cursor.lineBreak())
    case .code:
      writer.openRegion(.codeSpan)
      put(node.literal, of: &cursor) { $0.code($1, into: &$2) }
      writer.closeRegion()
    case .html: html(inline: node, cursor: &cursor)
    case .emphasis: marked(index, marks: "*_", count: 1, cursor: &cursor)
    case .strong: marked(index, marks: "*_", count: 2, cursor: &cursor)
    case .strikethrough: marked(index, marks: "~", count: cursor.run(), cursor: &cursor)
    case .link: link(index, cursor: &cursor)
    case .image: image(index, cursor: &cursor)
    case .footnoteReference:
      let place = cursor.through(UInt8(ascii: "]"))
      put(MappedText("[\(tree.string(node.literal))]", at: place))
    default: inlines(of: index, cursor: &cursor)
    }
  }

  /// Writes `text`, or adds it to where text goes at the moment.
  mutating func put(_ text: MappedText) {
    if hidingElement != nil {
      if !text.isEmpty { aside.unpublished.append(text) }
    } else if alternative != nil {
      alternative?.append(text)
    } else {
      writer.write(text)
    }
  }

  /// Writes one scalar, or adds it to where text goes at the moment.
  private mutating func put(_ scalar: Unicode.Scalar, from origin: SourceSpan) {
    guard hidingElement == nil, alternative == nil else {
      return put(MappedText(String(scalar), at: origin))
    }
    writer.write(scalar, from: origin)
  }

  /// Writes a literal that `read` takes from `cursor`, straight into the post where it can stand
  /// there as it is.
  private mutating func put(
    _ literal: Range<Int>,
    of cursor: inout InlineCursor,
    read: (inout InlineCursor, Range<Int>, inout MappedText) -> Void
  ) {
    if hidingElement == nil, alternative == nil, let first = literal.first {
      let (scalar, _) = decodeScalar(tree.bytes, at: first)
      // Only what is read as it stands is known to begin right here.
      let byte = tree.bytes[first]
      let isPlain =
        cursor.peek() == byte && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "\\")
      if writer.begin(with: scalar, from: isPlain ? cursor.here() : nil) {
        return writer.write { read(&cursor, literal, &$0) }
      }
    }
    var text = MappedText()
    read(&cursor, literal, &text)
    put(text)
  }

  /// Begins a new line within a block.
  mutating func hardBreak(_ place: SourceSpan) {
    if alternative != nil || hidingElement != nil {
      put(MappedText(" ", at: place))
    } else {
      writer.newline(place)
    }
  }

  private mutating func text(
    _ node: MarkdownNode,
    cursor: inout InlineCursor,
    omitting: Range<Int>?
  ) {
    guard let omitting, omitting.lowerBound >= node.literal.lowerBound,
      omitting.upperBound <= node.literal.upperBound
    else { return put(node.literal, of: &cursor) { $0.text($1, into: &$2) } }
    var text = MappedText()
    var left = MappedText()
    cursor.text(node.literal.lowerBound..<omitting.lowerBound, into: &text)
    cursor.text(omitting, into: &left)
    cursor.text(omitting.upperBound..<node.literal.upperBound, into: &text)
    put(text)
  }

  private mutating func marked(
    _ index: Int,
    marks: StaticString,
    count: Int,
    cursor: inout InlineCursor
  ) {
    cursor.marks(marks, count: count)
    writer.openRegion(.emphasis)
    inlines(of: index, cursor: &cursor)
    writer.closeRegion()
    cursor.marks(marks, count: count)
  }

  private mutating func link(_ index: Int, cursor: inout InlineCursor) {
    let node = tree.nodes[index]
    let start = cursor.position
    let isAutolink = cursor.peek() == UInt8(ascii: "<")
    cursor.marks("<[", count: 1)
    let opening = cursor.position
    writer.openRegion(.linkText)
    var url: MappedText?
    if isAutolink, let child = tree.nodes[safe: index + 1], child.kind == .text {
      var text = MappedText()
      cursor.text(child.literal, escapes: false, into: &text)
      put(text)
      url = text.string == tree.string(node.url) ? text : nil
      cursor.marks(">", count: 1)
    } else {
      inlines(of: index, cursor: &cursor)
      let tail = cursor.linkTail(of: node, opening: opening)
      if let title = tail.title { aside.unpublished.append(title) }
      url = tail.url ?? definition(tail.label, of: node)
    }
    let range = writer.closeRegion()
    let place = cursor.span(start, cursor.position)
    let destination = url ?? MappedText(tree.string(node.url), at: place)
    guard alternative == nil, hidingElement == nil else { return }
    finish(link: destination, text: range)
  }

  /// Shows the destination behind the text, unless one of them says it all.
  private mutating func finish(link url: MappedText, text range: Range<Int>?) {
    guard let range else { return show(url, leadingTo: url) }
    if differ(range, url) { return write(link: url, behind: range) }
    let text = writer.text.string(in: range)
    let address = url.string
    if address.isEmpty || text == address || "mailto:" + text == address {
      if !address.isEmpty, writer.touchesWord(before: range.lowerBound) {
        let shown = writer.text.slice(range)
        writer.truncate(to: range.lowerBound)
        return show(shown, leadingTo: url)
      }
      if !address.isEmpty { writer.endAddress() }
      return writer.links.append(MarkdownLink(textRange: range, urlRange: nil, url: url))
    }
    if "https://" + text == address || "http://" + text == address {
      writer.truncate(to: range.lowerBound)
      return show(url, leadingTo: url)
    }
    write(link: url, behind: range)
  }

  /// True where the text in `range` plainly is no form of `url`: both are ASCII, which can be
  /// written in one way only, and an address is longer than its text by its scheme or not at all.
  private func differ(_ range: Range<Int>, _ url: MappedText) -> Bool {
    let text = writer.text.scalars[range]
    guard let last = text.last, !url.isEmpty, text.allSatisfy(\.isASCII),
      url.scalars.allSatisfy(\.isASCII)
    else { return false }
    return last != url.scalars.last || !(0...8).contains(url.count - text.count)
  }

  private mutating func write(link url: MappedText, behind range: Range<Int>) {
    let origin = url.origins.first.map { SourceSpan($0.start, $0.start) } ?? SourceSpan(0, 0)
    writer.write(" ", from: origin)
    let shown = writer.write(url)
    if shown != nil { writer.endAddress() }
    writer.links.append(MarkdownLink(textRange: range, urlRange: shown, url: url))
  }

  /// Shows a destination that has no text beside it.
  private mutating func show(_ text: MappedText, leadingTo url: MappedText) {
    if let origin = text.origins.first { writer.beginAddress(from: origin) }
    writer.openRegion(.linkText)
    let shown = writer.write(text)
    writer.closeRegion()
    if shown != nil { writer.endAddress() }
    let range = shown ?? writer.count..<writer.count
    writer.links.append(MarkdownLink(textRange: range, urlRange: nil, url: url))
  }

  private mutating func image(_ index: Int, cursor: inout InlineCursor) {
    let node = tree.nodes[index]
    let start = cursor.position
    cursor.marks("!", count: 1)
    cursor.marks("[", count: 1)
    let opening = cursor.position
    let outer = alternative
    alternative = MappedText()
    inlines(of: index, cursor: &cursor)
    let text = alternative ?? MappedText()
    alternative = outer
    let tail = cursor.linkTail(of: node, opening: opening)
    if let title = tail.title { aside.unpublished.append(title) }
    let place = cursor.span(start, cursor.position)
    aside.images.append(Image(url: tree.string(node.url), alt: text.string, span: place))
    // An image within the text of another one has no text of its own.
    if outer != nil {
      alternative?.append(text)
    } else if !text.isEmpty {
      aside.attached.append(text)
    }
    writer.leaveOut()
  }

  private func definition(_ label: Range<Int>?, of node: MarkdownNode) -> MappedText? {
    guard let label else { return nil }
    return definitions.destination(of: tree.string(label), reading: node.url, in: tree)
  }
}

extension Array {
  /// The element at `index`; nil where there is none.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
