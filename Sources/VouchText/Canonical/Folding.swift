import CICU
import VouchCore

/// A text on its way to its canonical form, each scalar with the stretch of input it stands for.
///
/// The steps: drop what has no glyph, apply compatibility forms (NFKC), drop accents and points,
/// map look-alikes inside words, fold case. Drawing white space together is a step of its own,
/// because the width of a gap tells where spaced-out words end.
struct Folding {
  /// The scalars of the canonical form.
  private(set) var scalars: [Unicode.Scalar]
  /// For each of them, the scalars of the input that it stands for.
  private(set) var sources: [Range<Int>]

  /// Folds `input`; `keepingJoiners` leaves zero-width joiners where they belong to a word.
  init(_ input: [Unicode.Scalar], keepingJoiners: Bool = false) {
    scalars = []
    sources = []
    scalars.reserveCapacity(input.count)
    sources.reserveCapacity(input.count)
    if input.allSatisfy(\.isASCII) {
      for (index, scalar) in input.enumerated() where !scalar.isInvisibleControl {
        add(Unicode.Scalar(scalar.asciiLowercased) ?? scalar, index..<index + 1)
      }
    } else {
      normalise(input, keepingJoiners: keepingJoiners)
      dropMarks()
      mapLookAlikes()
      foldCase()
    }
  }

  /// No text yet, with room for `capacity` scalars.
  init(capacity: Int = 0) {
    scalars = []
    sources = []
    scalars.reserveCapacity(capacity)
    sources.reserveCapacity(capacity)
  }

  /// The canonical form as a string.
  var string: String { scalars.string(0..<scalars.count) }

  /// The canonical form with the places of `text`, which it was made from.
  func mapped(to text: MappedText) -> MappedText {
    MappedText(
      scalars: scalars,
      origins: sources.map { $0.count == 1 ? text.origins[$0.lowerBound] : text.span(of: $0) }
    )
  }

  /// Adds a scalar that stands for `source`.
  mutating func add(_ scalar: Unicode.Scalar, _ source: Range<Int>) {
    scalars.append(scalar)
    sources.append(source)
  }

  /// Adds another text that was made from the same input.
  mutating func add(_ other: Folding) {
    scalars += other.scalars
    sources += other.sources
  }

  /// The same text with its runs of white space drawn together.
  func withSpaceDrawnTogether() -> Folding {
    let isDrawn = scalars.indices.allSatisfy { index in
      guard scalars[index].isTwitterSpace else { return true }
      return scalars[index] == " " && (index == 0 || scalars[index - 1] != " ")
    }
    if isDrawn { return self }
    var folding = self
    folding.drawSpaceTogether()
    return folding
  }

  // MARK: - Steps

  private mutating func normalise(_ input: [Unicode.Scalar], keepingJoiners: Bool) {
    var visible: [Unicode.Scalar] = []
    var places: [Int] = []
    for (index, scalar) in input.enumerated() {
      let isJoiner = scalar.value == 0x200C || scalar.value == 0x200D
      if isJoiner, keepingJoiners, Invisibles.isOrthographicJoiner(at: index, in: input) {
        visible.append(scalar)
        places.append(index)
      } else if !scalar.isInvisibleControl, !Invisibles.isIgnorable(scalar) {
        visible.append(scalar)
        places.append(index)
      }
    }
    var index = 0
    while index < visible.count {
      var end = index + 1
      while end < visible.count, end - index < ICU.longestCluster, visible[end].value >= 0x300,
        !vouch_icu_nfkc_starts(visible[end].value)
      {
        end += 1
      }
      let source = places[index]..<places[end - 1] + 1
      if end == index + 1, visible[index].isASCII || vouch_icu_nfkc_keeps(visible[index].value) {
        add(visible[index], source)
      } else {
        for scalar in ICU.nfkc(visible[index..<end]) { add(scalar, source) }
      }
      index = end
    }
  }

  private mutating func dropMarks() {
    var kept = 0
    for index in scalars.indices {
      let scalar = scalars[index]
      if !scalar.isASCII {
        if scalar.isMark, Script(of: scalar).dropsMarks { continue }
        if Script(of: scalar).dropsAccents, let base = ICU.base(of: scalar) {
          scalars[kept] = base
          sources[kept] = sources[index]
          kept += 1
          continue
        }
      }
      scalars[kept] = scalar
      sources[kept] = sources[index]
      kept += 1
    }
    scalars.removeLast(scalars.count - kept)
    sources.removeLast(sources.count - kept)
  }

  private mutating func mapLookAlikes() {
    let (before, places) = (scalars, sources)
    scalars.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    var index = 0
    while index < before.count {
      guard before[index].isWordPart else {
        add(LookAlikes.plain(before[index]), places[index])
        index += 1
        continue
      }
      var end = index + 1
      while end < before.count, before[end].isWordPart { end += 1 }
      for (scalar, offset) in LookAlikes.mapped(before[index..<end]) {
        add(scalar, places[index + offset])
      }
      index = end
    }
  }

  private mutating func foldCase() {
    let (before, places) = (scalars, sources)
    scalars.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    for (scalar, place) in zip(before, places) {
      if scalar.isASCII {
        add(Unicode.Scalar(scalar.asciiLowercased) ?? scalar, place)
      } else if vouch_icu_changes_when_folded(scalar.value) {
        for folded in ICU.foldedCase(scalar) { add(folded, place) }
      } else {
        add(scalar, place)
      }
    }
  }

  /// A run of white space becomes one space, or a line end where it holds an empty line.
  private mutating func drawSpaceTogether() {
    var kept = 0
    var index = 0
    while index < scalars.count {
      var source = sources[index]
      var scalar = scalars[index]
      index += 1
      if scalar.isTwitterSpace {
        var lineEnds = scalar.isNewline ? 1 : 0
        while index < scalars.count, scalars[index].isTwitterSpace {
          if scalars[index].isNewline { lineEnds += 1 }
          // A carriage return before a line feed ends the same line.
          if scalars[index] == "\n", scalars[index - 1] == "\r" { lineEnds -= 1 }
          source = source.lowerBound..<sources[index].upperBound
          index += 1
        }
        scalar = lineEnds > 1 ? "\n" : " "
      }
      scalars[kept] = scalar
      sources[kept] = source
      kept += 1
    }
    scalars.removeLast(scalars.count - kept)
    sources.removeLast(sources.count - kept)
  }
}

extension Unicode.Scalar {
  /// Letters and digits of any script, and marks on them.
  fileprivate var isWordPart: Bool { isLetterOrMark || isDigit || isSquaredLetter }

  /// White letters on black squares and circles: symbols that are read as letters.
  var isSquaredLetter: Bool {
    (0x1F150...0x1F169).contains(value) || (0x1F170...0x1F189).contains(value)
  }

  /// Controls that show nothing: all but tab and line ends.
  var isInvisibleControl: Bool {
    (value < 0x20 && !(0x09...0x0D).contains(value))
      || (0x7F...0x9F).contains(value) && value != 0x85
  }
}
