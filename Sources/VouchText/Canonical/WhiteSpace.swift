import VouchCore

/// White space as a reader takes it: one space, or the end of a paragraph.
enum WhiteSpace {
  /// `text` with each run of white space drawn together: to one space, or to a line end where the
  /// run holds an empty line.
  static func drawnTogether(_ text: consuming MaskedText) -> MaskedText {
    let scalars = text.text.scalars
    var contractions: [Contraction] = []
    var done = 0
    text.masks.forEach({ block, before in
      // All white space but lone spaces: line ends, and what is behind other white space.
      block.breaks | block.others | block.blanks & (block.blanks << 1 | before.blanks >> 63)
    }) { place in
      guard place >= done, scalars[place].isTwitterSpace else { return }
      var (start, end) = (place, place + 1)
      while start > done, scalars[start - 1].isTwitterSpace { start -= 1 }
      while end < scalars.count, scalars[end].isTwitterSpace { end += 1 }
      if done == 0 { contractions.reserveCapacity(16) }
      let isAlone = end == start + 1
      contractions.append(
        Contraction(start..<end, to: isAlone ? " " : left(of: scalars[start..<end]))
      )
      done = end
    }
    return contractions.isEmpty ? text : text.contracted(contractions)
  }

  private static func left(of run: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar {
    var lineEnds = 0
    var before: Unicode.Scalar = " "
    for scalar in run {
      // A carriage return before a line feed ends the same line.
      if scalar.isNewline, !(scalar == "\n" && before == "\r") { lineEnds += 1 }
      before = scalar
    }
    return lineEnds > 1 ? "\n" : " "
  }
}
