import Testing
import VouchCore

@testable import VouchText

struct SourceMapTests {
  @Test func aTextReadsTheSameWhateverWasReadBefore() throws {
    func shown(_ seed: UInt64) throws -> MappedText {
      var generator = MarkdownGenerator(seed: seed)
      return try rendered(generator.text()).parsed.published
    }
    let first = try (0..<200 as Range<UInt64>).map(shown)
    // Of the memory that such a text takes to parse, only a part is kept for those behind it.
    _ = try rendered(String(repeating: "*a* [b](c) `d`\n\n> - e\n\n", count: 8000))
    for seed in (0..<200 as Range<UInt64>).reversed() {
      let again = try shown(seed)
      #expect(again == first[Int(seed)], "seed \(seed)")
    }
  }

  @Test func everyPublishedScalarKnowsWhereItWasWritten() throws {
    for seed in 0..<1500 as Range<UInt64> {
      var generator = MarkdownGenerator(seed: seed)
      let markdown = generator.text()
      let bytes = Array(markdown.utf8)
      let parsed = try rendered(markdown).parsed
      let texts = [parsed.published] + parsed.attached + parsed.unpublished
      for text in texts {
        for index in 0..<text.count {
          let scalar = text.scalars[index]
          let origin = text.origins[index]
          guard isWritten(scalar, origin, in: bytes) else {
            let slice = String(decoding: bytes[clamped(origin, bytes.count)], as: UTF8.self)
            Issue.record(
              "seed \(seed): \(String(scalar).debugDescription) from \(origin) \(slice.debugDescription) in \(markdown.debugDescription) published \(text.string.debugDescription)"
            )
            return
          }
        }
      }
    }
  }

  /// Whether the file says `scalar` in `origin`, or it was put in there.
  private func isWritten(_ scalar: Unicode.Scalar, _ origin: SourceSpan, in bytes: [UInt8]) -> Bool
  {
    guard origin.start >= 0, origin.end <= bytes.count else { return false }
    let slice = Array(bytes[origin.start..<origin.end])
    let own = Array(String(scalar).utf8)
    if slice.isEmpty { return "•0123456789.> |\n[]x".unicodeScalars.contains(scalar) }
    if slice == own { return true }
    switch slice.first {
    case UInt8(ascii: "\\") where slice.dropFirst().elementsEqual(own): return true
    case UInt8(ascii: "&"):
      let decoded = GFMParser.entity(at: 0, in: slice, end: slice.count)
      return decoded.map { $0.scalars.contains(scalar) && $0.length == slice.count } ?? false
    case UInt8(ascii: "["):
      return slice.starts(with: Array("[^".utf8)) && slice.last == UInt8(ascii: "]")
    case UInt8(ascii: "<"): return scalar == "\n" || scalar == " "
    default: break
    }
    let isBreak = slice.contains(0x0A) || slice.contains(0x0D)
    let isBlank = slice.allSatisfy {
      $0 == 0x20 || (0x09...0x0D).contains($0) || $0 == UInt8(ascii: "\\")
        || $0 == UInt8(ascii: ">")
    }
    return (scalar == " " || scalar == "\n") && isBlank && (isBreak || slice == [0x09])
  }

  private func clamped(_ span: SourceSpan, _ count: Int) -> Range<Int> {
    min(span.start, count)..<min(span.end, count)
  }
}
