/// How much of a draft is read before it is refused.
public struct InputLimits: Hashable, Sendable {
  /// The largest draft, in bytes.
  public var maxDraftBytes: Int
  /// The largest front matter, in bytes without its lines of dashes.
  public var maxFrontMatterBytes: Int
  /// How deeply anything may be nested, in the head and in the body.
  public var maxDepth: Int
  /// How many people a mission may ask.
  public var maxPeople: Int
  /// How many files may go with a post.
  public var maxMedia: Int

  /// Limits of the caller's choice.
  public init(
    maxDraftBytes: Int,
    maxFrontMatterBytes: Int,
    maxDepth: Int,
    maxPeople: Int,
    maxMedia: Int
  ) {
    self.maxDraftBytes = maxDraftBytes
    self.maxFrontMatterBytes = maxFrontMatterBytes
    self.maxDepth = maxDepth
    self.maxPeople = maxPeople
    self.maxMedia = maxMedia
  }

  /// The limits that users are promised.
  public static let contract = InputLimits(
    maxDraftBytes: 262_144,
    maxFrontMatterBytes: 16_384,
    maxDepth: 64,
    maxPeople: 500,
    maxMedia: 20
  )
}
