/// What a channel accepts and how it counts: facts about a network, with their source and date.
public struct ChannelProfile: Sendable, Equatable {
  /// The channel described.
  public let channel: Channel
  /// The longest text of one post, in `unit`.
  public var limit: Int
  /// What the limit counts.
  public let unit: LengthUnit
  /// A second limit on the UTF-8 bytes of a post, where the network has one.
  public let byteLimit: Int?
  /// The most hashtags the network takes in a post, where it says so.
  public var hashtagCap: Int?
  /// Whose way of finding mentions, tags and links this channel follows.
  public let dialect: TokenDialect
  /// True where the channel shows Markdown: its text is the Markdown itself.
  public let showsMarkdown: Bool
  /// Where the facts come from.
  public let source: String
  /// When the source was read, `YYYY-MM`.
  public let asOf: String

  /// A description of a channel.
  public init(
    channel: Channel,
    limit: Int,
    unit: LengthUnit,
    byteLimit: Int? = nil,
    hashtagCap: Int? = nil,
    dialect: TokenDialect = .strict,
    showsMarkdown: Bool = false,
    source: String,
    asOf: String = "2026-08"
  ) {
    self.channel = channel
    self.limit = limit
    self.unit = unit
    self.byteLimit = byteLimit
    self.hashtagCap = hashtagCap
    self.dialect = dialect
    self.showsMarkdown = showsMarkdown
    self.source = source
    self.asOf = asOf
  }
}

/// How a channel counts the length of a text.
///
/// Raw values are what `--format json` prints.
public enum LengthUnit: String, Hashable, Sendable, CaseIterable {
  /// X: weighted code points of the NFC form, links as 23, emoji as 2 (twitter-text v3).
  case weighted
  /// Grapheme clusters.
  case graphemes
  /// Mastodon: grapheme clusters, links with a scheme as 23, remote handles without their host.
  case mastodon
  /// Threads: the larger of grapheme clusters and scalars with emoji counted by UTF-8 bytes.
  case threads
  /// Unicode scalars.
  case characters
}

/// Whose way of finding mentions, hashtags, cashtags and links is used.
public enum TokenDialect: String, Hashable, Sendable, CaseIterable {
  /// As X does (twitter-text).
  case x
  /// As Bluesky does (AT Protocol rich text).
  case bluesky
  /// As Mastodon does, with remote handles.
  case mastodon
  /// Everything that any of them would find, or that a reader would take for one.
  case strict
}

/// The channels a draft may name, with their profiles.
public struct ChannelCatalog: Sendable, Equatable {
  /// The profiles in the order they are shown.
  public private(set) var profiles: [ChannelProfile]

  /// A catalogue of the given profiles.
  public init(profiles: [ChannelProfile]) {
    self.profiles = profiles
  }

  /// The profile of `channel`; nil where the catalogue has none.
  public subscript(channel: Channel) -> ChannelProfile? { place(of: channel).map { profiles[$0] } }

  /// True where the catalogue has a profile of `channel`.
  public func knows(_ channel: Channel) -> Bool { place(of: channel) != nil }

  /// How many hashtags `channel` takes; nil where it sets no limit, or has no profile.
  public func hashtagCap(of channel: Channel) -> Int? {
    place(of: channel).flatMap { profiles[$0].hashtagCap }
  }

  private func place(of channel: Channel) -> Int? {
    // By place, so that none but the right one is copied.
    profiles.indices.first { profiles[$0].channel == channel }
  }

  /// Puts `profile` in the place of the one for the same channel, or behind all others.
  public mutating func set(_ profile: ChannelProfile) {
    if let index = place(of: profile.channel) {
      profiles[index] = profile
    } else {
      profiles.append(profile)
    }
  }

  /// The networks Vouch knows by itself.
  ///
  /// Limits marked "secondary" in their source are what tools and articles report, not what the
  /// network documents; the stricter of two reports was taken.
  public static let known = ChannelCatalog(profiles: [
    ChannelProfile(
      channel: .x,
      limit: 280,
      unit: .weighted,
      dialect: .x,
      source: "twitter-text config/v3.json; X developer documentation, counting characters"
    ),
    ChannelProfile(
      channel: .mastodon,
      limit: 500,
      unit: .mastodon,
      dialect: .mastodon,
      source: "mastodon app/validators/status_length_validator.rb"
    ),
    ChannelProfile(
      channel: .bluesky,
      limit: 300,
      unit: .graphemes,
      byteLimit: 3000,
      dialect: .bluesky,
      source: "atproto lexicons/app/bsky/feed/post.json"
    ),
    ChannelProfile(
      channel: .threads,
      limit: 500,
      unit: .threads,
      hashtagCap: 1,
      source: "secondary, disputed: graphemes, or emoji by UTF-8 bytes; tag cap from Ayrshare"
    ),
    ChannelProfile(
      channel: .linkedin,
      limit: 3000,
      unit: .characters,
      source: "secondary: Postiz linkedin.provider.ts, Crosspost linkedin.js, CoSchedule"
    ),
    ChannelProfile(
      channel: .facebook,
      limit: 63_206,
      unit: .characters,
      source: "secondary: Postiz facebook.provider.ts, CoSchedule"
    ),
    ChannelProfile(
      channel: .instagram,
      limit: 2200,
      unit: .characters,
      hashtagCap: 5,
      source: "secondary: Postiz instagram.provider.ts; tag cap announced 2025-12-19"
    ),
    ChannelProfile(
      channel: .pinterest,
      limit: 500,
      unit: .characters,
      source: "secondary: description field as scheduling tools report it"
    ),
    ChannelProfile(
      channel: .blog,
      limit: 100_000,
      unit: .characters,
      showsMarkdown: true,
      source: "no network: a bound so that a post stays readable"
    ),
  ])
}
