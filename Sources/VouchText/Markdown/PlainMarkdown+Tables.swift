extension PlainMarkdown {
  /// Reads a table whose rows begin and end with a bar and have as many cells as its head, which is
  /// `first`, and none of them empty.
  mutating func table(_ first: Range<Int>) -> Bool {
    let table = add(.table)
    let width = bytes[first].count { $0 == Self.bar } - 1
    guard row(first, width: width), line <= lineStarts.count, areDashes(range(line), width: width)
    else { return false }
    line += 1
    while line <= lineStarts.count, !range(line).isEmpty {
      guard row(range(line), width: width) else { return false }
    }
    close(table)
    return true
  }

  private static let bar = UInt8(ascii: "|")

  private mutating func row(_ text: Range<Int>, width: Int) -> Bool {
    let row = add(.tableRow)
    guard let cells = cells(of: text, width: width) else { return false }
    for content in cells {
      let cell = add(.tableCell)
      nodes[cell].column = content.lowerBound - text.lowerBound + 1
      guard inlines(of: cell, content) else { return false }
    }
    close(row)
    line += 1
    return true
  }

  /// True for the line below a table's head.
  private func areDashes(_ text: Range<Int>, width: Int) -> Bool {
    guard let cells = cells(of: text, width: width) else { return false }
    return cells.allSatisfy { cell in
      let marks = cell.drop { bytes[$0] == UInt8(ascii: ":") }
      let rest = marks.drop { bytes[$0] == UInt8(ascii: "-") }
      return cell.count - marks.count <= 1 && rest.count < marks.count && rest.count <= 1
        && rest.allSatisfy { bytes[$0] == UInt8(ascii: ":") }
    }
  }

  /// What stands between the bars of a row, without blanks round it; nil where that is nothing, or
  /// not as many cells.
  private func cells(of text: Range<Int>, width: Int) -> [Range<Int>]? {
    guard text.count > 1, bytes[text.lowerBound] == Self.bar,
      bytes[text.upperBound - 1] == Self.bar
    else { return nil }
    var cells: [Range<Int>] = []
    cells.reserveCapacity(width)
    var start = text.lowerBound + 1
    for index in text.dropFirst() where bytes[index] == Self.bar {
      var cell = (start..<index).drop { bytes[$0] == 0x20 }
      while let last = cell.last, bytes[last] == 0x20 { cell = cell.dropLast() }
      guard !cell.isEmpty else { return nil }
      cells.append(cell)
      start = index + 1
    }
    return cells.count == width ? cells : nil
  }
}
