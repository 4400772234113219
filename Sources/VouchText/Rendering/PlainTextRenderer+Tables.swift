import VouchCore

extension PlainTextRenderer {
  /// Writes a table as lines of cells with a bar between them.
  mutating func table(_ index: Int) {
    writer.openRegion(.table)
    var line = tree.nodes[index].firstLine
    var isFirst = true
    for row in tree.children(of: index) {
      if !isFirst { writer.gap(1) }
      isFirst = false
      line = write(row: row, from: line, to: tree.nodes[index].lastLine)
    }
    writer.closeRegion()
  }

  /// Writes a row that stands on some line from `first` on; returns the first line behind it.
  private mutating func write(row: Int, from first: Int, to last: Int) -> Int {
    let cells = Array(tree.children(of: row))
    let stated = tree.nodes[row].firstLine
    var found: (line: Int, maps: [LeafMap])?
    if stated >= first { found = maps(of: cells, onLine: stated).map { (stated, $0) } }
    // The library counts a table that follows a text from the first line of the text.
    var line = first
    while found == nil, line <= max(first, min(last, first + 64)) {
      found = maps(of: cells, onLine: line).map { (line, $0) }
      line += 1
    }
    let place = source.span(ofLines: max(1, stated), max(1, stated))
    for (number, cell) in cells.enumerated() {
      let map = found?.maps[safe: number] ?? LeafMap(fallback: place, source: source)
      var cursor = InlineCursor(tree.bytes, tree.nodes[cell].literal, map: map)
      let here = cursor.here()
      if number > 0 {
        for scalar in " | ".unicodeScalars {
          writer.write(scalar, from: SourceSpan(here.start, here.start))
        }
      }
      leaf(cell, cursor: &cursor)
    }
    return (found?.line ?? stated) + 1
  }

  /// The maps of a row's cells, where the line says what they say; `\|` in it stands for `|`.
  private func maps(of cells: [Int], onLine line: Int) -> [LeafMap]? {
    let range = source.line(line)
    let bytes = source.bytes
    guard let first = cells.first else { return [] }
    // What stands before the table belongs to the quotes and items round it. The library counts
    // columns as on the first row, so each start is only a guess that the cells confirm.
    let column = range.lowerBound + max(0, tree.nodes[first].column - 1)
    let prefix = bytes[range].firstIndex { !isPrefix($0) } ?? range.upperBound
    for start in [min(prefix, column), prefix, min(column, range.upperBound)] {
      if let maps = read(cells, from: start, to: range.upperBound) { return maps }
    }
    return nil
  }

  private func read(_ cells: [Int], from start: Int, to end: Int) -> [LeafMap]? {
    let bytes = source.bytes
    var position = start
    var maps: [LeafMap] = []
    func skipBlanks() {
      while position < end, bytes[position] == 0x20 || (0x09...0x0C).contains(bytes[position]) {
        position += 1
      }
    }
    skipBlanks()
    if position < end, bytes[position] == UInt8(ascii: "|") { position += 1 }
    for cell in cells {
      let literal = tree.nodes[cell].literal
      skipBlanks()
      var map = LeafMap(
        content: literal.lowerBound,
        start: position,
        fallback: source.span(start, end),
        source: source
      )
      for index in literal {
        if tree.bytes[index] == UInt8(ascii: "|"), position + 1 < end,
          bytes[position] == UInt8(ascii: "\\")
        {
          position += 1
          map.resume(content: index, at: position)
        }
        guard position < end, bytes[position] == tree.bytes[index] else { return nil }
        position += 1
      }
      maps.append(map)
      skipBlanks()
      guard position >= end || bytes[position] == UInt8(ascii: "|") else { return nil }
      position += 1
    }
    return maps
  }
}
