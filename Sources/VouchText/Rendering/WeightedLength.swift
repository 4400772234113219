/// Counts as X does: a weight for each code point, links at a fixed length, on the text in NFC.
///
/// Source: twitter-text `config/v2.json` and `config/v3.json`.
struct WeightedLength {
  /// Ranges of code points that count once; all others count twice.
  private static let single: [ClosedRange<UInt32>] = [
    0...4351, 8192...8205, 8208...8223, 8242...8247,
  ]
  private static let linkLength = 23

  /// True where a whole emoji counts twice, however many code points it has.
  let countsEmojiOnce: Bool

  /// Version 3, in force since 2018.
  static let current = WeightedLength(countsEmojiOnce: true)
  /// Version 2.
  static let second = WeightedLength(countsEmojiOnce: false)

  /// The length of `text`.
  func length(of text: [Unicode.Scalar]) -> Int {
    let scalars = ICU.nfc(text)
    let links = TwitterLinks.links(in: scalars)
    var (length, index, next) = (0, 0, 0)
    while index < scalars.count {
      if next < links.count, links[next].range.lowerBound == index {
        length += Self.linkLength
        index = links[next].range.upperBound
        next += 1
      } else if countsEmojiOnce, let end = Emoji.end(in: scalars, from: index) {
        length += 2
        index = end
      } else {
        length += Self.weight(of: scalars[index])
        index += 1
      }
    }
    return length
  }

  private static func weight(of scalar: Unicode.Scalar) -> Int {
    scalar.value < 4352 || single.contains { $0.contains(scalar.value) } ? 1 : 2
  }
}
