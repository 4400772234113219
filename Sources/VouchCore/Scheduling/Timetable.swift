/// The instants that are taken: posts planned or emitted, ready to be asked about.
public struct Timetable: Sendable {
  private var instants: [Channel: [Instant]] = [:]
  private var perDay: [ChannelDay: Int] = [:]
  private var missions: [CivilDate: Set<Int>] = [:]
  private let zone: BrandZone

  /// A timetable of `posts`, with days as `zone` counts them.
  public init(_ posts: some Sequence<PastPost> = [], zone: BrandZone) {
    self.zone = zone
    for post in posts {
      let day = zone.local(post.at).date
      instants[post.channel, default: []].append(post.at)
      perDay[ChannelDay(channel: post.channel, day: day), default: 0] += 1
      if post.kind == .mission { missions[day, default: []].insert(post.submission) }
    }
    for channel in instants.keys { instants[channel]?.sort() }
  }

  /// Takes one more instant.
  public mutating func take(_ slot: Slot, submission: Int, isMission: Bool) {
    let day = zone.local(slot.at).date
    var taken = instants[slot.channel] ?? []
    taken.insert(slot.at, at: Self.firstIndex(in: taken, notBefore: slot.at))
    instants[slot.channel] = taken
    perDay[ChannelDay(channel: slot.channel, day: day), default: 0] += 1
    if isMission { missions[day, default: []].insert(submission) }
  }

  /// How many posts `channel` has on `day`.
  func count(on day: CivilDate, channel: Channel) -> Int {
    perDay[ChannelDay(channel: channel, day: day)] ?? 0
  }

  /// How many missions other than `submission` fall on `day`.
  func missions(on day: CivilDate, besides submission: Int?) -> Int {
    guard let others = missions[day] else { return 0 }
    return others.count - (submission.map { others.contains($0) ? 1 : 0 } ?? 0)
  }

  /// The post of `channel` nearest to `instant` that is less than `gap` away from it, or at the
  /// same instant where there is no gap.
  func neighbour(of instant: Instant, channel: Channel, gap: TimeSpan?) -> Instant? {
    guard let taken = instants[channel] else { return nil }
    let index = Self.firstIndex(in: taken, notBefore: instant)
    let gap = max(gap ?? .seconds(0), TimeSpan(milliseconds: 1))
    if index < taken.count, taken[index] - instant < gap { return taken[index] }
    if index > 0, instant - taken[index - 1] < gap { return taken[index - 1] }
    return nil
  }

  private static func firstIndex(in sorted: [Instant], notBefore instant: Instant) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < instant { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private struct ChannelDay: Hashable {
    let channel: Channel
    let day: CivilDate
  }
}

/// One channel at one instant.
public struct Slot: Hashable, Sendable {
  /// Where.
  public let channel: Channel
  /// When.
  public let at: Instant

  /// A channel and an instant.
  public init(channel: Channel, at: Instant) {
    self.channel = channel
    self.at = at
  }
}
