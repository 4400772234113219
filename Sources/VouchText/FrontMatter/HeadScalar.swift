import VouchCore

/// A text of the head and where each of its letters was written.
struct HeadScalar: Sendable {
  /// The text with quotes and escapes resolved.
  let text: String
  /// Where it stands, without its quotes.
  let span: SourceSpan
  /// True where no value was written at all: `why:`.
  let isMissing: Bool
  /// The text with the place of each byte; nil where it stands there byte for byte.
  private let resolved: MarkdownSource?

  /// A text that was written as `source` says.
  init(text: String, span: SourceSpan, source: MarkdownSource, isMissing: Bool = false) {
    self.text = text
    self.span = span
    self.isMissing = isMissing
    resolved = source
  }

  /// A text that stands in the file byte for byte.
  init(verbatim text: String, at span: SourceSpan) {
    self.text = text
    self.span = span
    isMissing = false
    resolved = nil
  }

  /// The text with the place of each byte.
  var source: MarkdownSource {
    resolved
      ?? MarkdownSource(
        bytes: Array(text.utf8),
        pieces: [MarkdownSource.Piece(text: 0, file: span.start)]
      )
  }

  /// The text, each scalar in its place; it was read of `file`.
  func mapped(in file: SourceText) -> MappedText {
    var mapped = MappedText()
    guard let resolved else {
      mapped.append(utf8: file.bytes, in: span.start..<span.end, from: span.start)
      return mapped
    }
    var index = 0
    while index < resolved.bytes.count {
      let (scalar, width) = decodeScalar(resolved.bytes, at: index)
      mapped.append(scalar, from: resolved.span(index, index + width))
      index += width
    }
    return mapped
  }
}
