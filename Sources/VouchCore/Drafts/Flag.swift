/// Something about a text that a reader of the source or of the post would not expect.
///
/// Flags are facts, not judgements: each belongs to one rule, which decides what to make of it
/// (the table is in `docs/flags.md`).
public struct Flag: Hashable, Sendable {
  /// The vocabulary of flags; raw values are what `vouch inspect` prints.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case sigilVariant = "sigil-variant"
    case compatForm = "compat-form"
    case invisibleChar = "invisible-char"
    case tagChars = "tag-chars"
    case bidiControl = "bidi-control"
    case homoglyph
    case combiningMark = "combining-mark"
    case leet
    case spacedOut = "spaced-out"
    case htmlEntity = "html-entity"
    case backslashEscape = "backslash-escape"
    case markupSplit = "markup-split"
    case linebreakSplit = "linebreak-split"
    case htmlComment = "html-comment"
    case rawHTML = "raw-html"
    case hiddenContent = "hidden-content"
    case altText = "alt-text"
    case codeSpan = "code-span"
    case codeBlock = "code-block"
    case frontMatter = "front-matter"
    case profileLink = "profile-link"
    case remoteMention = "remote-mention"
    case emailLookalike = "email-lookalike"
    case mentionRun = "mention-run"
    case tagRun = "tag-run"
    case cashtag
    case bannedPhrase = "banned-phrase"
    case disclosureSpoof = "disclosure-spoof"
    case disclosureBuried = "disclosure-buried"
    case shortener
    case bareDomain = "bare-domain"
    case linkTextMismatch = "link-text-mismatch"
    case userinfoURL = "userinfo-url"
    case redirector
    case defangedURL = "defanged-url"
    case idnHomograph = "idn-homograph"
    case ipURL = "ip-url"
    case unsafeScheme = "unsafe-scheme"
    case trackingParams = "tracking-params"
  }

  /// What was seen.
  public let kind: Kind
  /// The text that shows it, as written.
  public let text: String
  /// Where it was written.
  public let span: SourceSpan

  /// A fact about a place.
  public init(_ kind: Kind, text: String, at span: SourceSpan) {
    self.kind = kind
    self.text = text
    self.span = span
  }
}
