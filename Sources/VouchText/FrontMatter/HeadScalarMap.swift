import CYaml
import VouchCore

/// Finds where in the file each byte of a YAML text was written.
struct HeadScalarMap {
  let head: HeadText
  private var bytes: ArraySlice<UInt8> { head.bytes }

  /// The text in UTF-8 that YAML read from what stands at `start`.
  func scalar(_ text: [UInt8], style: yaml_scalar_style_t, at start: Int) -> HeadScalar {
    let value = String(decoding: text, as: UTF8.self)
    let isPlain = style == YAML_PLAIN_SCALAR_STYLE || style == YAML_ANY_SCALAR_STYLE
    guard !text.isEmpty else {
      let end = isPlain ? start : endOfQuotes(from: start)
      let span = isPlain ? SourceSpan(start, start) : SourceSpan(start, end)
      return HeadScalar(
        text: value,
        span: span,
        source: MarkdownSource(bytes: [], whole: span),
        isMissing: isPlain
      )
    }
    let found: (pieces: [MarkdownSource.Piece], end: Int)?
    switch style {
    case YAML_LITERAL_SCALAR_STYLE: found = literal(text, from: endOfLine(from: start))
    case YAML_FOLDED_SCALAR_STYLE:
      found = folded(text, from: nextText(from: endOfLine(from: start)), quote: nil)
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
      found = folded(text, from: start + 1, quote: UInt8(ascii: "'"))
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      found = folded(text, from: start + 1, quote: UInt8(ascii: "\""))
    default: found = folded(text, from: start, quote: nil)
    }
    guard let found, let first = found.pieces.first else {
      let span = SourceSpan(start, end(of: style, from: start))
      let source = MarkdownSource(bytes: text, whole: span)
      return HeadScalar(text: value, span: span, source: source)
    }
    return HeadScalar(
      text: value,
      span: SourceSpan(first.file, found.end),
      source: MarkdownSource(bytes: text, pieces: found.pieces)
    )
  }

  /// Lines of a block are suffixes of the file's lines.
  private func literal(
    _ text: [UInt8],
    from start: Int
  ) -> (pieces: [MarkdownSource.Piece], end: Int)? {
    var pieces: [MarkdownSource.Piece] = []
    var line = skipBreak(from: start)
    var index = 0
    var last = line
    while index < text.count {
      let stop = text[index...].firstIndex(of: 0x0A) ?? text.count
      let end = endOfLine(from: line)
      let begin = end - (stop - index)
      guard begin >= line, bytes[begin..<end].elementsEqual(text[index..<stop]) else { return nil }
      pieces.append(MarkdownSource.Piece(text: index, file: begin))
      if stop > index { last = end }
      index = stop + 1
      line = skipBreak(from: end)
    }
    return (pieces, max(last, pieces.first?.file ?? last))
  }

  /// Line ends in the file are spaces in the text, or fewer line ends.
  private func folded(
    _ text: [UInt8],
    from start: Int,
    quote: UInt8?
  ) -> (pieces: [MarkdownSource.Piece], end: Int)? {
    var pieces = [MarkdownSource.Piece(text: 0, file: start)]
    let end = start + text.count
    if end <= bytes.endIndex, bytes[start..<end].elementsEqual(text),
      !text.contains(where: { $0 == quote || $0 == UInt8(ascii: "\\") })
    {
      return (pieces, end)
    }
    var position = start
    var index = 0
    while index < text.count {
      guard position < bytes.endIndex else {
        // The line end that a folded block keeps.
        return text[index...].allSatisfy { $0 == 0x0A } ? (pieces, position) : nil
      }
      let byte = text[index]
      if byte == 0x20 || byte == 0x0A, let next = pastBreaks(from: position, text, &index) {
        position = next
        pieces.append(MarkdownSource.Piece(text: index, file: position))
        continue
      }
      if quote == UInt8(ascii: "\""), bytes[position] == UInt8(ascii: "\\") {
        let next = position + 1
        guard next < bytes.endIndex, bytes[next] == byte,
          byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "/")
        else { return nil }
        position += 1
        pieces.append(MarkdownSource.Piece(text: index, file: position))
      } else if quote == UInt8(ascii: "'"), byte == UInt8(ascii: "'") {
        position += 1
        pieces.append(MarkdownSource.Piece(text: index, file: position))
      }
      guard position < bytes.endIndex, bytes[position] == byte else { return nil }
      position += 1
      index += 1
    }
    return (pieces, position)
  }

  /// Passes the line ends at `position`, if there are any, and what of the text stands for them.
  private func pastBreaks(from position: Int, _ text: [UInt8], _ index: inout Int) -> Int? {
    var next = position
    var breaks = 0
    while next < bytes.endIndex {
      let width = HeadText.lineBreak(head.source.bytes, at: next, end: bytes.endIndex)
      if width > 0 { breaks += 1 }
      guard width > 0 || bytes[next] == 0x20 else { break }
      next += max(1, width)
    }
    guard breaks > 0 else { return nil }
    if text[index] == 0x20 {
      index += 1
      return breaks == 1 ? next : nil
    }
    var kept = 0
    while index + kept < text.count, text[index + kept] == 0x0A { kept += 1 }
    guard kept <= breaks else { return nil }
    index += kept
    return next
  }

  private func end(of style: yaml_scalar_style_t, from start: Int) -> Int {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      return endOfQuotes(from: start)
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE:
      // The block reaches as far as lines are indented more than the line that opened it.
      var line = start
      while line > bytes.startIndex, bytes[line - 1] != 0x0A, bytes[line - 1] != 0x0D { line -= 1 }
      let indent = blanks(from: line)
      var end = endOfLine(from: start)
      var next = skipBreak(from: end)
      while next < bytes.endIndex {
        let stop = endOfLine(from: next)
        let width = blanks(from: next)
        if next + width < stop {
          guard width > indent else { break }
          end = stop
        }
        next = skipBreak(from: stop)
      }
      return end
    default: return endOfLine(from: start)
    }
  }

  private func endOfQuotes(from start: Int) -> Int {
    guard start < bytes.endIndex else { return start }
    let quote = bytes[start]
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      return endOfLine(from: start)
    }
    var index = start + 1
    while index < bytes.endIndex, bytes[index] != quote {
      index += quote == UInt8(ascii: "\"") && bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(bytes.endIndex, index + 1)
  }

  private func blanks(from start: Int) -> Int {
    var index = start
    while index < bytes.endIndex, bytes[index] == 0x20 { index += 1 }
    return index - start
  }

  private func nextText(from start: Int) -> Int {
    var index = start
    while index < bytes.endIndex, [0x20, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    return index
  }

  private func endOfLine(from start: Int) -> Int {
    var index = start
    while index < bytes.endIndex, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    return index
  }

  private func skipBreak(from end: Int) -> Int {
    guard end < bytes.endIndex else { return end }
    return end + HeadText.lineBreak(head.source.bytes, at: end, end: bytes.endIndex)
  }
}
