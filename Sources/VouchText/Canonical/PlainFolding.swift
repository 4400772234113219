import VouchCore

/// Folds what folds to one scalar whatever stands beside it, as nearly all text does.
///
/// The steps of ``Folding`` come to the same, with much more work.
enum PlainFolding {
  /// What the scalar at `index`, which is not ASCII, folds to but for its case; nil where that takes
  /// all the steps.
  static func folded(_ index: Int, in scalars: [Unicode.Scalar]) -> Unicode.Scalar? {
    let scalar = scalars[index]
    switch scalar.value {
    // Letters with accents.
    case 0xC0..<0x250, 0x1E00..<0x1F00:
      return ICU.base(of: scalar).flatMap { $0.isASCIILetter ? $0 : nil }
    case 0x2010...0x2015, 0x2018...0x201F: return LookAlikes.plain(scalar)
    default:
      if isItself(scalar) { return scalar }
      return isSemitic(scalar) && standsApart(index, in: scalars) ? scalar : nil
    }
  }

  /// True for what has no case and no other form, and passes for nothing else.
  ///
  /// Some kana and ideographs look the same as one another (ロ and 口, エ and 工), but ``LookAlikes``
  /// maps no letter of a script of East Asia, as `letters` there skips them.
  static func isItself(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Bullets, as rendering writes them, marks of Spanish, French and East Asia, and pictures.
    case 0x2022, 0xA1, 0xBF, 0xAB, 0xBB, 0x3001, 0x3002, 0x1F300...0x1F64F, 0x1F680...0x1F6FF:
      true
    // Kana, ideographs and syllables of Korea.
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
      true
    default: false
    }
  }

  /// True for letters of Hebrew and Arabic, which pass for Latin ones beside such.
  static func isSemitic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x5D0...0x5EA, 0x621...0x63A, 0x641...0x64A: true
    default: false
    }
  }

  /// True where nothing stands next to `index` that may belong to the word but letters like its own.
  private static func standsApart(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    func isApart(_ neighbour: Unicode.Scalar) -> Bool {
      if neighbour.isASCII {
        return !neighbour.isASCIIAlphanumeric && !neighbour.isInvisibleControl
      }
      return isSemitic(neighbour)
    }
    return (index == 0 || isApart(scalars[index - 1]))
      && (index + 1 == scalars.count || isApart(scalars[index + 1]))
  }

  /// `scalars` with small letters, where they are ASCII in print without gaps.
  static func folded(_ scalars: ArraySlice<Unicode.Scalar>) -> String? {
    scalars.withUnsafeBufferPointer { folded($0) }
  }

  /// The same for scalars that somebody holds.
  static func folded(_ scalars: UnsafeBufferPointer<Unicode.Scalar>) -> String? {
    var isBehindSpace = false
    for scalar in scalars {
      guard scalar.value &- 0x20 < 0x5F, !(isBehindSpace && scalar == " ") else { return nil }
      isBehindSpace = scalar == " "
    }
    return String(unsafeUninitializedCapacity: scalars.count) { bytes in
      for index in scalars.indices {
        bytes[index] = UInt8(truncatingIfNeeded: scalars[index].asciiLowercased)
      }
      return scalars.count
    }
  }
}
