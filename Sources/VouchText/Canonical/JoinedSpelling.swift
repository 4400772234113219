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

  /// The canonical text `plain`, in which no word is spaced out, with such spellings joined, and
  /// where those stand in it; nil where that says nothing new.
  static func joined(
    _ plain: MappedText,
    masks: ScalarMasks
  ) -> (text: MappedText, changes: [Int])? {
    let joiner = JoinedSpelling(runs: [], scalars: plain.scalars)
    let marks = joiner.marks(masks)
    var changes: [Int] = []
    var next = 0
    let text = joiner.joined(marks, besides: plain) { version in
      joiner.read(version, marks, in: plain)
    } taking: { version, text in
      changes += joiner.changes(version, marks).map { next + $0 }
      next += text.count + 1
    }
    return text.map { ($0, changes) }
  }

  /// The folded text `folded`, in which `runs` are spaced-out words, with such spellings joined; nil
  /// where that says nothing besides `plain`, the same with its white space drawn together.
  static func joined(
    _ folded: MappedText,
    masks: ScalarMasks,
    runs: [SpacedLetters],
    besides plain: MappedText
  ) -> MappedText? {
    let joiner = JoinedSpelling(runs: runs, scalars: folded.scalars)
    return joiner.joined(joiner.marks(masks), besides: plain) { version in
      let reading = joiner.read(version, in: folded)
      return WhiteSpace.drawnTogether(reading, masks: ScalarMasks(reading.scalars))
    }
  }

  /// All versions that `read` makes and that are not said already.
  private func joined(
    _ marks: [Int],
    besides plain: MappedText,
    read: (Version) -> MappedText,
    taking: (Version, MappedText) -> Void = { _, _ in }
  ) -> MappedText? {
    var result = MappedText()
    var seen = [plain.scalars]
    for version in versions(marks) {
      let reading = read(version)
      if seen.contains(reading.scalars) { continue }
      seen.append(reading.scalars)
      if let last = result.origins.last { result.append("\n", from: last) }
      result.append(reading)
      taking(version, reading)
    }
    return result.isEmpty ? nil : result
  }

  /// Where something stands that may be read as something else.
  private func marks(_ masks: ScalarMasks) -> [Int] {
    // Letters and blanks, nearly all there is, are what they are.
    masks.places({ $0.digits | $0.sigils | $0.marks | $0.others }) {
      isInsideWord($0) || replacement(at: $0, stroke: .asI) != nil
    }
  }

  private func versions(_ marks: [Int]) -> [Version] {
    guard !marks.isEmpty || !runs.isEmpty else { return [] }
    let leet = marks.filter { replacement(at: $0, stroke: .asI) != nil }
    let hasParts = marks.contains(where: isInsideWord)
    let canSplit = runs.contains { run in
      run.letters.count > 3
        && run.letters.first.map { scalars[$0] == "a" || scalars[$0] == "i" } ?? false
    }
    // Where only parts are joined, the plain version says nothing new.
    var versions = !leet.isEmpty || !runs.isEmpty ? [Version()] : []
    if leet.contains(where: { LeetSpelling.isAmbiguous(scalars[$0]) }) {
      versions += versions.map { with($0) { $0.stroke = .asL } }
    }
    if runs.contains(where: { $0.kindEnds.contains(true) }) {
      versions += versions.map { with($0) { $0.splitsKinds = true } }
    }
    if canSplit { versions += versions.map { with($0) { $0.splitsFirst = true } } }
    if hasParts {
      let joining = versions.isEmpty ? [Version()] : versions
      versions += joining.map { with($0) { $0.joinsParts = true } }
    }
    return versions
  }

  private func with(_ version: Version, _ change: (inout Version) -> Void) -> Version {
    var version = version
    change(&version)
    return version
  }

  // MARK: - One version

  /// A text without spaced-out words in one version: `plain` with what stands at `marks` changed.
  private func read(_ version: Version, _ marks: [Int], in plain: MappedText) -> MappedText {
    var result = MappedText()
    result.reserveCapacity(for: plain)
    var start = 0
    for index in marks {
      let isLeftOut = version.joinsParts && isInsideWord(index)
      guard isLeftOut || replacement(at: index, stroke: version.stroke) != nil else { continue }
      result.append(plain.scalars[start..<index], from: plain.origins, start..<index)
      if !isLeftOut, let letter = replacement(at: index, stroke: version.stroke) {
        result.append(letter, from: plain.origins[index])
      }
      start = index + 1
    }
    result.append(plain, from: start)
    return result
  }

  /// Where a text that was read so differs from the plain one.
  private func changes(_ version: Version, _ marks: [Int]) -> [Int] {
    var (changes, leftOut): ([Int], Int) = ([], 0)
    for index in marks {
      let isLeftOut = version.joinsParts && isInsideWord(index)
      guard isLeftOut || replacement(at: index, stroke: version.stroke) != nil else { continue }
      changes.append(index - leftOut)
      leftOut += isLeftOut ? 1 : 0
    }
    return changes
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
