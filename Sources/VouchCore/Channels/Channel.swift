/// Where a post will go: the name of a network, or of a place that a policy added.
public struct Channel: Hashable, Comparable, Sendable {
  /// The name in lower case, letters, digits and hyphens: `linkedin`.
  public let name: String

  /// A channel of that name, which the caller has checked.
  public init(_ name: String) {
    self.name = name
  }

  /// Orders the two; the smaller comes first.
  public static func < (left: Channel, right: Channel) -> Bool { left.name < right.name }

  /// X, once Twitter.
  public static let x = Channel("x")
  /// Mastodon and servers like it.
  public static let mastodon = Channel("mastodon")
  /// Bluesky.
  public static let bluesky = Channel("bluesky")
  /// Threads.
  public static let threads = Channel("threads")
  /// LinkedIn.
  public static let linkedin = Channel("linkedin")
  /// Facebook pages.
  public static let facebook = Channel("facebook")
  /// Instagram.
  public static let instagram = Channel("instagram")
  /// Pinterest.
  public static let pinterest = Channel("pinterest")
  /// A blog that shows Markdown.
  public static let blog = Channel("blog")
}

extension Channel: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}
