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
  /// The most that the square of the cells of a row may come to.
  private static let cellBudget = 4_000_000
  /// The most that image openers times closing brackets may come to.
  private static let imageBudget = 20_000_000
  /// The most that openers of instructions times the bytes of the text may come to.
  private static let instructionBudget = 500_000_000
  /// The most bytes that definitions may become where they are used.
  private static let definitionBudget = 50_000_000

  /// The 1-based line at which a bound is crossed, and why; nil for a text that may be parsed.
  static func refusal(
    of text: MarkdownSource,
    maxDepth: Int
  ) -> (line: Int, message: String)? {
    let marks = MarkCount(text.bytes)
    if marks.images * marks.closers > imageBudget {
      return (1, "too many images and links to read: \(marks.images) times '!['")
    }
    if marks.instructions * text.bytes.count > instructionBudget {
      return (1, "too many HTML instructions to read: \(marks.instructions) times '<?' or '<!['")
    }
    if marks.definitions > 0, marks.closers * longestDefinition(in: text) > definitionBudget {
      return (1, "too many uses of a definition this long")
    }
    if let line = NestingGuard.deepLine(in: text, maxDepth: maxDepth) {
      return (line, "nested too deeply: quotes and lists go at most \(maxDepth) deep")
    }
    return dearTable(in: text)
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

  private static func dearTable(in text: MarkdownSource) -> (line: Int, message: String)? {
    var (above, spent, cells, widest) = (0, 0, 0, 1)
    var isTable = false
    for line in 1...text.lineStarts.count {
      let range = text.line(line)
      let bars = text.bytes[range].reduce(0) { $0 + ($1 == UInt8(ascii: "|") ? 1 : 0) }
      if bars * bars > cells { (cells, widest) = (bars * bars, line) }
      switch shape(of: text.bytes[range]) {
      case .blank: above = 0
      case .delimiters:
        isTable = true
        spent += above * above
        if spent > tableBudget {
          return (
            line, "too much text right above what may be a table: leave a blank line above it"
          )
        }
        above += range.count + 1
      case .text: above += range.count + 1
      }
    }
    return isTable && cells > cellBudget ? (widest, "too many cells in a row of a table") : nil
  }

  private enum Shape {
    case blank, delimiters, text
  }

  private static func shape(of line: ArraySlice<UInt8>) -> Shape {
    var shape = Shape.blank
    for byte in line {
      switch byte {
      case 0x20, 0x09, 0x0B, 0x0C, UInt8(ascii: ">"): break
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
    var before: UInt8 = 0
    var second: UInt8 = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "[") where before == UInt8(ascii: "!"):
        images += 1
        instructions += second == UInt8(ascii: "<") ? 1 : 0
      case UInt8(ascii: "?"): instructions += before == UInt8(ascii: "<") ? 1 : 0
      case UInt8(ascii: ":"): definitions += before == UInt8(ascii: "]") ? 1 : 0
      case UInt8(ascii: "]"): closers += 1
      default: break
      }
      second = before
      before = byte
    }
  }
}
