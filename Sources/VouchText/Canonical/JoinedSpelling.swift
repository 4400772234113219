import VouchCore

/// Joins spaced-out and leet spellings into the words a reader makes of them.
///
/// Some spellings can be read in two ways: `1` is an i or an l, and `a b u y` may begin with a word
/// of one letter. Then the joined text holds one version after the other, a line end between, each
/// scalar with its own place. There are sixteen versions at most, so the cost stays linear.
struct JoinedSpelling {
  private let runs: [SpacedLetters]
  private let scalars: [Unicode.Scalar]

  /// One way to read what can be read in several.
  private struct Version {
    var stroke = LeetSpelling.Stroke.asI
    /// A run's first letter is a word of its own.
    var splitsFirst = false
    /// Gaps of another kind than most end a word, as wider ones do.
    var splitsKinds = false
    /// Points and hyphens inside of words are left out.
    var joinsParts = false
  }

  /// A scalar that may be read as something else.
  private struct Mark {
    let place: Int
    /// The letter it stands for where a stroke is an i; nil where it stands for none.
    let letter: Unicode.Scalar?
    /// True for a point or hyphen inside of a word.
    let isInsideWord: Bool
  }

  /// The canonical text `plain`, in which no word is spaced out, with such spellings joined; nil
  /// where that says nothing new.
  static func joined(_ plain: MaskedText) -> JoinedView? {
    let joiner = JoinedSpelling(runs: [], scalars: plain.text.scalars)
    let marks = joiner.marks(plain.masks)
    guard !marks.isEmpty else { return nil }
    return JoinedView(newWords: joiner.newWords(marks), of: plain.text) { Self.joined($0) }
  }

  /// The canonical text `plain` in each way it can be read, and where those differ from it.
  ///
  /// Of the few texts that are put together, all is found out once more rather than kept of each.
  private static func joined(_ plain: MappedText) -> JoinedView.Joined {
    let joiner = JoinedSpelling(runs: [], scalars: plain.scalars)
    let marks = joiner.marks(ScalarMasks(plain.scalars))
    var (text, changes) = (MappedText(), [Int]())
    for version in joiner.versions(marks) {
      let contractions = marks.compactMap { joiner.contraction(version, $0) }
      if let last = text.origins.last { text.append("\n", from: last) }
      var shift = text.count
      for contraction in contractions {
        changes.append(contraction.range.lowerBound + shift)
        shift -= contraction.scalar == nil ? 1 : 0
      }
      text.append(plain.contracted(contractions))
    }
    return (text, changes)
  }

  /// The words that versions change at `marks`, as each has them, with a space behind each.
  private func newWords(_ marks: [Mark]) -> [Unicode.Scalar] {
    var words: [Unicode.Scalar] = []
    words.reserveCapacity(64)
    for version in versions(marks) {
      var next = 0
      while next < marks.count {
        var place = marks[next].place
        guard contraction(version, marks[next]) != nil else {
          next += 1
          continue
        }
        while place > 0, !scalars[place - 1].isTwitterSpace { place -= 1 }
        while place < scalars.count, !scalars[place].isTwitterSpace {
          var scalar: Unicode.Scalar? = scalars[place]
          if next < marks.count, marks[next].place == place {
            if let contraction = contraction(version, marks[next]) { scalar = contraction.scalar }
            next += 1
          }
          if let scalar { words.append(scalar) }
          place += 1
        }
        words.append(" ")
      }
    }
    return words
  }

  /// The folded text `folded`, in which `runs` are spaced-out words, with such spellings joined; nil
  /// where that says nothing besides `plain`, the same with its white space drawn together.
  static func joined(
    _ folded: MaskedText,
    runs: [SpacedLetters],
    besides plain: MappedText
  ) -> MappedText? {
    let joiner = JoinedSpelling(runs: runs, scalars: folded.text.scalars)
    var text = MappedText()
    var seen = [plain.scalars]
    for version in joiner.versions(joiner.marks(folded.masks)) {
      let spelled = MaskedText(joiner.read(version, in: folded.text))
      let reading = WhiteSpace.drawnTogether(spelled).text
      if seen.contains(reading.scalars) { continue }
      seen.append(reading.scalars)
      if let last = text.origins.last { text.append("\n", from: last) }
      text.append(reading)
    }
    return text.isEmpty ? nil : text
  }

  /// Where something stands that may be read as something else.
  private func marks(_ masks: ScalarMasks) -> [Mark] {
    var marks: [Mark] = []
    masks.forEach({ block, _ in
      // Letters and blanks, nearly all there is, are what they are, and so are signs before a blank.
      let signs = block.sigils | block.marks | block.others
      return block.digitsNearLetters | signs & ~(block.blanks >> 1)
    }) { place in
      let letter = replacement(at: place, stroke: .asI)
      let isInsideWord = isInsideWord(place)
      guard letter != nil || isInsideWord else { return }
      if marks.isEmpty { marks.reserveCapacity(8) }
      marks.append(Mark(place: place, letter: letter, isInsideWord: isInsideWord))
    }
    return marks
  }

