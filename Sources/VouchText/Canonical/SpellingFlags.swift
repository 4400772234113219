import VouchCore

/// Words that were spelled so that a search does not find them.
///
/// Only what is hardly ever meant otherwise is flagged here: six spaced-out letters or more, or
/// letters replaced in two places of a word. A forbidden word that is found only in the joined
/// canonical text is the business of the rule that forbids it, however little was changed.
enum SpellingFlags {
  /// The flags that spellings in `text`, of which `spaced` are spaced-out, raise outside of `links`,
  /// which are in order.
  static func flags(
    in text: MappedText,
    masks: ScalarMasks,
    _ spaced: [SpacedLetters],
    links: [FoundLink]
  ) -> [Flag] {
    var next = 0
    func isFree(_ range: Range<Int>) -> Bool {
      while next < links.count, links[next].range.upperBound <= range.lowerBound { next += 1 }
      return next == links.count || links[next].range.lowerBound >= range.upperBound
    }
    var flags: [Flag] = []
    for run in spaced
    where isFree(run.range) && run.spellsWord(text.scalars) {
      flags.append(
        Flag(.spacedOut, text: text.string(in: run.range), at: text.span(of: run.range))
      )
    }
    next = 0
    for word in leetWords(in: text.scalars, masks) where isFree(word) {
      flags.append(Flag(.leet, text: text.string(in: word), at: text.span(of: word)))
    }
    return flags
  }

  private static func leetWords(in scalars: [Unicode.Scalar], _ masks: ScalarMasks) -> [Range<Int>]
  {
    var words: [Range<Int>] = []
    var done = 0
    // A word with letters replaced has what replaces them right behind a letter, and goes on.
    masks.forEach({ block, before in
      (block.digits | block.sigils | block.marks) & (block.letters << 1 | before.letters >> 63)
        & ~(block.blanks >> 1)
    }) { place in
      guard place >= done, canStand(scalars[place]) else { return }
      var (start, end) = (place - 1, place + 1)
      while start > 0, canStand(scalars[start - 1]) { start -= 1 }
      while end < scalars.count, canStand(scalars[end]) { end += 1 }
      done = end
      while !scalars[start].isASCIIAlphanumeric { start += 1 }
      while !scalars[end - 1].isASCIIAlphanumeric { end -= 1 }
      // After a sigil, a point or a slash it is a name.
      let isName = start > 0 && startsName(scalars[start - 1])
      if !isName, LeetSpelling.isReplaced(scalars[start..<end]) { words.append(start..<end) }
    }
    return words
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
