import VouchCore

/// Finds mentions, hashtags, cashtags and links in a text, and what is unexpected about it.
struct TokenReader {
  /// The file the text was read from.
  let source: SourceText

  /// Everything in `text` that `dialect` would find, in order of appearance.
  func read(_ text: ParsedText, dialect: TokenDialect) -> FoundTokens {
    FoundTokens()
  }

  /// What is unexpected about published words of the head, such as a mission's `ask`.
  func flags(inFrontMatter text: MappedText) -> [Flag] {
    []
  }
}

/// What was found in a text.
struct FoundTokens {
  var mentions: [Token] = []
  var hashtags: [Token] = []
  var cashtags: [Token] = []
  var links: [Link] = []
  var flags: [Flag] = []
}
