import VouchCore

/// Counts the length of a post as a channel does.
enum LengthCounter {
  /// The length of `text` in the unit of `profile`.
  static func length(of text: String, in profile: ChannelProfile) -> Int {
    text.count
  }
}
