/// The words of a text, reduced to what makes it a copy of another.
///
/// Two texts are alike by the share of short runs of letters they have in common (the Jaccard
/// index). Letters rather than words, because Japanese and Thai put no space between words and a
/// short post has few; runs of four, because longer ones miss a copy in which every fifth word was
/// changed, and shorter ones take two posts of one trade for copies. The measurements are in
/// `docs/decisions/0008-near-copies.md`.
public struct Wording: Hashable, Sendable {
  /// The canonical words, one space between them, without links, mentions and hashtags.
  ///
  /// A draft with several texts has one line for each.
  public let text: String

  /// The words of a canonical text.
  public init(canonical text: String) {
    self.text = text
  }

  /// How alike the two are, in percent: 100 for the same words, 0 for nothing in common or no
  /// words at all.
  ///
  /// Where a draft has several texts, the most similar pair counts.
  public func similarity(to other: Wording) -> Int {
    similarities(to: [other]).first ?? 0
  }

  /// How alike each of `others` is to this wording, in percent.
  public func similarities(to others: [Wording]) -> [Int] {
    let own = shingles.map(ShingleSet.init)
    var scratch = ShingleSet()
    return others.map { other in
      other.shingles.reduce(0) { best, theirs in
        scratch.replaceAll(with: theirs)
        return own.reduce(best) { max($0, $1.percentInCommon(with: scratch)) }
      }
    }
  }

  /// One for each text of the draft that has words; a store finds near-copies by them without
  /// comparing all texts.
  public var sketches: [WordingSketch] {
    shingles.compactMap { WordingSketch(shingles: $0) }
  }

  /// Numbers that stand for the runs of letters of each text that has any, in order.
  private var shingles: [[UInt64]] {
    var text = text
    return text.withUTF8 { bytes in
      bytes.split(separator: UInt8(ascii: "\n")).map {
        Self.shingles(of: Self.values(UnsafeBufferPointer(rebasing: $0)))
      }
    }
  }

  /// The scalars of a line, with a space on either side, so that a short one has runs of its own.
  private static func values(_ line: UnsafeBufferPointer<UInt8>) -> [UInt64] {
    var values: [UInt64] = []
    values.reserveCapacity(line.count + 2)
    values.append(0x20)
    if line.allSatisfy({ $0 < 0x80 }) {
      for byte in line { values.append(UInt64(byte)) }
    } else {
      let text = String(decoding: line, as: UTF8.self)
      for scalar in text.unicodeScalars { values.append(UInt64(scalar.value)) }
    }
    values.append(0x20)
    return values
  }

  private static func shingles(of values: [UInt64]) -> [UInt64] {
    let shingles = values.withUnsafeBufferPointer { values in
      [UInt64](unsafeUninitializedCapacity: values.count) { shingles, count in
        for start in values.indices {
          let length = isUnspaced(values[start]) ? 3 : 4
          guard start + length <= values.count else { continue }
          // A scalar has 21 bits: three fit a number as they are, the fourth is mixed in.
          var shingle = values[start] &* 0x20_0003 &+ values[start + 1]
          shingle = shingle &* 0x20_0003 &+ values[start + 2]
          if length == 4 { shingle = shingle &* 0x20_0003 &+ values[start + 3] }
          shingles[count] = shingle
          count += 1
        }
      }
    }
    return shingles.isEmpty ? [values.reduce(0) { $0 &* 0x20_0003 &+ $1 }] : shingles
  }

  /// True for letters of scripts that put no space between words: they say more each.
  private static func isUnspaced(_ value: UInt64) -> Bool {
    switch value {
    case 0..<0x0E00: false
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: true
    case 0x3005...0x3007, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF: true
    case 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    default: false
    }
  }
}
