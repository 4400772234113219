import VouchCore

@testable import VouchText

/// Reads `markdown` as the body of a file that has nothing else.
func rendered(
  _ markdown: String,
  kind: DraftKind = .post,
  limits: InputLimits = .contract
) throws -> RenderedMarkdown {
  let bytes = Array(markdown.utf8)
  let file = SourceText(path: "body.md", bytes: bytes)
  let source = MarkdownSource(bytes: bytes, pieces: [MarkdownSource.Piece(text: 0, file: 0)])
  return try MarkdownReader.read(source, in: file, kind: kind, limits: limits)
}

/// The published text of `markdown`.
func published(_ markdown: String, kind: DraftKind = .post) throws -> String {
  try rendered(markdown, kind: kind).parsed.published.string
}

/// A parser for New York and the known channels.
let parser = DraftParser(
  zone: BrandZone(identifier: "America/New_York") ?? .utc,
  channels: .known
)

/// The draft that `text` is.
func draft(_ text: String) throws(DraftError) -> Draft {
  try parser.parse(Array(text.utf8), path: "draft.md")
}

/// The problems of a draft as `line:column message [help]`, one a line.
func problems(_ text: String) -> [String] {
  do {
    _ = try draft(text)
    return []
  } catch {
    return error.problems.map { problem in
      let help = problem.help.map { " [\($0)]" } ?? ""
      return "\(problem.location.line):\(problem.location.column) \(problem.message)\(help)"
    }
  }
}
