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
  /// For each of them, the scalars of the input that it stands for; nil where each stands for the
  /// one at its own index.
  private var sources: [Range<Int>]?

  /// Folds `input`; `keepingJoiners` leaves zero-width joiners where they belong to a word.
  init(_ input: [Unicode.Scalar], keepingJoiners: Bool = false) {
    if let folded = Self.foldedPlain(input) {
      self.init(plain: folded)
      return
    }
    self.init(capacity: input.count)
    var index = 0
    while let island = Self.island(in: input, from: index) {
      addPlain(input, index..<island.lowerBound)
      add(Folding(island: Array(input[island]), keepingJoiners), from: island.lowerBound)
      index = island.upperBound
    }
    addPlain(input, index..<input.count)
  }

  /// No text yet, with room for `capacity` scalars.
  init(capacity: Int = 0) {
    scalars = []
    scalars.reserveCapacity(capacity)
    var sources: [Range<Int>] = []
    sources.reserveCapacity(capacity)
    self.sources = sources
  }

  private init(plain scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    sources = nil
  }

  private init(island: [Unicode.Scalar], _ keepingJoiners: Bool) {
    self.init(capacity: island.count)
    normalise(island, keepingJoiners: keepingJoiners)
    dropMarks()
    mapLookAlikes()
    foldCase()
  }

  /// The canonical form as a string.
  var string: String { scalars.string(0..<scalars.count) }

  /// The scalars of the input that the one at `index` stands for.
  func source(at index: Int) -> Range<Int> { sources?[index] ?? index..<index + 1 }

  /// The canonical form with the places of `text`, which it was made from.
  func mapped(to text: MappedText) -> MappedText {
    guard let sources else { return MappedText(scalars: scalars, origins: text.origins) }
    return MappedText(scalars: scalars, origins: sources.map { Self.origin(of: $0, in: text) })
  }

  /// The same with runs of white space drawn together: each becomes one space, or a line end where
  /// it holds an empty line.
  func mappedWithSpaceDrawnTogether(to text: MappedText) -> MappedText {
    var drawn = MappedText()
    drawn.reserveCapacity(scalars.count)
    var (start, index) = (0, 0)
    while index < scalars.count {
      let scalar = scalars[index]
      guard scalar.value &- 0x21 >= 0x5F, scalar.isTwitterSpace else {
        index += 1
        continue
      }
      let run = spaceRun(from: index)
      if run.count > 1 || scalars[index] != " " {
        append(start..<index, of: text, to: &drawn)
        let source = source(at: index).lowerBound..<source(at: run.upperBound - 1).upperBound
        drawn.append(scalars.drawnSpace(run), from: Self.origin(of: source, in: text))
        start = run.upperBound
      }
      index = run.upperBound
    }
    append(start..<scalars.count, of: text, to: &drawn)
    return drawn
  }

  private func append(_ range: Range<Int>, of text: MappedText, to drawn: inout MappedText) {
    guard let sources else { return drawn.append(scalars[range], from: text.origins, range) }
    for index in range {
      drawn.append(scalars[index], from: Self.origin(of: sources[index], in: text))
    }
  }

  /// The white space that begins at `start`.
  private func spaceRun(from start: Int) -> Range<Int> {
    var end = start + 1
    while end < scalars.count, scalars[end].isTwitterSpace { end += 1 }
    return start..<end
  }

  private static func origin(of source: Range<Int>, in text: MappedText) -> SourceSpan {
    source.count == 1 ? text.origins[source.lowerBound] : text.span(of: source)
  }

  /// Adds a scalar that stands for `source`.
  mutating func add(_ scalar: Unicode.Scalar, _ source: Range<Int>) {
    scalars.append(scalar)
    sources?.append(source)
  }

  /// Adds another text that was made from the same input.
  mutating func add(_ other: Folding) {
    add(other, from: 0)
  }

  private mutating func add(_ other: Folding, from offset: Int) {
    for index in other.scalars.indices {
      let source = other.source(at: index)
      add(other.scalars[index], source.lowerBound + offset..<source.upperBound + offset)
    }
  }

  /// The same text with its runs of white space drawn together.
  func withSpaceDrawnTogether() -> Folding {
    var drawn = Folding(capacity: scalars.count)
    var index = 0
    while index < scalars.count {
      guard scalars[index].isTwitterSpace else {
        drawn.add(scalars[index], source(at: index))
        index += 1
        continue
      }
      let run = spaceRun(from: index)
      let source = source(at: index).lowerBound..<source(at: run.upperBound - 1).upperBound
      drawn.add(scalars.drawnSpace(run), source)
      index = run.upperBound
    }
    return drawn
  }

  // MARK: - Plain text

  /// `input` folded where it is plain and keeps every scalar; nil for any other text.
  private static func foldedPlain(_ input: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    var folded = input
    let isWholePlain = folded.withUnsafeMutableBufferPointer { folded in
      for index in folded.indices {
        let scalar = folded[index]
        if scalar.value &- 0x41 < 26 {
          folded[index] = Unicode.Scalar(UInt8(scalar.value + 0x20))
        } else if scalar.value &- 0x20 >= 0x5F {
          let keeps = scalar.isASCII ? !scalar.isInvisibleControl : isPlain(index, in: input)
          if !keeps { return false }
        }
      }
      return true
    }
    return isWholePlain ? folded : nil
  }

  /// True for ASCII, and for the bullet that rendering writes before items.
  private static func isPlain(_ index: Int, in input: [Unicode.Scalar]) -> Bool {
    if input[index].isASCII { return true }
    // A mark behind it would stand on it.
    return input[index].value == 0x2022 && (index + 1 == input.count || input[index + 1].isASCII)
  }

  /// The next words with anything but plain scalars in them, with the space in front of them.
  ///
  /// No step looks beyond a word and the marks on the space before it, so what lies between such
  /// islands takes the short way.
  private static func island(in input: [Unicode.Scalar], from first: Int) -> Range<Int>? {
    guard let found = input[first...].indices.first(where: { !isPlain($0, in: input) }) else {
      return nil
    }
    var (start, end) = (found, found + 1)
    while start > first {
      start -= 1
      if input[start].isASCII, input[start].isTwitterSpace { break }
    }
    while end < input.count {
      if input[end].isASCII, input[end].isTwitterSpace,
        end + 1 == input.count || input[end + 1].isASCII
      {
        break
      }
      end += 1
    }
    return start..<end
  }

  private mutating func addPlain(_ input: [Unicode.Scalar], _ range: Range<Int>) {
    for index in range where !input[index].isInvisibleControl {
      let scalar = input[index]
      add(Unicode.Scalar(scalar.asciiLowercased) ?? scalar, index..<index + 1)
    }
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

  /// Starts anew and returns what there was.
  private mutating func takeAll() -> Folding {
    let before = self
    self = Folding(capacity: before.scalars.count)
    return before
  }

  private mutating func dropMarks() {
    let before = takeAll()
    for (index, scalar) in before.scalars.enumerated() {
      let source = before.source(at: index)
      if scalar.isASCII {
        add(scalar, source)
      } else if scalar.isMark, Script(of: scalar).dropsMarks {
        continue
      } else if Script(of: scalar).dropsAccents, let base = ICU.base(of: scalar) {
        add(base, source)
      } else {
        add(scalar, source)
      }
    }
  }

  private mutating func mapLookAlikes() {
    let before = takeAll()
    let text = before.scalars
    var index = 0
    while index < text.count {
      guard text[index].isWordPart else {
        add(LookAlikes.plain(text[index]), before.source(at: index))
        index += 1
        continue
      }
      var end = index + 1
      while end < text.count, text[end].isWordPart { end += 1 }
      for (scalar, offset) in LookAlikes.mapped(text[index..<end]) {
        add(scalar, before.source(at: index + offset))
      }
      index = end
    }
  }

  private mutating func foldCase() {
    let before = takeAll()
    for (index, scalar) in before.scalars.enumerated() {
      let source = before.source(at: index)
      if scalar.isASCII {
        add(Unicode.Scalar(scalar.asciiLowercased) ?? scalar, source)
      } else if vouch_icu_changes_when_folded(scalar.value) {
        for folded in ICU.foldedCase(scalar) { add(folded, source) }
      } else {
        add(scalar, source)
      }
    }
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
