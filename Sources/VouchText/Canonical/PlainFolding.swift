import VouchCore

/// Folds plain text, which most text is: of all that ``Folding`` does, capitals become small.
enum PlainFolding {
  /// `text` with small letters; nil where anything in it is not plain.
  ///
  /// Plain are ASCII without controls, and the bullets that rendering writes before items.
  static func folded(_ text: MappedText, masks: ScalarMasks) -> MappedText? {
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
    return isPlain ? MappedText(scalars: scalars.asciiLowercased, origins: text.origins) : nil
  }

  /// `scalars` with small letters, where they are ASCII in print without gaps.
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
        // On plain numbers, several at a time.
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
}
