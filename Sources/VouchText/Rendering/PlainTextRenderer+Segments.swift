import VouchCore

/// How far the reading of a chat has come.
struct ChatProgress {
  /// When the segment that is being written is posted; nil before the first question.
  var offset: TimeSpan?
  /// The heading of that segment.
  var heading: SourceSpan?
  /// True where text other than the question's number was written for it.
  var headingEnd = 0
  /// How many questions there were.
  var questions = 0
}

extension PlainTextRenderer {
  /// Ends a post of a thread at a thematic break.
  mutating func startSegment(at node: MarkdownNode) {
    if !writer.endSegment(offset: nil) {
      // The library has breaks end with the lines behind them.
      let place = source.span(ofLines: node.firstLine, node.firstLine)
      report("this break starts the next post, but the one before it is empty", at: place)
    }
    segmentLines.append(node.firstLine)
  }

  /// Ends the last segment.
  mutating func finish() {
    switch kind {
    case .thread:
      let ended = writer.endSegment(offset: nil)
      if !ended, !writer.segments.isEmpty, let last = segmentLines.last {
        report("the post after this break is empty", at: source.span(ofLines: last, last))
      }
    case .chat:
      endQuestion()
      if chat.questions == 0 {
        report(
          "a chat needs at least one question",
          at: source.span(source.start, source.start),
          help: "start each with a heading such as '## Q1 +5m'"
        )
      }
    default: _ = writer.endSegment(offset: nil)
    }
  }

  /// Starts the segment of a question; false where the heading is none.
  mutating func question(_ index: Int, level: Int) -> Bool {
    let node = tree.nodes[index]
    guard let first = tree.nodes[safe: index + 1], first.kind == .text else { return false }
    let place = span(of: node)
    switch ChatHeading(tree.bytes, first.literal) {
    case .none: return false
    case .malformed:
      report("this looks like a question but names no time", at: place, help: Self.questionHelp)
      return false
    case .question(let offset, let omitted):
      guard level == 2 else {
        report("a question is a heading of the second level", at: place, help: Self.questionHelp)
        return false
      }
      endQuestion()
      if let before = chat.offset, offset <= before {
        report("the times of questions must rise: \(offset) is not after \(before)", at: place)
      }
      chat.offset = offset
      chat.heading = place
      chat.questions += 1
      segmentLines.append(node.firstLine)
      writer.openRegion(.heading)
      leaf(index, omitting: omitted)
      writer.closeRegion()
      chat.headingEnd = writer.count
      let isNumberOnly = omitted.upperBound == first.literal.upperBound && first.end == node.end
      if !isNumberOnly { chat.headingEnd = -1 }
      return true
    }
  }

  private static let questionHelp = "write it as '## Q1 +5m', the time counted from the start"

  private mutating func endQuestion() {
    if let heading = chat.heading, writer.count == chat.headingEnd {
      report("this question has no text", at: heading)
    }
    let ended = writer.endSegment(offset: chat.offset ?? TimeSpan(milliseconds: 0))
    // The opening is a post like the others: the first question comes after it.
    if ended, chat.offset == nil { chat.offset = TimeSpan(milliseconds: 0) }
  }

  private mutating func report(_ message: String, at span: SourceSpan, help: String? = nil) {
    problems.append(
      DraftProblem(
        message,
        at: file.location(at: span.start),
        end: file.location(at: span.end),
        help: help
      )
    )
  }
}

/// What a heading of a chat says.
enum ChatHeading: Equatable {
  /// Nothing about a question.
  case none
  /// A question without a time that can be read.
  case malformed
  /// A question; the bytes that name its time are not shown.
  case question(offset: TimeSpan, omitted: Range<Int>)

  /// Reads `Q1 +5m What do you charge?`.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    var index = range.lowerBound
    func digit(_ at: Int) -> Bool {
      at < range.upperBound && (0x30...0x39).contains(bytes[at])
    }
    func space(_ at: Int) -> Bool {
      at < range.upperBound && (bytes[at] == 0x20 || bytes[at] == 0x09)
    }
    self = .none
    guard index < range.upperBound, bytes[index] | 0x20 == UInt8(ascii: "q"), digit(index + 1)
    else { return }
    index += 1
    while digit(index) { index += 1 }
    self = .malformed
    let number = index
    while space(index) { index += 1 }
    guard index > number, index < range.upperBound, bytes[index] == UInt8(ascii: "+") else {
      return
    }
    let start = index + 1
    while index < range.upperBound, !space(index) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let offset = TimeSpan(parsing: text) else { return }
    self = .question(offset: offset, omitted: number..<index)
  }
}
