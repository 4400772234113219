import VouchCore

/// Refuses shapes that the Markdown library takes seconds or minutes for.
///
/// Its installed version is quadratic in several of them, which a quarter of a megabyte is enough
/// for: 160 s for lines that look like the second line of a table below a long text, 30 s for
/// links among image openers, gigabytes for a long definition that is used often. Nothing that
/// people write comes near the bounds.
enum MarkdownGuard {
  /// The most that the squares of the text above each such line may sum up to, in bytes.
  private static let tableBudget = 1_000_000_000
  /// The most that image openers times closing brackets may come to.
  private static let imageBudget = 20_000_000
  /// The most that openers of instructions times the bytes of the text may come to.
  private static let instructionBudget = 500_000_000
  /// The most bytes that definitions may become where they are used.
  private static let definitionBudget = 2_000_000
  /// The most cells that a table may come to, as the library fills every short row up.
  private static let cellBudget = 65_536
  /// The most bars in one line: the library is quadratic in the cells of a row.
  private static let barBudget = 1024

  /// The 1-based line at which a bound is crossed, and why; nil for a text that may be parsed.
  static func refusal(
    of text: MarkdownSource,
    maxDepth: Int
  ) -> (line: Int, message: String)? {
    isSmall(text)
      ? nesting(of: text, maxDepth: maxDepth) : closeRefusal(of: text, maxDepth: maxDepth)
  }

  /// The same by counting what there is of everything.
  static func closeRefusal(
    of text: MarkdownSource,
    maxDepth: Int
  ) -> (line: Int, message: String)? {
    let marks = MarkCount(text.bytes)
    if marks.images * marks.closers > imageBudget {
      return (1, "too many images and links to read: \(marks.images) times '!['")
    }
    if marks.instructions * text.bytes.count > instructionBudget {
      return (1, "too many HTML instructions to read: \(marks.instructions) times '<?' or '<!'")
    }
    if marks.definitions > 0, marks.closers * longestDefinition(in: text) > definitionBudget {
      return (1, "too many uses of a definition this long")
    }
    return nesting(of: text, maxDepth: maxDepth) ?? crowdedTable(in: text)
  }

  /// True where so few bytes, brackets and bars cannot come to any of the bounds, whatever they
  /// stand for.
  static func isSmall(_ text: MarkdownSource) -> Bool {
    let size = text.count + 1
    let lines = text.lineCount
    guard size < 100_000, lines * size * size <= tableBudget, size * size <= instructionBudget
    else { return false }
    // Nothing but brackets, or bars, would not be enough of them.
    let most = size - lines
    if most * size <= definitionBudget, most <= barBudget, most * lines <= cellBudget {
      return true
    }
    let closers = ByteRuns.count(of: UInt8(ascii: "]"), in: text.bytes)
    let bars = ByteRuns.count(of: UInt8(ascii: "|"), in: text.bytes)
    return closers * size <= min(imageBudget, definitionBudget)
      && bars <= barBudget && bars * lines <= cellBudget
  }

  private static func nesting(
    of text: MarkdownSource,
    maxDepth: Int
  ) -> (line: Int, message: String)? {
    NestingGuard.deepLine(in: text, maxDepth: maxDepth).map {
      ($0, "nested too deeply: quotes and lists go at most \(maxDepth) deep")
    }
  }

  /// The longest stretch that may be a definition: to the next one or to a blank line.
  private static func longestDefinition(in text: MarkdownSource) -> Int {
    var longest = 0
    var start: Int?
    var before: UInt8 = 0
    for line in 1...text.lineStarts.count {
      let range = text.line(line)
      if shape(of: text.bytes[range]) == .blank {
        longest = max(longest, range.lowerBound - (start ?? range.lowerBound))
        start = nil
        continue
      }
      for offset in range {
        let byte = text.bytes[offset]
        if byte == UInt8(ascii: ":"), before == UInt8(ascii: "]") {
          longest = max(longest, offset - (start ?? offset))
          start = offset
        }
        before = byte
      }
    }
    return max(longest, text.bytes.count - (start ?? text.bytes.count))
  }

  private static func crowdedTable(in text: MarkdownSource) -> (line: Int, message: String)? {
    var (above, spent) = (0, 0)
    var (columns, cells) = (0, 0)
    for line in 1...text.lineStarts.count {
      let range = text.line(line)
      let bars = text.bytes[range].count { $0 == UInt8(ascii: "|") }
      if bars > barBudget { return (line, "too many '|' in one line: \(bars)") }
      switch shape(of: text.bytes[range]) {
      case .blank:
        above = 0
        columns = 0
        continue
      case .delimiters:
        spent += above * above
        if spent > tableBudget {
          return (
            line, "too much text right above what may be a table: leave a blank line above it"
          )
        }
        columns = max(columns, bars)
      case .text: break
      }
      above += range.count + 1
      cells += columns
      if cells > cellBudget {
        return (line, "what may be a table has too many cells: \(columns) for each row")
      }
    }
    return nil
  }

  private enum Shape {
    case blank, delimiters, text
  }

  private static func shape(of line: ArraySlice<UInt8>) -> Shape {
    var shape = Shape.blank
    for byte in line {
      switch byte {
      case 0x20, 0x09, UInt8(ascii: ">"): break
      // They may stand between delimiters, but a line of them is not blank to the library.
      case 0x0B, 0x0C: shape = .delimiters
      case UInt8(ascii: "-"), UInt8(ascii: "|"), UInt8(ascii: ":"): shape = .delimiters
      default: return .text
      }
    }
    return shape
  }
}

/// How often marks stand in a text that are dear in numbers.
private struct MarkCount {
  private(set) var images = 0
  private(set) var instructions = 0
  private(set) var definitions = 0
  private(set) var closers = 0

  init(_ bytes: [UInt8]) {
    self.init()
    bytes.withUnsafeBufferPointer { count($0) }
  }

  private init() {}

  private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
    var (beforeThat, before): (UInt8, UInt8) = (0, 0)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "["): images += before == UInt8(ascii: "!") ? 1 : 0
      case UInt8(ascii: "?"): instructions += before == UInt8(ascii: "<") ? 1 : 0
      case UInt8(ascii: ":"): definitions += before == UInt8(ascii: "]") ? 1 : 0
      case UInt8(ascii: "]"): closers += 1
      default: break
      }
      // Declarations and CDATA; of all that begins with `<!`, only comments end in linear time.
      if before == UInt8(ascii: "!"), beforeThat == UInt8(ascii: "<"), byte != UInt8(ascii: "-") {
        instructions += 1
      }
      beforeThat = before
      before = byte
    }
  }
}