  private func versions(_ marks: [Mark]) -> [Version] {
    guard !marks.isEmpty || !runs.isEmpty else { return [] }
    let canSplit = runs.contains { run in
      run.letters.count > 3
        && run.letters.first.map { scalars[$0] == "a" || scalars[$0] == "i" } ?? false
    }
    // Where only parts are joined, the plain version says nothing new.
    let hasLetters = marks.contains { $0.letter != nil }
    var versions: [Version] = []
    versions.reserveCapacity(4)
    if hasLetters || !runs.isEmpty { versions.append(Version()) }
    let isAmbiguous = marks.contains {
      $0.letter != nil && LeetSpelling.isAmbiguous(scalars[$0.place])
    }
    if isAmbiguous { versions.double { $0.stroke = .asL } }
    if runs.contains(where: { $0.kindEnds.contains(true) }) {
      versions.double { $0.splitsKinds = true }
    }
    if canSplit { versions.double { $0.splitsFirst = true } }
    if marks.contains(where: \.isInsideWord) {
      if versions.isEmpty {
        versions.append(Version(joinsParts: true))
      } else {
        versions.double { $0.joinsParts = true }
      }
    }
    return versions
  }

  // MARK: - One version

  /// What becomes of `mark` in one version of a text without spaced-out words; nil where it stays.
  private func contraction(_ version: Version, _ mark: Mark) -> Contraction? {
    let range = mark.place..<mark.place + 1
    if version.joinsParts, mark.isInsideWord { return Contraction(range, to: nil) }
    return mark.letter == nil
      ? nil : Contraction(range, to: spelled(scalars[mark.place], version))
  }

  /// The text `folded` in one version, its white space as it is.
  private func read(_ version: Version, in folded: MappedText) -> MappedText {
    var result = MappedText()
    result.reserveCapacity(for: folded)
    var next = 0
    var index = 0
    while index < scalars.count {
      if next < runs.count, runs[next].range.lowerBound == index {
        let run = runs[next]
        next += 1
        for (offset, place) in run.letters.enumerated() {
          result.append(spelled(scalars[place], version), from: folded.origins[place])
          let endsWord =
            offset < run.wordEnds.count
            && (run.wordEnds[offset] || version.splitsKinds && run.kindEnds[offset])
          if endsWord || (offset == 0 && version.splitsFirst) {
            result.append(" ", from: folded.origins[place])
          }
        }
        index = run.range.upperBound
        continue
      }
      let (scalar, origin) = (scalars[index], folded.origins[index])
      if scalar.isASCIILetter {
        result.append(scalar, from: origin)
      } else if !(version.joinsParts && isInsideWord(index)) {
        let letter = replacement(at: index, stroke: version.stroke)
        result.append(letter ?? scalar, from: origin)
      }
      index += 1
    }
    return result
  }

  private func spelled(_ scalar: Unicode.Scalar, _ version: Version) -> Unicode.Scalar {
    LeetSpelling.letter(for: scalar, stroke: version.stroke) ?? scalar
  }

  /// What the scalar at `index` stands for, where it stands in a word with letters.
  private func replacement(at index: Int, stroke: LeetSpelling.Stroke) -> Unicode.Scalar? {
    guard let letter = LeetSpelling.letter(for: scalars[index], stroke: stroke) else { return nil }
    let after = index + 1 < scalars.count && isSpelling(scalars[index + 1])
    let before = index > 0 && isSpelling(scalars[index - 1])
    if scalars[index].isASCIIDigit { return hasLetterNearby(index) ? letter : nil }
    // Signs end sentences and stand before sums.
    let startsWord = scalars[index] == "$" || scalars[index] == "@"
    return after && (before || startsWord) && hasLetterNearby(index) ? letter : nil
  }

  private func hasLetterNearby(_ index: Int) -> Bool {
    // Longer rows of digits are numbers, whatever stands beside them.
    for step in [-1, 1] {
      var place = index + step
      while place >= 0, place < scalars.count {
        if scalars[place].isLetter { return true }
        guard abs(place - index) <= 4,
          LeetSpelling.letter(for: scalars[place], stroke: .asI) != nil
        else { break }
        place += step
      }
    }
    return false
  }

  private func isSpelling(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isLetter || LeetSpelling.letter(for: scalar, stroke: .asI) != nil
  }

  /// True for a point or hyphen with a letter on either side.
  private func isInsideWord(_ index: Int) -> Bool {
    switch scalars[index] {
    case ".", "-", "_", "*", "~", "\u{B7}", "\u{2022}": break
    default: return false
    }
    return index > 0 && index + 1 < scalars.count && isSpelling(scalars[index - 1])
      && isSpelling(scalars[index + 1])
  }
}

extension ScalarMasks.Block {
  /// The digits but for those that stand for none of the letters of a word, as most do: behind five
  /// digits and signs on either side of them no letter is looked for.
  var digitsNearLetters: UInt64 {
    guard digits != 0 else { return 0 }
    let joining = digits | sigils | marks | others
    // What stands beyond the ends of the block may be a letter.
    var near = letters | others | joining & (1 | 1 << 63)
    for _ in 0..<5 { near |= (near << 1 | near >> 1) & joining }
    return digits & near
  }
}

extension Array {
  /// Adds each element once more, behind all others and changed.
  fileprivate mutating func double(_ change: (inout Element) -> Void) {
    for index in indices {
      var changed = self[index]
      change(&changed)
      append(changed)
    }
  }
}
