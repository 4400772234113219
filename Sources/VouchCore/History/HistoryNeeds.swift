/// What of the past and of what is planned the rules in force ask about a draft.
///
/// Nothing else is read from the store: most drafts mention nobody, ask nobody and promote nothing.
public struct HistoryNeeds: Hashable, Sendable {
  /// How near posts that mention people are asked about; nil for not at all.
  public var mentions: TimeSpan?
  /// How near missions are asked about; nil for not at all.
  public var missions: TimeSpan?
  /// How many of the newest posts are asked about.
  public var recent = 0
  /// Which near-copies are asked about; nil for none.
  public var copies: CopySearch?
  /// Whether other submissions with the same `why` are asked about.
  public var samePurpose = false
  /// Whether the number of submissions on the same day is asked about.
  public var pendingToday = false

  /// Which texts count as near-copies.
  public struct CopySearch: Hashable, Sendable {
    /// How far back texts are compared.
    public var within: TimeSpan
    /// How alike two texts may be, in percent.
    public var percent: Int

    /// Texts of the last stretch of time that are more alike than that.
    public init(within: TimeSpan, percent: Int) {
      self.within = within
      self.percent = percent
    }
  }

  /// Nothing.
  public init() {}

  /// Takes in what somebody else asks about too.
  public mutating func formUnion(_ other: HistoryNeeds) {
    mentions = Self.wider(mentions, other.mentions)
    missions = Self.wider(missions, other.missions)
    recent = max(recent, other.recent)
    if let more = other.copies {
      copies = CopySearch(
        within: max(copies?.within ?? more.within, more.within),
        percent: min(copies?.percent ?? more.percent, more.percent)
      )
    }
    samePurpose = samePurpose || other.samePurpose
    pendingToday = pendingToday || other.pendingToday
  }

  private static func wider(_ left: TimeSpan?, _ right: TimeSpan?) -> TimeSpan? {
    guard let left, let right else { return left ?? right }
    return max(left, right)
  }
}
