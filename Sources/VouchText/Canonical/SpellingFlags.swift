import VouchCore

/// Words that were spelled so that a search does not find them.
///
/// Only what is hardly ever meant otherwise is flagged here: six spaced-out letters or more, or
/// letters replaced in two places of a word. A forbidden word that is found only in the joined
/// canonical text is the business of the rule that forbids it, however little was changed.
enum SpellingFlags {
  /// The flags that spellings in `text` raise, outside of `links`, which are in order.
  static func flags(in text: MappedText, links: [FoundLink]) -> [Flag] {
    var next = 0
    func isFree(_ range: Range<Int>) -> Bool {
      while next < links.count, links[next].range.upperBound <= range.lowerBound { next += 1 }
      return next == links.count || links[next].range.lowerBound >= range.upperBound
    }
    var flags: [Flag] = []
    for run in SpacedLetters.runs(in: text.scalars)
    where isFree(run.range) && run.spellsWord(text.scalars) {
      flags.append(
        Flag(.spacedOut, text: text.string(in: run.range), at: text.span(of: run.range))
      )
    }
    next = 0
    for word in leetWords(in: text.scalars) where isFree(word) {
      flags.append(Flag(.leet, text: text.string(in: word), at: text.span(of: word)))
    }
    return flags
  }

  private static func leetWords(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    guard mayHaveLeet(scalars) else { return [] }
    var words: [Range<Int>] = []
    var index = 0
    while index < scalars.count {
      guard scalars[index].isASCIIAlphanumeric else {
        index += 1
        continue
      }
      var end = index + 1
      var hasDigit = false
      while end < scalars.count, canStand(scalars[end]) {
        hasDigit = hasDigit || !scalars[end].isASCIILetter
        end += 1
      }
      while end > index + 1, !scalars[end - 1].isASCIIAlphanumeric { end -= 1 }
      // After a sigil, a point or a slash it is a name.
      let isName = index > 0 && startsName(scalars[index - 1])
      if hasDigit, !isName, LeetSpelling.isReplaced(scalars[index..<end]) {
        words.append(index..<end)
      }
      index = end
    }
    return words
  }

  /// False where no digit or sign stands right behind a letter: most texts.
  private static func mayHaveLeet(_ scalars: [Unicode.Scalar]) -> Bool {
    scalars.withUnsafeBufferPointer { scalars in
      var isBehindLetter = false
      for scalar in scalars {
        let isLetter = scalar.isASCIILetter
        if isBehindLetter, !isLetter, canStand(scalar) { return true }
        isBehindLetter = isLetter
      }
      return false
    }
  }

  private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "@", "#", "/", ".", "_", "-", "=": return true
    default: return false
    }
  }

  private static func canStand(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCIIAlphanumeric || scalar == "@" || scalar == "$" || scalar == "!"
  }
}
