import VouchCore

/// A value of the head, as written: nothing is taken for a number, a date or a truth value.
enum HeadNode {
  /// A text.
  case scalar(HeadScalar)
  /// A list.
  case sequence([HeadNode], SourceSpan)
  /// Keys with values, in the order written.
  case mapping([(key: HeadScalar, value: HeadNode)], SourceSpan)

  /// Where it was written; for lists and mappings, where they begin.
  var span: SourceSpan {
    switch self {
    case .scalar(let scalar): scalar.span
    case .sequence(_, let span), .mapping(_, let span): span
    }
  }

  /// What it is, in a message.
  var noun: String {
    switch self {
    case .scalar(let scalar): scalar.isMissing ? "nothing" : "a text"
    case .sequence: "a list"
    case .mapping: "a set of keys"
    }
  }
}

/// A text of the head and where each of its letters was written.
struct HeadScalar {
  /// The text with quotes and escapes resolved.
  var text: String
  /// Where it stands, without its quotes.
  var span: SourceSpan
  /// The text with the place of each byte.
  var source: MarkdownSource
  /// True where no value was written at all: `why:`.
  var isMissing: Bool

  /// The text, each scalar in its place.
  var mapped: MappedText {
    var mapped = MappedText()
    var index = 0
    while index < source.bytes.count {
      let (scalar, width) = decodeScalar(source.bytes, at: index)
      mapped.append(scalar, from: source.span(index, index + width))
      index += width
    }
    return mapped
  }
}
