import VouchCore

/// Tells how scalars of a text were written in the file.
struct WrittenForm {
  private let bytes: [UInt8]

  /// Looks into `source`.
  init(_ source: SourceText) { bytes = source.bytes }

  /// The fewest bytes of an entity: `&lt;`.
  static let shortestEntity = 4

  /// True where an entity stands for a scalar of `range` that could have been typed.
  ///
  /// `&amp;` is no trick: Markdown asks for it.
  func hasEntity(in text: MappedText, range: Range<Int>) -> Bool {
    // Most stands in the file letter by letter.
    if let width = text.origins.commonWidth(in: range), width < Self.shortestEntity { return false }
    return range.contains { isEntity(text.origins[$0]) && text.scalars[$0] != "&" }
  }

  /// True where `origin` was written as an entity.
  func isEntity(_ origin: SourceSpan) -> Bool {
    origin.end - origin.start >= Self.shortestEntity && origin.end <= bytes.count
      && bytes[origin.start] == UInt8(ascii: "&")
      && bytes[origin.end - 1] == UInt8(ascii: ";")
  }

  /// True where `origin` was written with a backslash before it.
  func isEscape(_ origin: SourceSpan) -> Bool {
    origin.end - origin.start >= 2 && origin.end <= bytes.count
      && bytes[origin.start] == UInt8(ascii: "\\")
  }

  /// True where `origin` is the end of a line, whatever it is shown as.
  func isLineEnd(_ origin: SourceSpan) -> Bool {
    bytes[min(origin.start, bytes.count)..<min(origin.end, bytes.count)]
      .contains { $0 == 0x0A || $0 == 0x0D }
  }

  /// True where markup that was dropped stands between two scalars of `range`.
  func hasMarkup(in text: MappedText, range: Range<Int>) -> Bool {
    if text.origins.commonWidth(in: range) != nil { return false }
    return range.dropFirst().contains { index in
      let (before, here) = (text.origins[index - 1], text.origins[index])
      return before.end < here.start || here.end < before.start
    }
  }
}
