/// The text of a command's answer, built line by line.
struct TextPage {
  private(set) var text = ""
  private let style: Style

  init(style: Style) {
    self.style = style
  }

  /// Adds one line made of `pieces`.
  mutating func line(_ pieces: Ink...) {
    line(pieces)
  }

  /// Adds one line made of `pieces`.
  mutating func line(_ pieces: [Ink]) {
    for piece in pieces { text += style.paint(piece) }
    text += "\n"
  }

  /// Adds the lines of a text that others wrote, each behind `margin`.
  mutating func block(_ lines: String, margin: String = "  ", look: Ink.Look = .plain) {
    let normal = lines.replacing("\r\n", with: "\n")
    for line in normal.split(separator: "\n", omittingEmptySubsequences: false) {
      self.line(Ink(line.isEmpty ? "" : margin), Ink(String(line), look))
    }
  }

  /// Adds a heading of its own, with an empty line before it where something stands above.
  mutating func heading(_ title: String) {
    if !text.isEmpty { text += "\n" }
    line(.bold(title))
  }

  /// Adds rows whose cells stand below one another; the last cell of a row is not filled up.
  mutating func table(_ rows: [[Ink]]) {
    var widths: [Int] = []
    let safe = rows.map { $0.map { Ink(TerminalText.safe($0.text), $0.look) } }
    for row in safe {
      for (column, cell) in row.dropLast().enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], TextWidth.of(cell.text))
      }
    }
    for row in safe {
      var pieces: [Ink] = []
      for (column, cell) in row.enumerated() {
        pieces.append(cell)
        guard column < row.count - 1 else { continue }
        let gap = widths[column] - TextWidth.of(cell.text) + 2
        pieces.append(Ink(String(repeating: " ", count: gap)))
      }
      line(pieces)
    }
  }
}
