import VouchCore

/// One entry of a phrase's `never`, ready to be looked for.
enum ForbiddenEntry: Equatable {
  /// Plain words, possibly open at an end.
  case words(ForbiddenWords)
  /// A regular expression, as written and with its letters folded.
  case pattern(String, folded: String)

  /// An entry as a policy writes it; nil where it holds nothing to look for.
  init?(never text: String, folding: Folding) {
    if Self.isPattern(text) {
      let written = trimmed(text)
      self = .pattern(written, folded: Pattern.folded(written, folding))
    } else if let words = ForbiddenWords(text, folding: folding) {
      self = .words(words)
    } else {
      return nil
    }
  }

  /// True where `text` holds a character that means something in a regular expression.
  ///
  /// A `*` at the start or end of plain words is none: it leaves that end open.
  static func isPattern(_ text: String) -> Bool {
    let bare = trimmed(text).utf8
    return bare.contains(where: isSpecial) || bare.dropFirst().dropLast().contains(star)
  }

  /// The entry as the policy writes it.
  var written: String {
    switch self {
    case .words(let words): words.written
    case .pattern(let text, _): text
    }
  }

  private static let star = UInt8(ascii: "*")

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "\\", "^", "$", ".", "|", "?", "+", "(", ")", "[", "]", "{", "}": true
    default: false
    }
  }
}

/// Plain words as they are looked for: whole words of canonical text.
struct ForbiddenWords: Sendable, Equatable {
  /// As the policy writes them.
  let written: String
  /// Folded, with one space between words; never empty.
  let scalars: [Unicode.Scalar]
  /// Whether any beginning, or any ending, of a word will do: `*` in front or behind.
  let isOpenAtStart: Bool, isOpenAtEnd: Bool

  /// Words as a policy writes them; nil where folding leaves nothing to look for.
  init?(_ text: String, folding: Folding) {
    written = trimmed(text)
    var core = Substring(written)
    isOpenAtStart = core.hasPrefix("*")
    if isOpenAtStart { core = core.dropFirst() }
    isOpenAtEnd = core.hasSuffix("*")
    if isOpenAtEnd { core = core.dropLast() }
    let folded = OneLine(folding.canonical(String(core)).text.scalars).scalars
    guard let first = folded.firstIndex(where: { $0 != " " && $0 != "*" }),
      let last = folded.lastIndex(where: { $0 != " " && $0 != "*" })
    else { return nil }
    scalars = Array(folded[first...last])
  }

  /// True where they can only be found where a word of the text begins.
  var startsWord: Bool { !isOpenAtStart && (scalars.first?.isWordPart ?? true) }

  /// The whole words that `range` of `text`, where the scalars stand, belongs to; nil where they
  /// are only part of a word that has to match whole.
  func wholeWords(_ range: Range<Int>, in text: [Unicode.Scalar]) -> Range<Int>? {
    var (start, end) = (range.lowerBound, range.upperBound)
    if isOpenAtStart {
      let limit = start - Self.reach
      while start > limit, !Letters.isBoundary(start, in: text) { start -= 1 }
    } else if !Letters.isBoundary(start, in: text) {
      return nil
    }
    if isOpenAtEnd {
      let limit = end + Self.reach
      while end < limit, !Letters.isBoundary(end, in: text) { end += 1 }
    } else if !Letters.isBoundary(end, in: text) {
      return nil
    }
    return start..<end
  }

  /// How far an open end is followed: a text without any space must not cost a walk for each hit.
  private static let reach = 64
}

extension Pattern {
  /// `text` with letters replaced that canonical text never has: `é` by `e`.
  ///
  /// Only single letters for single letters, so that nothing else of the pattern changes.
  static func folded(_ text: String, _ folding: Folding) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let folded = scalar.isASCII ? [] : folding.canonical(String(scalar)).text.scalars
      view.append(folded.count == 1 ? folded[0] : scalar)
    }
    return String(view)
  }
}
