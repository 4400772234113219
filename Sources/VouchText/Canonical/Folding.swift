import CICU
import VouchCore

/// A text on its way to its canonical form, each scalar with the stretch of input it stands for.
///
/// The steps: drop what has no glyph, apply compatibility forms (NFKC), drop accents and points,
/// map look-alikes inside words, fold case. Drawing white space together is a step of its own,
/// because the width of a gap tells where spaced-out words end.
struct Folding {
  /// The scalars of the canonical form.
  private(set) var scalars: [Unicode.Scalar] = []
  /// For each of them, the scalars of the input that it stands for.
  private var sources: [Range<Int>] = []

  /// The canonical form of `text` with its white space as it is, and with capitals where only ASCII
  /// is left, each scalar with the place of what it was made from; nil where that is `text` itself.
  ///
  /// `keepingJoiners` leaves zero-width joiners where they belong to a word.
  static func changed(_ text: MaskedText, keepingJoiners: Bool = false) -> MaskedText? {
    if text.masks.anywhere.others == 0 { return nil }
    let input = text.text.scalars
    var plain: [Contraction] = []
    var odd: [Int] = []
    text.masks.forEach({ block, _ in block.others }) { place in
      let scalar = input[place]
      if scalar.isASCII {
        plain.append(Contraction(place..<place + 1, to: nil))
      } else if let folded = PlainFolding.folded(place, in: input) {
        if folded != scalar { plain.append(Contraction(place..<place + 1, to: folded)) }
      } else {
        odd.append(place)
      }
    }
    if odd.isEmpty { return plain.isEmpty ? nil : text.contracted(plain) }
    return MaskedText(folded(text.text, plain, odd, keepingJoiners: keepingJoiners))
  }

  /// `text` with `plain` contractions, and with all steps for the islands round the `odd` places.
  private static func folded(
    _ text: MappedText,
    _ plain: [Contraction],
    _ odd: [Int],
    keepingJoiners: Bool
  ) -> MappedText {
    let input = text.scalars
    var folded = MappedText()
    folded.reserveCapacity(for: text)
    var (index, next) = (0, 0)
    func addPlain(to end: Int) {
      while next < plain.count, plain[next].range.lowerBound < end {
        let place = plain[next].range.lowerBound
        if place >= index {
          folded.append(input[index..<place], from: text.origins, index..<place)
          if let scalar = plain[next].scalar { folded.append(scalar, from: text.origins[place]) }
          index = place + 1
        }
        next += 1
      }
      folded.append(input[index..<end], from: text.origins, index..<end)
    }
    for place in odd where place >= index {
      let island = island(around: place, in: input, from: index)
      addPlain(to: island.lowerBound)
      let part = Folding(island: Array(input[island]), keepingJoiners: keepingJoiners)
      for (scalar, source) in zip(part.scalars, part.sources) {
        let range = source.lowerBound + island.lowerBound..<source.upperBound + island.lowerBound
        folded.append(scalar, from: text.span(of: range))
      }
      index = island.upperBound
    }
    addPlain(to: input.count)
    return folded
  }

  /// Folds `island` with all steps.
  init(island: [Unicode.Scalar], keepingJoiners: Bool) {
    scalars.reserveCapacity(island.count)
    sources.reserveCapacity(island.count)
    normalise(island, keepingJoiners: keepingJoiners)
    dropMarks()
    mapLookAlikes()
    foldCase()
  }

  private mutating func add(_ scalar: Unicode.Scalar, _ source: Range<Int>) {
    scalars.append(scalar)
    sources.append(source)
  }

  // MARK: - Islands

  /// The words round `place`, where something is not plain, with the space in front of them.
  ///
  /// No step looks beyond a word and the marks on the space before it, so what lies between such
  /// islands takes the short way.
  private static func island(
    around place: Int,
    in input: [Unicode.Scalar],
    from first: Int
  ) -> Range<Int> {
    var (start, end) = (place, place + 1)
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
    scalars = []
    sources = []
    scalars.reserveCapacity(before.scalars.count)
    sources.reserveCapacity(before.scalars.count)
    return before
  }

  private mutating func dropMarks() {
    let before = takeAll()
    for (index, scalar) in before.scalars.enumerated() {
      let source = before.sources[index]
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
        add(LookAlikes.plain(text[index]), before.sources[index])
        index += 1
        continue
      }
      var end = index + 1
      while end < text.count, text[end].isWordPart { end += 1 }
      for (scalar, offset) in LookAlikes.mapped(text[index..<end]) {
        add(scalar, before.sources[index + offset])
      }
      index = end
    }
  }

  private mutating func foldCase() {
    let before = takeAll()
    for (index, scalar) in before.scalars.enumerated() {
      let source = before.sources[index]
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
