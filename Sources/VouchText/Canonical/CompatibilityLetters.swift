/// Letters that Unicode carries for other character sets and for mathematics, used as ordinary ones.
enum CompatibilityLetters {
  /// How a letter is dressed up.
  enum Dress {
    case wide, mathematical, enclosed, raised, roman
  }

  /// How `scalar` is dressed up; nil for ordinary letters, and for signs such as `№`, `™` and `²`.
  static func dress(of scalar: Unicode.Scalar) -> Dress? {
    switch scalar.value {
    case 0..<0x2B0: return nil
    case 0xFF21...0xFF3A, 0xFF41...0xFF5A: return .wide
    case 0x1D400...0x1D7FF: return .mathematical
    case 0x2102, 0x210A...0x2112, 0x2115, 0x2119...0x211D, 0x2124, 0x2128, 0x212C...0x2134, 0x2139:
      return .mathematical
    case 0x249C...0x24E9, 0x1F110...0x1F12B, 0x1F130...0x1F149, 0x1F150...0x1F169,
      0x1F170...0x1F189:
      return .enclosed
    case 0x2B0...0x2B8, 0x2E0...0x2E3, 0x1D2C...0x1D6A, 0x2071, 0x207F, 0x2090...0x209C,
      0x1D9C...0x1DBF:
      return .raised
    case 0x2170...0x217F: return .roman
    default: return nil
    }
  }

  /// True for every letter or digit that stands for an ASCII one.
  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x2B0 else { return false }
    if dress(of: scalar) != nil { return true }
    return (0xFF10...0xFF19).contains(scalar.value)
  }
}
