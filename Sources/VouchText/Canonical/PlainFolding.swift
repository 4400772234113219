import VouchCore

/// Folds plain text, which most text is: of all that ``Folding`` does, capitals become small and
/// white space is drawn together.
struct PlainFolding {
  private let text: MappedText
  private let masks: ScalarMasks

  /// Prepares to fold `text`; nil where anything in it is not plain.
  ///
  /// Plain are ASCII without controls, and the bullets that rendering writes before items.
  init?(_ text: MappedText, masks: ScalarMasks) {
    let scalars = text.scalars
    var isPlain = true
    masks.forEach({ block, _ in block.marks | block.others }) { place in
      let scalar = scalars[place]
      if scalar.isASCII {
        if scalar.isInvisibleControl { isPlain = false }
      } else if scalar.value != 0x2022 || (place + 1 < scalars.count && !scalars[place + 1].isASCII)
      {
        // A mark behind a bullet would stand on it.
        isPlain = false
      }
    }
    guard isPlain else { return nil }
    self.text = text
    self.masks = masks
  }

  /// The canonical form of the text, each scalar in its place.
  func folded() -> MappedText {
    let small = text.scalars.asciiLowercased
    var folded = MappedText()
    folded.reserveCapacity(small.count)
    var done = 0
    masks.forEach({ block, before in
      // All white space but lone spaces: line ends, and what is behind other white space.
      block.breaks | block.blanks & (block.blanks << 1 | before.blanks >> 63)
    }) { place in
      guard place >= done else { return }
      var (start, end) = (place, place + 1)
      while start > done, small[start - 1].isTwitterSpace { start -= 1 }
      while end < small.count, small[end].isTwitterSpace { end += 1 }
      folded.append(small[done..<start], from: text.origins, done..<start)
      folded.append(small.drawnSpace(start..<end), from: text.span(of: start..<end))
      done = end
    }
    folded.append(small[done...], from: text.origins, done..<small.count)
    return folded
  }

  /// `scalars` with small letters, where that is all there is to fold.
  static func folded(_ scalars: ArraySlice<Unicode.Scalar>) -> String? {
    var isBehindSpace = false
    for scalar in scalars {
      guard scalar.value &- 0x20 < 0x5F, !(isBehindSpace && scalar == " ") else { return nil }
      isBehindSpace = scalar == " "
    }
    return scalars.withUnsafeBufferPointer { scalars in
      String(unsafeUninitializedCapacity: scalars.count) { bytes in
        for index in scalars.indices {
          bytes[index] = UInt8(truncatingIfNeeded: scalars[index].asciiLowercased)
        }
        return scalars.count
      }
    }
  }
}

extension [Unicode.Scalar] {
  /// The same scalars with capitals of ASCII made small.
  var asciiLowercased: [Unicode.Scalar] {
    withUnsafeBufferPointer { scalars in
      [Unicode.Scalar](unsafeUninitializedCapacity: scalars.count) { small, count in
        // On plain numbers, eight at a time.
        scalars.withMemoryRebound(to: UInt32.self) { scalars in
          small.withMemoryRebound(to: UInt32.self) { small in
            for index in scalars.indices {
              let value = scalars[index]
              small.initializeElement(at: index, to: value | (value &- 0x41 < 26 ? 0x20 : 0))
            }
          }
        }
        count = scalars.count
      }
    }
  }

  /// What is left of the white space in `run`: a line end where it holds an empty line.
  func drawnSpace(_ run: Range<Int>) -> Unicode.Scalar {
    var lineEnds = 0
    for index in run where self[index].isNewline {
      // A carriage return before a line feed ends the same line.
      let isSecond = self[index] == "\n" && index > run.lowerBound && self[index - 1] == "\r"
      if !isSecond { lineEnds += 1 }
    }
    return lineEnds > 1 ? "\n" : " "
  }
}
