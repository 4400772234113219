import VouchCore

/// White space as a reader takes it: one space, or the end of a paragraph.
enum WhiteSpace {
  /// `text` with each run of white space drawn together: to one space, or to a line end where the
  /// run holds an empty line.
  static func drawnTogether(_ text: MappedText, masks: ScalarMasks) -> MappedText {
    let scalars = text.scalars
    var drawn = MappedText()
    var done = 0
    masks.forEach({ block, before in
      // All white space but lone spaces: line ends, and what is behind other white space.
      block.breaks | block.others | block.blanks & (block.blanks << 1 | before.blanks >> 63)
    }) { place in
      guard place >= done, scalars[place].isTwitterSpace else { return }
      var (start, end) = (place, place + 1)
      while start > done, scalars[start - 1].isTwitterSpace { start -= 1 }
      while end < scalars.count, scalars[end].isTwitterSpace { end += 1 }
      if done == 0 { drawn.reserveCapacity(for: text) }
      drawn.append(scalars[done..<start], from: text.origins, done..<start)
      drawn.append(left(of: scalars[start..<end]), from: text.span(of: start..<end))
      done = end
    }
    if done == 0 { return text }
    drawn.append(scalars[done...], from: text.origins, done..<scalars.count)
    return drawn
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
