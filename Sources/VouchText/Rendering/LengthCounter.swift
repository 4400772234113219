import CICU
import VouchCore

/// Counts the length of a post as a channel does.
enum LengthCounter {
  /// The length of `text` in the unit of `profile`.
  static func length(of text: String, in profile: ChannelProfile) -> Int {
    switch profile.unit {
    case .weighted: return WeightedLength.current.length(of: Array(text.unicodeScalars))
    case .graphemes: return text.count
    case .mastodon: return mastodonLength(of: text)
    case .threads: return threadsLength(of: text)
    case .characters: return scalarCount(of: text)
    }
  }

  /// The length of the text that `scalars` are, which is not made where they tell it.
  static func length(of scalars: ArraySlice<Unicode.Scalar>, in profile: ChannelProfile) -> Int {
    switch profile.unit {
    case .weighted: WeightedLength.current.length(of: Array(scalars))
    case .characters: scalars.count
    case .graphemes, .mastodon, .threads: length(of: String(scalars: scalars), in: profile)
    }
  }

  private static func scalarCount(of text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      SourceText.countScalars(in: bytes)
    }
  }

  /// Grapheme clusters, with a link as 23 and a remote handle as what stands before its host.
  private static func mastodonLength(of text: String) -> Int {
    let scalars = Array(text.unicodeScalars)
    let found = MastodonTokens.find(in: scalars)
    guard !found.links.isEmpty || !found.mentions.isEmpty else { return text.count }
    let link = Array(repeating: Unicode.Scalar("x"), count: mastodonLinkLength)
    var shortened = found.links.map { (range: $0.range, with: link) }
    for mention in found.mentions {
      guard let at = scalars[mention.name].firstIndex(of: "@") else { continue }
      shortened.append((at..<mention.range.upperBound, []))
    }
    shortened.sort { $0.range.lowerBound < $1.range.lowerBound }
    var counted: [Unicode.Scalar] = []
    counted.reserveCapacity(scalars.count)
    var index = 0
    for piece in shortened where piece.range.lowerBound >= index {
      counted += scalars[index..<piece.range.lowerBound]
      counted += piece.with
      index = piece.range.upperBound
    }
    counted += scalars[index...]
    return String(scalars: counted[...]).count
  }

  private static let mastodonLinkLength = 23

  /// The larger of the two counts that are reported of Threads: grapheme clusters, and scalars with
  /// each emoji as its UTF-8 bytes.
  private static func threadsLength(of text: String) -> Int {
    var scalars = 0
    for character in text {
      let view = character.unicodeScalars
      let isEmoji = view.contains {
        vouch_icu_is_emoji_presentation($0.value) || $0.value == 0xFE0F || $0.value == 0x20E3
      }
      scalars += isEmoji ? character.utf8.count : view.count
    }
    return max(scalars, text.count)
  }
}
