/// Makes text that others wrote safe to show: nobody but Vouch drives the owner's terminal.
enum TerminalText {
  /// `text` with everything a terminal could act on, or a reader could not see, made visible.
  ///
  /// Control characters become their pictures (`␛`), other invisible ones their numbers
  /// (`<U+202E>`). Line feeds stay where `keepingLines`; a joiner stays where it holds an emoji
  /// together.
  static func safe(_ text: String, keepingLines: Bool = false) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    var out = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      defer { previous = scalar }
      switch scalar.value {
      case 0x0A where keepingLines: out.append(scalar)
      // A carriage return before a line feed is only how the line ends.
      case 0x0D where keepingLines && index + 1 < scalars.count && scalars[index + 1] == "\n": break
      case 0x09: out.append(contentsOf: "    ".unicodeScalars)
      case 0..<0x20: out.append(picture(scalar.value))
      case 0x7F: out.append("\u{2421}")
      case 0x200D where previous.map(isPictorial) ?? false: out.append(scalar)
      default:
        if isHidden(scalar) {
          out.append(contentsOf: "<\(name(of: scalar))>".unicodeScalars)
        } else {
          out.append(scalar)
        }
      }
    }
    return String(out)
  }

  /// JSON whose strings hold no character that a terminal could act on; the value is the same.
  static func safe(json text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x7F }) { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.value >= 0x7F, scalar.value < 0xA0 || isDirectional(scalar) {
        let hex = String(scalar.value, radix: 16)
        out.append(
          contentsOf: "\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)"
            .unicodeScalars
        )
      } else {
        out.append(scalar)
      }
    }
    return String(out)
  }

  private static func picture(_ control: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(0x2400 + control) ?? "?"
  }

  private static func name(of scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    // Fillers count as letters and show nothing.
    default: [0x115F, 0x1160, 0x3164, 0xFFA0, 0x034F, 0x17B4, 0x17B5].contains(scalar.value)
    }
  }

  private static func isDirectional(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func isPictorial(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isEmoji && scalar.value > 0xFF || scalar.value == 0xFE0F
  }
}
