/// What somebody pressed.
enum Key: Equatable {
  case character(Character)
  case enter, escape, backspace, eraseLine
  case left, right, up, down, pageUp, pageDown, home, end
  /// Ctrl-C.
  case interrupt
  /// Ctrl-Z.
  case suspend
  /// The terminal is gone.
  case endOfInput
}

/// Turns the bytes a terminal sends into keys.
///
/// Bytes may arrive in pieces: what is not whole yet waits for the rest.
struct KeyReader {
  private var bytes: [UInt8] = []

  /// Takes what was read.
  mutating func feed(_ more: some Sequence<UInt8>) { bytes += more }

  /// True where something waits that may be the beginning of a longer sequence.
  var isInMiddle: Bool { !bytes.isEmpty }

  /// The next whole key; nil where none has arrived.
  ///
  /// A lone escape is a key only where `isFinal`: no more bytes followed in time.
  mutating func next(isFinal: Bool) -> Key? {
    while let first = bytes.first {
      switch first {
      case 0x1B:
        guard bytes.count > 1 else { return isFinal ? take(1, .escape) : nil }
        guard bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") else {
          return take(1, .escape)
        }
        guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
          if isFinal { bytes = [] }
          return nil
        }
        let sequence = Array(bytes[2...end])
        bytes.removeFirst(end + 1)
        // A sequence that means nothing here is dropped.
        if let key = Self.sequences[String(decoding: sequence, as: UTF8.self)] { return key }
      case 0x03: return take(1, .interrupt)
      case 0x1A: return take(1, .suspend)
      case 0x04: return take(1, .endOfInput)
      case 0x0A, 0x0D: return take(1, .enter)
      case 0x08, 0x7F: return take(1, .backspace)
      case 0x15: return take(1, .eraseLine)
      case 0..<0x20: bytes.removeFirst()
      default:
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard bytes.count >= length else {
          if isFinal { bytes = [] }
          return nil
        }
        let text = String(decoding: bytes[..<length], as: UTF8.self)
        bytes.removeFirst(length)
        if let character = text.first, character != "\u{FFFD}" { return .character(character) }
      }
    }
    return nil
  }

  private mutating func take(_ count: Int, _ key: Key) -> Key {
    bytes.removeFirst(count)
    return key
  }

  private static let sequences: [String: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "1~": .home, "4~": .end,
    "5~": .pageUp, "6~": .pageDown,
  ]
}
