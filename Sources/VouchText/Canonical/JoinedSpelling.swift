import VouchCore

/// Joins spaced-out and leet spellings into the words a reader makes of them.
///
/// Some spellings can be read in two ways: `1` is an i or an l, and `a b u y` may begin with a word
/// of one letter. Then the joined text holds one version after the other, a line end between, each
/// scalar with its own place. There are sixteen versions at most, so the cost stays linear.
struct JoinedSpelling {
  private let folding: Folding
  private let runs: [SpacedLetters]
  private var scalars: [Unicode.Scalar] { folding.scalars }

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

  /// The canonical form of what `folding` holds with such spellings joined; nil where that says
  /// nothing besides `plain`, its canonical form without.
  static func joined(_ folding: Folding, besides plain: [Unicode.Scalar]) -> Folding? {
    let joiner = JoinedSpelling(folding: folding, runs: SpacedLetters.runs(in: folding.scalars))
    let versions = joiner.versions()
    guard !versions.isEmpty else { return nil }
    var result = Folding()
    var seen = [plain]
    for version in versions {
      let reading = joiner.read(version)
      if seen.contains(reading.scalars) { continue }
      seen.append(reading.scalars)
      if !result.scalars.isEmpty, let last = result.lastSource { result.add("\n", last) }
      result.add(reading)
    }
    return result.scalars.isEmpty ? nil : result
  }

  private func versions() -> [Version] {
    var (hasLeet, hasStroke, hasParts) = (false, false, false)
    // Letters and spaces, nearly all there is, are what they are.
    for index in scalars.indices where !scalars[index].isASCIILetter && scalars[index] != " " {
      hasParts = hasParts || isInsideWord(index)
      guard !(hasLeet && hasStroke), replacement(at: index, stroke: .asI) != nil else { continue }
      hasLeet = true
      hasStroke = hasStroke || LeetSpelling.isAmbiguous(scalars[index])
    }
    let canSplit = runs.contains { run in
      run.letters.count > 3
        && run.letters.first.map { scalars[$0] == "a" || scalars[$0] == "i" } ?? false
    }
    guard hasLeet || hasParts || !runs.isEmpty else { return [] }
    // Where only parts are joined, the plain version says nothing new.
    var versions = hasLeet || !runs.isEmpty ? [Version()] : []
    if hasStroke { versions += versions.map { with($0) { $0.stroke = .asL } } }
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

  /// The text in one version, its white space drawn together.

  private func read(_ version: Version) -> Folding {
    var result = Folding(capacity: scalars.count)
    var drawing = SpaceDrawing()
    func add(_ scalar: Unicode.Scalar, _ source: Range<Int>) {
      drawing.add(scalar, source) { result.add($0, $1) }
    }
    let scalars = scalars
    var next = 0
    var index = 0
    while index < scalars.count {
      if next < runs.count, runs[next].range.lowerBound == index {
        let run = runs[next]
        next += 1
        for (offset, place) in run.letters.enumerated() {
          add(spelled(scalars[place], version), folding.source(at: place))
          let endsWord =
            offset < run.wordEnds.count
            && (run.wordEnds[offset] || version.splitsKinds && run.kindEnds[offset])
          if endsWord || (offset == 0 && version.splitsFirst) {
            add(" ", folding.source(at: place))
          }
        }
        index = run.range.upperBound
        continue
      }
      let (scalar, source) = (scalars[index], folding.source(at: index))
      if scalar.isASCIILetter {
        add(scalar, source)
      } else if !(version.joinsParts && isInsideWord(index)) {
        add(replacement(at: index, stroke: version.stroke) ?? scalar, source)
      }
      index += 1
    }
    drawing.end { result.add($0, $1) }
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
      while scalars.indices.contains(place), abs(place - index) <= 4,
        !scalars[place].isLetter, LeetSpelling.letter(for: scalars[place], stroke: .asI) != nil
      {
        place += step
      }
      if scalars.indices.contains(place), scalars[place].isLetter { return true }
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
