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
    (similarities(to: [other]).first ?? nil) ?? 0
  }

  /// How alike each of `others` is to this wording, in percent; nil where it is no more than
  /// `limit`, which is 0 or more.
  public func similarities(to others: [Wording], above limit: Int = 0) -> [Int?] {
    // Of most texts there is nothing alike, and then its runs need not be told apart.
    guard !others.isEmpty else { return [] }
    var own = shingles.map(ShingleSet.init)
    return others.map { other in
      var best: Int?
      for theirs in other.shingles {
        for index in own.indices {
          best = own[index].percentInCommon(with: theirs, above: best ?? limit) ?? best
        }
      }
      return best
    }
  }

  /// One for each text of the draft that has words; a store finds near-copies by them without
  /// comparing all texts.
  public var prints: [WordingPrint] {
    shingles.compactMap { WordingPrint(shingles: $0) }
  }

  /// Numbers that stand for the runs of letters of each text that has any, in order.
  private var shingles: [[UInt64]] {
    var text = text
    return text.withUTF8 { bytes in
      bytes.split(separator: UInt8(ascii: "\n")).map {
        Self.shingles(of: UnsafeBufferPointer(rebasing: $0))
      }
    }
  }

  /// The runs of letters of a line, with a space on either side, so that a short one has some too.
  private static func shingles(of line: UnsafeBufferPointer<UInt8>) -> [UInt64] {
    let space = UInt8(ascii: " ")
    guard line.count > 1, line.allSatisfy({ $0 < 0x80 }) else {
      let scalars = String(decoding: line, as: UTF8.self).unicodeScalars
      return shingles(of: [UInt64(space)] + scalars.map { UInt64($0.value) } + [UInt64(space)])
    }
    // Most lines are plain, and need no copy that has the spaces.
    let (last, end) = (line.count - 1, line.count)
    return [UInt64](room: last) { shingles in
      shingles[0] = shingle(space, line[0], line[1], end > 2 ? line[2] : space)
      for start in 0..<max(0, end - 3) {
        shingles[start + 1] = shingle(
          line[start],
          line[start + 1],
          line[start + 2],
          line[start + 3]
        )
      }
      if end > 2 { shingles[last - 1] = shingle(line[end - 3], line[end - 2], line[last], space) }
      return last
    }
  }

  /// The runs of letters of a line whose scalars are `values`.
  private static func shingles(of values: [UInt64]) -> [UInt64] {
    var shingles: [UInt64] = []
    for start in values.indices {
      let length = isUnspaced(values[start]) ? 3 : 4
      guard start + length <= values.count else { continue }
      shingles.append(values[start..<start + length].reduce(0, appending))
    }
    return shingles.isEmpty ? [values.reduce(0, appending)] : shingles
  }

  @inline(__always)
  private static func shingle(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> UInt64 {
    appending(appending(appending(UInt64(a), UInt64(b)), UInt64(c)), UInt64(d))
  }

  /// The number of a run that goes on with `value`.
  ///
  /// A scalar has 21 bits: three fit a number as they are, the fourth is mixed in.
  @inline(__always)
  private static func appending(_ run: UInt64, _ value: UInt64) -> UInt64 {
    run &* 0x20_0003 &+ value
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
