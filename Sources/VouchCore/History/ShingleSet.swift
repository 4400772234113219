/// The different runs of letters of a text, ready to be compared with those of many others.
///
/// An open table, in which each other text stands for as long as it is compared: that must cost a few
/// microseconds, for there may be hundreds.
struct ShingleSet {
  /// 0 stands for an empty place; more than half of them are.
  private var places: [UInt64]
  /// For each place that is taken, the comparison in which its run was seen last.
  private var seen: [UInt32]
  private var comparison: UInt32 = 0
  /// How many different runs the text has.
  private(set) var count = 0

  /// The set of `shingles`, which may repeat.
  init(_ shingles: [UInt64]) {
    (places, seen) = ([], [])
    makeRoom(for: shingles.count)
    count = look(at: shingles, bearing: shingles.count)?.strangers.count ?? 0
  }

  /// How many places a table for `total` runs has.
  private static func size(for total: Int) -> Int {
    var size = 16
    while size < total * 2 { size *= 2 }
    return size
  }

  /// How much of both together this text and one with `shingles` have in common, in percent, rounded
  /// down; nil where it is no more than `limit`, which is 0 or more.
  mutating func percentInCommon(with shingles: [UInt64], above limit: Int) -> Int? {
    // What the other text has alone counts on one side only: too much of it, and no more need be
    // looked at.
    let bearable = min(count * 100 / (limit + 1) - count, shingles.count)
    guard bearable >= 0 else { return nil }
    makeRoom(for: count + bearable)
    guard let found = look(at: shingles, bearing: bearable) else { return nil }
    for place in found.strangers { places[place] = 0 }
    let all = count + found.strangers.count
    let percent = all == 0 ? 0 : found.common * 100 / all
    return percent > limit ? percent : nil
  }

  /// How many of `shingles` stand here, each counted once, and the places that the others have taken
  /// now; nil where those are more than `limit`, which then are not here any more.
  private mutating func look(
    at shingles: [UInt64],
    bearing limit: Int
  ) -> (common: Int, strangers: [Int])? {
    comparison += 1
    let comparison = comparison
    var strangers: [Int] = []
    strangers.reserveCapacity(limit)
    var common = 0
    let isBearable = places.withUnsafeMutableBufferPointer { places in
      seen.withUnsafeMutableBufferPointer { seen in
        for shingle in shingles {
          // No run of letters is 0, and none may be taken for an empty place.
          let member = shingle == 0 ? 1 : shingle
          let place = Self.place(of: member, among: UnsafeBufferPointer(places))
          if places[place] == 0 {
            if strangers.count == limit { return false }
            places[place] = member
            strangers.append(place)
          } else if seen[place] != comparison {
            common += 1
          }
          seen[place] = comparison
        }
        return true
      }
    }
    if isBearable { return (common, strangers) }
    for place in strangers { places[place] = 0 }
    return nil
  }

  /// Makes the table large enough for `total` runs.
  private mutating func makeRoom(for total: Int) {
    guard places.count < total * 2 || places.isEmpty else { return }
    let size = Self.size(for: total)
    let members = places.filter { $0 != 0 }
    places = [UInt64](repeating: 0, count: size)
    seen = [UInt32](repeating: 0, count: size)
    for member in members {
      places[places.withUnsafeBufferPointer { Self.place(of: member, among: $0) }] = member
    }
  }

  /// Where `member` stands, or would.
  @inline(__always)
  private static func place(of member: UInt64, among places: UnsafeBufferPointer<UInt64>) -> Int {
    let mask = places.count &- 1
    var place = Int(truncatingIfNeeded: (member &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
    while places[place] != 0, places[place] != member { place = (place &+ 1) & mask }
    return place
  }
}
