/// How many columns of a terminal a text takes, and where to break it.
enum TextWidth {
  /// The columns that `text`, one line without control characters, takes.
  static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x7F }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns one grapheme cluster takes: none, one or two.
  static func of(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.isASCII { return first.value < 0x20 ? 0 : 1 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    let showsAsEmoji =
      first.properties.isEmojiPresentation
      || character.unicodeScalars.contains { $0.value == 0xFE0F }
    return showsAsEmoji || isWide(first.value) ? 2 : 1
  }

  /// `text` cut to `width` columns, with an ellipsis where something was cut off.
  static func cut(_ text: String, to width: Int) -> String {
    guard width > 0 else { return "" }
    var (out, used) = ("", 0)
    for character in text {
      let next = of(character)
      if used + next > width - 1, of(text) > width { return out + "…" }
      out.append(character)
      used += next
    }
    return out
  }

  /// The end of `text`, as much of it as `width` columns show.
  static func tail(_ text: String, of width: Int) -> String {
    var kept = Substring(text)
    var excess = of(text) - width
    while excess > 0, let first = kept.popFirst() { excess -= of(first) }
    return String(kept)
  }

  /// `text` filled up with spaces to `width` columns.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - of(text)))
  }

  /// The lines, at least one, into which `text`, one line, falls at `width` columns.
  ///
  /// Breaks stand between words where that is possible, inside a word where it is wider than a
  /// line.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    let width = max(2, width)
    var lines: [String] = []
    var (line, used) = ("", 0)
    var (word, wordWidth) = ("", 0)
    func place(_ word: String, _ wordWidth: Int) {
      if used > 0, used + wordWidth > width {
        lines.append(trimmed(line))
        (line, used) = ("", 0)
      }
      line += word
      used += wordWidth
    }
    for character in text {
      let next = of(character)
      if wordWidth + next > width {
        place(word, wordWidth)
        (word, wordWidth) = ("", 0)
      }
      word.append(character)
      wordWidth += next
      if character == " " || next == 2 {
        // A blank at the end of a line may hang over: it is cut off there.
        let hanging = character == " " ? 1 : 0
        if used > 0, used + wordWidth - hanging > width {
          place(word, wordWidth)
        } else {
          line += word
          used += wordWidth
        }
        (word, wordWidth) = ("", 0)
      }
    }
    if !word.isEmpty { place(word, wordWidth) }
    lines.append(trimmed(line))
    return lines
  }

  private static func trimmed(_ line: String) -> String {
    var view = Substring(line)
    while view.last == " " { view = view.dropLast() }
    return String(view)
  }

  /// East Asian wide and full-width characters, by block.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
