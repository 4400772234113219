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
      var shingles: [[UInt64]] = []
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        if end > start {
          let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
          // No byte of a letter that takes several is less than 128.
          shingles.append(Self.shingles(of: line, isASCII: line.reduce(0, |) < 0x80))
        }
        start = end + 1
      }
      return shingles
    }
  }

  /// The runs of letters of a line, with a space on either side, so that a short one has some too.
  private static func shingles(of line: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> [UInt64] {
    let space = UInt64(UInt8(ascii: " "))
    guard line.count > 2, isASCII else {
      var values: [UInt64] = []
      values.reserveCapacity(line.count + 2)
      values.append(space)
      for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
        values.append(UInt64(scalar.value))
      }
      values.append(space)
      return shingles(of: values)
    }
    // Most lines are plain, and need no copy that has the spaces.
    let last = line.count - 2
    return [UInt64](room: line.count - 1) { shingles in
      let rest = UnsafeMutableBufferPointer(rebasing: shingles[1...])
      RunMixing.best.writeRunsOfFour(in: line, base: base, to: rest)
      shingles[0] = line.prefix(3).reduce(space) { appending($0, UInt64($1)) }
      shingles[last] = appending(line.suffix(3).reduce(0) { appending($0, UInt64($1)) }, space)
      return shingles.count
    }
  }

  /// The runs of letters of a line whose scalars are `values`.
  private static func shingles(of values: [UInt64]) -> [UInt64] {
    let shingles = [UInt64](room: values.count) { shingles in
      values.withUnsafeBufferPointer { values in
        var count = 0
        for start in 0..<max(0, values.count - 2) {
          let three = appending(appending(values[start], values[start + 1]), values[start + 2])
          if isUnspaced(values[start]) {
            shingles[count] = three
          } else {
            guard start + 3 < values.count else { continue }
            shingles[count] = appending(three, values[start + 3])
          }
          count += 1
        }
        return count
      }
    }
    return shingles.isEmpty ? [values.reduce(0, appending)] : shingles
  }

  /// The number of a run that goes on with `value`.
  ///
  /// A scalar has 21 bits: three fit a number as they are, the fourth is mixed in.
  @inline(__always)
  private static func appending(_ run: UInt64, _ value: UInt64) -> UInt64 {
    run &* base &+ value
  }

  private static let base: UInt64 = 0x20_0003

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
