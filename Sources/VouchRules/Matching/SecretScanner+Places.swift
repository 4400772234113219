import VouchCore

/// Where secrets may begin: in most texts nowhere, which is told without a look at their shapes.
extension SecretScanner {
  /// Where a secret may begin, whatever the case and the width of white space: at the first letters
  /// of a key or a label, and at digits and marks only where there are enough digits for a number,
  /// or marks for the line before a private key.
  ///
  /// Where it is `known` what there may be, nothing else is looked for.
  static func places(
    in text: [Unicode.Scalar],
    _ masks: ScalarMasks,
    of known: Beginnings? = nil
  ) -> PlaceSet {
    let others = known?.others ?? mayHoldOthers(masks)
    let words = known?.words ?? true
    let (openings, beginnings) = (Self.openings, Self.beginnings)
    return text.withUnsafeBufferPointer { text in
      PlaceSet(
        masks,
        where: { block, before in
          let starts =
            block.alphanumerics & ~(block.alphanumerics << 1 | before.alphanumerics >> 63)
          let letters = words ? starts & block.letters : 0
          return others ? letters | starts & block.digits | block.marks : letters
        },
        keeping: { place in
          text[place].isASCIILetter
            ? openings.canStand(at: place, in: text) && begins(at: place, in: text, beginnings)
            : beginsOther(at: place, in: text)
        }
      )
    }
  }

  /// What of the beginnings of secrets a text may hold.
  struct Beginnings {
    /// The first letters of a key or a label.
    let words: Bool
    /// What numbers and the line before a private key begin with.
    let others: Bool

    /// False for most texts.
    var isAny: Bool { words || others }
  }

  /// What `text` may hold, of which the ``tellingWords`` begin at some of `suspects`, if they do
  /// anywhere.
  static func beginnings(
    in text: [Unicode.Scalar],
    _ masks: ScalarMasks,
    at suspects: PlaceSet
  ) -> Beginnings {
    // They are looked for together with others, which stand in more texts.
    let beginnings = Self.beginnings
    let isTold = text.withUnsafeBufferPointer { text in
      var start = 0
      while let place = suspects.next(from: start) {
        if begins(at: place, in: text, beginnings) { return true }
        start = place + 1
      }
      return false
    }
    return Beginnings(words: isTold, others: mayHoldOthers(masks) && holdsOthers(text, masks))
  }

  /// True where a number or the line before a private key may begin somewhere.
  private static func holdsOthers(_ text: [Unicode.Scalar], _ masks: ScalarMasks) -> Bool {
    text.withUnsafeBufferPointer { text in
      var place = 0
      return masks.blocks.contains { block in
        defer { place += 64 }
        var bits = block.digits & ~(block.digits << 1) | block.marks
        while bits != 0 {
          if beginsOther(at: place + bits.trailingZeroBitCount, in: text) { return true }
          bits &= bits - 1
        }
        return false
      }
    }
  }

  /// True where a number or the line before a private key may begin at `place`, at which no letter
  /// stands.
  private static func beginsOther(
    at place: Int,
    in text: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Bool {
    let scalar = text[place]
    if scalar == "-" { return place + 1 < text.count && text[place + 1] == "-" }
    return (scalar.isASCIIDigit || scalar == "+" || scalar == "(")
      && NumberScanner.mayBegin(at: place, in: text)
  }

  /// What secrets begin with that are told by letters.
  static var tellingWords: [[Unicode.Scalar]] {
    beginnings.joined().map { $0.filter { $0 != " " } }
  }

  /// False where there are too few digits for a number, and too few marks for the line before a
  /// private key.
  private static func mayHoldOthers(_ masks: ScalarMasks) -> Bool {
    let digits = masks.blocks.reduce(0) { $0 + $1.digits.nonzeroBitCount }
    return digits >= NumberScanner.fewest || masks.holdsRowOfMarks(5)
  }

  /// True where one of `beginnings` stands at `place`.
  private static func begins(
    at place: Int,
    in text: UnsafeBufferPointer<Unicode.Scalar>,
    _ beginnings: [[[Unicode.Scalar]]]
  ) -> Bool {
    beginnings[index(of: text[place])].contains { stands($0, at: place, in: text) }
  }

  private static func stands(
    _ beginning: [Unicode.Scalar],
    at start: Int,
    in text: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Bool {
    guard start + beginning.count <= text.count else { return false }
    return beginning.indices.allSatisfy { index in
      let scalar = text[start + index]
      // Any white space is a space here, and no letter is.
      if beginning[index] == " " { return !scalar.isASCIIAlphanumeric }
      return scalar.asciiLowercased == beginning[index]
    }
  }

  /// What a secret that is told by its first letters can begin with.
  private static let openings = WordOpenings(tellingWords)

  /// The first words of what a secret that is told by its letters begins with, in lower case, with a
  /// space behind those that more have to follow.
  private static let beginnings = byFirst(
    (prefixes.map(\.text) + labels + [["e", "y"]]).map { text in
      let end = text.firstIndex(of: " ") ?? text.count - 1
      return text[...end].map(\.asciiLowercased)
    }
  ) { $0.first }
}
