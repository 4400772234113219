/// The different runs of letters of a text, ready to be compared with those of many others.
///
/// An open table: comparing a text must cost a few microseconds, for there may be hundreds.
struct ShingleSet {
  /// 0 stands for an empty place; half of them are.
  private var places: [UInt64]
  private let mask: Int
  /// How many different runs there are.
  private var count = 0

  /// The set of `shingles`, which may repeat.
  init(_ shingles: [UInt64]) {
    var size = 16
    while size < shingles.count * 2 { size *= 2 }
    mask = size - 1
    places = [UInt64](repeating: 0, count: size)
    let mask = mask
    count = places.withUnsafeMutableBufferPointer { places in
      var count = 0
      for shingle in shingles {
        let member = Self.member(shingle)
        let place = Self.place(of: member, among: UnsafeBufferPointer(places), mask)
        if places[place] == 0 { count += 1 }
        places[place] = member
      }
      return count
    }
  }

  /// How much of both together this text and one with `shingles` have in common, in percent, rounded
  /// down; nil where it is no more than `limit`.
  func percentInCommon(with shingles: [UInt64], above limit: Int) -> Int? {
    guard mayHaveInCommon(with: shingles, above: limit) else { return nil }
    let other = ShingleSet(shingles)
    var common = 0
    for member in other.places where member != 0 && contains(member) { common += 1 }
    let all = count + other.count - common
    let percent = all == 0 ? 0 : common * 100 / all
    return percent > limit ? percent : nil
  }

  /// False where more than `limit` percent cannot be reached: both together are at least as many as
  /// this one has, and what is in common stands among `shingles`.
  private func mayHaveInCommon(with shingles: [UInt64], above limit: Int) -> Bool {
    let needed = (count * (limit + 1) + 99) / 100
    var strangers = shingles.count - needed
    if strangers < 0 { return false }
    return places.withUnsafeBufferPointer { places in
      for shingle in shingles {
        let member = Self.member(shingle)
        if places[Self.place(of: member, among: places, mask)] == 0 {
          strangers -= 1
          if strangers < 0 { return false }
        }
      }
      return true
    }
  }

  private func contains(_ member: UInt64) -> Bool {
    places.withUnsafeBufferPointer { $0[Self.place(of: member, among: $0, mask)] != 0 }
  }

  /// No run of letters is 0, and none may be taken for an empty place.
  @inline(__always)
  private static func member(_ shingle: UInt64) -> UInt64 { shingle == 0 ? 1 : shingle }

  /// Where `member` stands, or would.
  @inline(__always)
  private static func place(
    of member: UInt64,
    among places: UnsafeBufferPointer<UInt64>,
    _ mask: Int
  ) -> Int {
    var place = Int(truncatingIfNeeded: (member &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
    while places[place] != 0, places[place] != member { place = (place + 1) & mask }
    return place
  }
}
