/// One line that somebody is typing.
struct LineInput: Equatable {
  /// What stands there so far.
  private(set) var text = ""

  /// The longest reason, in characters.
  private static let limit = 500

  /// Takes a key; true where it belongs to the line.
  mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let character) where text.count < Self.limit: text.append(character)
    case .character: break
    case .backspace: _ = text.popLast()
    case .eraseLine: text = ""
    default: return false
    }
    return true
  }

  /// True where nothing but blanks stands there.
  var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
}
