/// What of a text's tokens a network's readers meet, as written.
public struct ShownTokens: Sendable, Hashable {
  /// The mentions, in order.
  public let mentions: [String]
  /// The hashtags, in order.
  public let hashtags: [String]
  /// The addresses readers can follow, in order.
  public let links: [String]

  /// Tokens as they are shown.
  public init(mentions: [String], hashtags: [String], links: [String]) {
    self.mentions = mentions
    self.hashtags = hashtags
    self.links = links
  }

  /// Those of the tokens found that stand where readers see them, and all of the links.
  public init(mentions: [Token], hashtags: [Token], links: [Link]) {
    self.mentions = mentions.compactMap { $0.surface == .published ? $0.text : nil }
    self.hashtags = hashtags.compactMap { $0.surface == .published ? $0.text : nil }
    self.links = links.map(\.url)
  }

  /// What the strictest reading shows.
  init(_ reading: Reading) {
    self.init(mentions: reading.mentions, hashtags: reading.hashtags, links: reading.links)
  }
}
