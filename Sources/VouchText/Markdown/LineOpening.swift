/// What a line begins.
enum LineOpening: Equatable {
  case text
  /// As many `#`, with a blank or nothing behind them.
  case heading(UInt8)
  /// As many backticks, and the name of a language or nothing.
  case fence(Int)
  case item(ItemMark)
  /// The mark of a quote.
  case quote
  /// The bar of a table's row.
  case row
  /// Nothing but dashes, at least three.
  case dashes
  /// Anything that takes a closer look.
  case unknown

  /// The library counts no more backticks of a fence than these.
  private static let longestFence = 255

  /// What the bytes in `text`, which is a line or the rest of one and not empty, begin.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ text: Range<Int>) {
    let first = bytes[text.lowerBound]
    let rest = text.dropFirst()
    switch first {
    case UInt8(ascii: "#"):
      let level = text.prefix { bytes[$0] == first }.count
      let isHeading = level <= 6 && text.dropFirst(level).first.map { bytes[$0] == 0x20 } ?? true
      self = isHeading ? .heading(UInt8(level)) : .text
    case UInt8(ascii: "`"):
      let length = text.prefix { bytes[$0] == first }.count
      if length < 3 {
        self = .text
      } else {
        let name = text.dropFirst(length)
        let isFence = name.allSatisfy { bytes[$0] >= 0x20 && bytes[$0] != first }
        self = isFence && length <= Self.longestFence ? .fence(length) : .unknown
      }
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      if rest.first.map({ bytes[$0] == 0x20 }) ?? true {
        self = Self.item(bytes, text, sign: first, at: text.lowerBound, number: nil)
      } else if first == UInt8(ascii: "-") {
        self = text.count >= 3 && rest.allSatisfy({ bytes[$0] == first }) ? .dashes : .unknown
      } else {
        // A row of stars is a break, blanks among them or not.
        self = rest.allSatisfy({ bytes[$0] == first || bytes[$0] == 0x20 }) ? .unknown : .text
      }
    case 0x30...0x39: self = Self.numbered(bytes, text)
    case UInt8(ascii: "~"):
      self = text.prefix { bytes[$0] == first }.count < 3 ? .text : .unknown
    case UInt8(ascii: ">"): self = .quote
    case UInt8(ascii: "|"): self = .row
    case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "_"):
      self = .unknown
    default: self = .text
    }
  }

  private static func numbered(_ bytes: UnsafeBufferPointer<UInt8>, _ text: Range<Int>) -> Self {
    var number: Int32 = 0
    var index = text.lowerBound
    // A number of ten digits is text.
    while index < text.upperBound, index - text.lowerBound < 9, (0x30...0x39).contains(bytes[index])
    {
      number = 10 * number + Int32(bytes[index] - 0x30)
      index += 1
    }
    guard index < text.upperBound,
      bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")"),
      index + 1 == text.upperBound || bytes[index + 1] == 0x20
    else { return .text }
    return item(bytes, text, sign: bytes[index], at: index, number: number)
  }

  /// The item whose mark ends with the byte at `index`, where its text follows behind one blank.
  private static func item(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ text: Range<Int>,
    sign: UInt8,
    at index: Int,
    number: Int32?
  ) -> Self {
    guard index + 2 < text.upperBound, bytes[index + 2] > 0x20 else { return .unknown }
    return .item(ItemMark(sign: sign, number: number, end: index + 2))
  }
}

/// The mark of an item.
struct ItemMark: Equatable {
  /// What tells lists apart: the bullet, or what stands behind the number.
  var sign: UInt8
  /// The number; nil for a bullet.
  var number: Int32?
  /// Where the item's text begins.
  var end: Int
}

/// The box of a task.
struct CheckBox {
  var isChecked: Bool
  /// Where the text behind it begins.
  var end: Int

  /// The box that `text` begins with, where one blank and text follow it; else nil.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ text: Range<Int>) {
    let start = text.lowerBound
    guard text.count > 4, bytes[start] == UInt8(ascii: "["), bytes[start + 2] == UInt8(ascii: "]"),
      bytes[start + 3] == 0x20, bytes[start + 4] > 0x20
    else { return nil }
    switch bytes[start + 1] {
    case 0x20: isChecked = false
    case UInt8(ascii: "x"), UInt8(ascii: "X"): isChecked = true
    default: return nil
    }
    end = start + 4
  }
}

/// What a line within a block of code is.
enum FenceEnd {
  case ends, goesOn
  /// Something that may end it or not, or that may not be in it.
  case unknown

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, length: Int) {
    let marks = line.drop { bytes[$0] == 0x20 }
    let rest = marks.drop { bytes[$0] == UInt8(ascii: "`") }
    if marks.count - rest.count >= length, rest.allSatisfy({ bytes[$0] <= 0x20 }) {
      self = marks.startIndex == line.lowerBound && rest.isEmpty ? .ends : .unknown
    } else {
      self = rest.allSatisfy { bytes[$0] >= 0x20 || bytes[$0] == 0x09 } ? .goesOn : .unknown
    }
  }
}
