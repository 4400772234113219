import CICU

/// ICU's answers, in Swift's types.
enum ICU {
  /// Marks beyond this many in a row are normalised apart: no language needs them, and sorting
  /// them costs the square of their number.
  static let longestCluster = 32

  /// Normalisation form C of `scalars`.
  static func nfc(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    if scalars.allSatisfy({ $0.value < 0x300 }) { return scalars }
    var result: [Unicode.Scalar] = []
    var (start, marks) = (0, 0)
    for (index, scalar) in scalars.enumerated() {
      marks = scalar.isMark ? marks + 1 : 0
      guard marks > longestCluster else { continue }
      result += nfc(piece: scalars[start..<index])
      (start, marks) = (index, 0)
    }
    return start == 0 ? nfc(piece: scalars[...]) : result + nfc(piece: scalars[start...])
  }

  private static func nfc(piece: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    let units = utf16(piece)
    // Asking sorts marks too, so the whole text is never asked about at once.
    if vouch_icu_is_nfc(units, Int32(units.count)) { return Array(piece) }
    return transform(units, vouch_icu_nfc).map(scalars) ?? Array(piece)
  }

  /// Normalisation form KC of `scalars`.
  static func nfkc(_ scalars: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    transform(utf16(scalars), vouch_icu_nfkc).map(self.scalars) ?? Array(scalars)
  }

  /// `scalar` with full case folding, which may be several scalars.
  static func foldedCase(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    if let only = Unicode.Scalar(vouch_icu_fold_scalar(scalar.value)), only.value > 0 {
      return [only]
    }
    return transform(utf16([scalar]), vouch_icu_fold_case).map(self.scalars) ?? [scalar]
  }

  /// What looks like `scalar`, in the form all look-alikes share.
  static func skeleton(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    transform(utf16([scalar]), vouch_icu_skeleton).map(self.scalars) ?? [scalar]
  }

  /// What the canonical decomposition of `scalar` begins with; nil where it has none.
  static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let base = vouch_icu_base(scalar.value)
    return base == 0 ? nil : Unicode.Scalar(base)
  }

  /// True where `scalars` are one whole emoji recommended for interchange.
  static func isEmoji(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let units = utf16(scalars)
    return vouch_icu_is_rgi_emoji(units, Int32(units.count))
  }

  /// `scalars` in UTF-16.
  static func utf16(_ scalars: ArraySlice<Unicode.Scalar>) -> [UInt16] {
    var units: [UInt16] = []
    units.reserveCapacity(scalars.count + 4)
    for scalar in scalars { units.append(contentsOf: UTF16.encode(scalar) ?? .init()) }
    return units
  }

  /// The scalars of well-formed UTF-16.
  static func scalars(_ units: [UInt16]) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(units.count)
    var index = 0
    while index < units.count {
      let unit = UInt32(units[index])
      index += 1
      if let scalar = Unicode.Scalar(unit) {
        scalars.append(scalar)
      } else if index < units.count,
        let scalar = Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + UInt32(units[index]) & 0x3FF)
      {
        scalars.append(scalar)
        index += 1
      }
    }
    return scalars
  }

  /// Runs one of ICU's functions with room for its whole answer.
  static func transform(
    _ units: [UInt16],
    _ function: (UnsafePointer<UInt16>?, Int32, UnsafeMutablePointer<UInt16>?, Int32) -> Int32
  ) -> [UInt16]? {
    var capacity = units.count * 2 + 16
    while true {
      var length: Int32 = 0
      let answer = [UInt16](unsafeUninitializedCapacity: capacity) { buffer, count in
        length = function(units, Int32(units.count), buffer.baseAddress, Int32(capacity))
        count = length < 0 ? 0 : min(Int(length), capacity)
      }
      if length < 0 { return nil }
      if Int(length) <= capacity { return answer }
      capacity = Int(length)
    }
  }
}
