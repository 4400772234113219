/// The different runs of letters of a text, ready to be compared with those of many others.
///
/// An open table: comparing a text must cost a few microseconds, for there may be hundreds.
struct ShingleSet {
  /// 0 stands for an empty place.
  private var places: [UInt64] = [0]
  private var mask = 0
  /// The members, each once.
  private var members: [UInt64] = []

  init() {}

  init(_ shingles: [UInt64]) {
    replaceAll(with: shingles)
  }

  /// Forgets what it held and takes `shingles`, which may repeat.
  mutating func replaceAll(with shingles: [UInt64]) {
    var size = 16
    while size < shingles.count * 2 { size *= 2 }
    if places.count < size {
      places = [UInt64](repeating: 0, count: size)
    } else {
      for index in places.indices { places[index] = 0 }
    }
    mask = places.count - 1
    members.removeAll(keepingCapacity: true)
    for shingle in shingles {
      // No run of letters is 0, and none may be taken for an empty place.
      let member = shingle == 0 ? 1 : shingle
      let place = place(of: member)
      guard places[place] == 0 else { continue }
      places[place] = member
      members.append(member)
    }
  }

  /// How much of both together the two have in common, in percent, rounded down.
  func percentInCommon(with other: ShingleSet) -> Int {
    var common = 0
    for member in other.members where places[place(of: member)] != 0 { common += 1 }
    let all = members.count + other.members.count - common
    return all == 0 ? 0 : common * 100 / all
  }

  /// Where `member` stands, or would.
  private func place(of member: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: (member &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
    while places[place] != 0, places[place] != member { place = (place + 1) & mask }
    return place
  }
}
