extension Wording {
  /// The words of every text of `draft` that goes to a channel.
  public init(draft: Draft) {
    let readings = draft.readings.filter { !$0.channels.isEmpty }
    let lines = (readings.isEmpty ? draft.readings : readings).map(Self.words)
    self.init(canonical: lines.filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  /// What tells one `why` from another: its canonical words with one space between them.
  ///
  /// Marks do not count, so that a copy with another full stop is a copy. Nil where there are no
  /// words.
  public static func purposeKey(canonical text: String) -> String? {
    let key = SpacedWords.text(ofAtMost: text.unicodeScalars.count) { words in
      for scalar in text.unicodeScalars { words.add(scalar, isWord: isWordPart(scalar)) }
    }
    return key.isEmpty ? nil : key
  }

  /// The canonical words of what `reading` publishes, one space between them.
  private static func words(of reading: Reading) -> String {
    guard let canonical = reading.canonical.first?.text else { return "" }
    var tokens = SpanCursor(tokenSpans(of: reading))
    return SpacedWords.text(ofAtMost: canonical.count) { words in
      canonical.scalars.withUnsafeBufferPointer { scalars in
        for stretch in canonical.origins.stretches {
          // Most stretches have no token in them.
          guard tokens.touch(stretch.span) else {
            for index in stretch.scalars {
              words.add(scalars[index], isWord: isWordPart(scalars[index]))
            }
            continue
          }
          for index in stretch.scalars {
            let isWord = !tokens.touch(stretch[index]) && isWordPart(scalars[index])
            words.add(scalars[index], isWord: isWord)
          }
        }
      }
    }
  }

  /// Where links, mentions and tags stand in the file, merged, in order.
  private static func tokenSpans(of reading: Reading) -> [SourceSpan] {
    let tokens = reading.mentions + reading.hashtags + reading.cashtags
    let ranges =
      tokens.filter { $0.surface == .published }.map(\.range) + reading.links.compactMap(\.range)
    let bounds = 0..<reading.published.count
    let spans = ranges.map { reading.published.span(of: $0.clamped(to: bounds)) }
      .sorted { $0.start < $1.start }
    var merged: [SourceSpan] = []
    for span in spans {
      if let last = merged.last, span.start < last.end {
        merged[merged.count - 1] = last.union(span)
      } else {
        merged.append(span)
      }
    }
    return merged
  }

  @inline(__always)
  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      // A bit for each: nobody can foresee where a word ends.
      let bits = scalar.value < 64 ? digits : letters
      return bits >> UInt64(scalar.value & 63) & 1 != 0
    }
    return isWordPartBeyondASCII(scalar)
  }

  /// The digits among the first 64 scalars.
  private static let digits: UInt64 = 0x3FF << 48
  /// The letters among the 64 scalars behind them.
  private static let letters: UInt64 = 0x3FF_FFFF << 1 | 0x3FF_FFFF << 33

  private static func isWordPartBeyondASCII(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isAlphabetic { return true }
    return switch scalar.properties.generalCategory {
    case .decimalNumber, .nonspacingMark, .spacingMark: true
    default: false
    }
  }
}

/// Words that are put together with one space between them, whatever stood there.
private struct SpacedWords {
  private let room: UnsafeMutableBufferPointer<Unicode.Scalar>
  private var count = 0
  private var needsSpace = false

  private init(in room: UnsafeMutableBufferPointer<Unicode.Scalar>) { self.room = room }

  /// The text that `fill` makes by adding `limit` scalars or fewer.
  static func text(ofAtMost limit: Int, _ fill: (inout SpacedWords) -> Void) -> String {
    let scalars = [Unicode.Scalar](room: limit) { room in
      var words = SpacedWords(in: room)
      fill(&words)
      return words.count
    }
    return String(scalars: scalars[...])
  }

  @inline(__always)
  mutating func add(_ scalar: Unicode.Scalar, isWord: Bool) {
    guard isWord else {
      needsSpace = count > 0
      return
    }
    // There is room for it: a space stands for something that was no word.
    if needsSpace { append(" ") }
    needsSpace = false
    append(scalar)
  }

  @inline(__always)
  private mutating func append(_ scalar: Unicode.Scalar) {
    room.initializeElement(at: count, to: scalar)
    count += 1
  }
}
