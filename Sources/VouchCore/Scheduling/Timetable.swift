/// The instants that are taken: posts planned or emitted, ready to be asked about.
public struct Timetable: Sendable {
  private var lanes: [Channel: Lane] = [:]
  private var missions: [CivilDate: Set<Int>] = [:]
  private let zone: BrandZone

  /// A timetable of `posts`, with days as `zone` counts them.
  public init(_ posts: some Sequence<PastPost> = [], zone: BrandZone) {
    self.init(
      posts.map { post in
        TakenSlot(
          slot: Slot(channel: post.channel, at: post.at),
          submission: post.submission,
          isMission: post.kind == .mission
        )
      },
      zone: zone
    )
  }

  /// A timetable in which `slots` are taken, with days as `zone` counts them.
  public init(_ slots: [TakenSlot], zone: BrandZone) {
    self.zone = zone
    if slots.isEmpty { return }
    var clock = SteadyClock(zone: zone)
    for taken in slots.sorted(by: { $0.slot.at < $1.slot.at }) {
      take(taken, on: clock.local(taken.slot.at).date)
    }
  }

  /// Takes one more instant.
  public mutating func take(_ slot: Slot, submission: Int, isMission: Bool) {
    let taken = TakenSlot(slot: slot, submission: submission, isMission: isMission)
    take(taken, on: zone.local(slot.at).date)
  }

  private mutating func take(_ taken: TakenSlot, on day: CivilDate) {
    lanes[taken.slot.channel, default: Lane()].take(taken.slot.at, on: day)
    if taken.isMission { missions[day, default: []].insert(taken.submission) }
  }

  /// The taken instants of one channel.
  func lane(of channel: Channel) -> Lane { lanes[channel] ?? Lane() }

  /// How many missions other than `submission` fall on `day`.
  func missions(on day: CivilDate, besides submission: Int?) -> Int {
    guard let others = missions[day] else { return 0 }
    return others.count - (submission.map { others.contains($0) ? 1 : 0 } ?? 0)
  }

  /// The taken instants of one channel: what a search asks about again and again.
  struct Lane: Sendable {
    private var instants: [Instant] = []
    private var perDay: [CivilDate: Int] = [:]

    fileprivate mutating func take(_ instant: Instant, on day: CivilDate) {
      instants.insert(instant, at: firstIndex(notBefore: instant))
      perDay[day, default: 0] += 1
    }

    /// How many posts fall on `day`.
    func count(on day: CivilDate) -> Int { perDay[day] ?? 0 }

    /// The post next to `instant` that is less than `gap` away from it, the later one where there
    /// are two; a post at the same instant also where there is no gap.
    func neighbour(of instant: Instant, gap: TimeSpan?) -> Instant? {
      let index = firstIndex(notBefore: instant)
      let gap = max(gap ?? .seconds(0), TimeSpan(milliseconds: 1))
      if index < instants.count, instants[index] - instant < gap { return instants[index] }
      if index > 0, instant - instants[index - 1] < gap { return instants[index - 1] }
      return nil
    }

    /// The first whole minute from `instant` on that ``neighbour(of:gap:)`` finds nothing near.
    func firstClearMinute(from instant: Instant, gap: TimeSpan?) -> Instant {
      let gap = max(gap ?? .seconds(0), TimeSpan(milliseconds: 1))
      var clear = instant.roundedUpToMinute
      var index = firstIndex(notBefore: clear - gap)
      while index < instants.count, instants[index] - clear < gap {
        clear = (instants[index] + gap).roundedUpToMinute
        index += 1
      }
      return clear
    }

    private func firstIndex(notBefore instant: Instant) -> Int {
      var (low, high) = (0, instants.count)
      while low < high {
        let middle = (low + high) / 2
        if instants[middle] < instant { low = middle + 1 } else { high = middle }
      }
      return low
    }
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

/// A slot that something planned or gone out takes.
public struct TakenSlot: Hashable, Sendable {
  /// Where and when.
  public let slot: Slot
  /// The submission it belongs to.
  public let submission: Int
  /// Whether it counts towards the pace of missions.
  public let isMission: Bool

  /// A taken slot.
  public init(slot: Slot, submission: Int, isMission: Bool) {
    self.slot = slot
    self.submission = submission
    self.isMission = isMission
  }
}
