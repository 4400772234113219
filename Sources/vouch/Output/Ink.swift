/// A piece of a line with the look it gets on a terminal.
///
/// Its text is always made safe when it is written; colours come from here and nowhere else.
struct Ink: ExpressibleByStringInterpolation {
  enum Look: String {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
    case inverse = "7"
  }

  let text: String
  let look: Look

  init(_ text: String, _ look: Look = .plain) {
    self.text = text
    self.look = look
  }

  init(stringLiteral value: String) { self.init(value) }

  static func bold(_ text: String) -> Ink { Ink(text, .bold) }
  static func dim(_ text: String) -> Ink { Ink(text, .dim) }
}

/// Whether looks become colours.
struct Style {
  let isColoured: Bool

  /// `piece` as it is written to the terminal, on one line.
  func paint(_ piece: Ink) -> String {
    let text = TerminalText.safe(piece.text)
    return isColoured && piece.look != .plain && !text.isEmpty
      ? "\u{1B}[\(piece.look.rawValue)m\(text)\u{1B}[0m" : text
  }
}
