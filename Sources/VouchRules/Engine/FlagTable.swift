public import VouchCore

/// What becomes of a flag: the one rule it belongs to, how much it weighs there, and what is said.
///
/// A trick is an error, a mere circumstance a note. The table is written out in `docs/flags.md`.
public struct FlagOwner: Sendable, Hashable {
  /// The rule that reports it; `phrases` stands for the policy's own phrase entries.
  public let rule: RuleID
  /// The most it weighs there.
  public let severity: Severity
  /// What is wrong, without the text that shows it.
  let message: String
  /// What the author can do about it.
  let help: String?

  init(_ rule: RuleID, _ severity: Severity, _ message: String, _ help: String? = nil) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.help = help
  }
}

extension Flag.Kind {
  /// The rule that the flag belongs to, and how much it weighs there.
  public var owner: FlagOwner {
    // Without a default, so that a new flag does not compile until it has an owner.
    switch self {
    case .sigilVariant, .compatForm, .invisibleChar, .tagChars, .bidiControl, .homoglyph,
      .combiningMark, .leet, .spacedOut, .htmlEntity, .backslashEscape, .markupSplit,
      .linebreakSplit, .hiddenContent, .altText, .codeSpan, .codeBlock, .frontMatter:
      hiddenTextOwner
    case .shortener, .bareDomain, .linkTextMismatch, .userinfoURL, .redirector, .defangedURL,
      .idnHomograph, .ipURL, .unsafeScheme, .trackingParams:
      linkOwner
    case .htmlComment, .rawHTML, .profileLink, .remoteMention, .emailLookalike, .mentionRun,
      .tagRun, .cashtag, .bannedPhrase, .disclosureSpoof, .disclosureBuried:
      tokenOwner
    }
  }

  private var hiddenTextOwner: FlagOwner {
    let rule: RuleID = "hidden-text"
    return switch self {
    case .sigilVariant:
      FlagOwner(rule, .error, "a look-alike or doubled @ or #", "type a single @ or #")
    case .compatForm:
      FlagOwner(
        rule,
        .error,
        "letters that only look like ordinary ones",
        "type it with the keyboard's own letters; use **bold** where weight is meant"
      )
    case .invisibleChar:
      FlagOwner(rule, .error, "an invisible character", "delete it, or type the words anew")
    case .tagChars: FlagOwner(rule, .error, "invisible tag characters", "delete them")
    case .bidiControl:
      FlagOwner(rule, .error, "a control that changes the reading direction", "delete it")
    case .homoglyph:
      FlagOwner(rule, .error, "letters of another script among these", "type them anew")
    case .combiningMark:
      FlagOwner(rule, .error, "a mark that does not belong on this character", "delete the mark")
    case .leet:
      FlagOwner(rule, .error, "digits or symbols in the place of letters", "spell the word out")
    case .spacedOut:
      FlagOwner(rule, .error, "a word with its letters set apart", "write it as one word")
    case .htmlEntity:
      FlagOwner(rule, .error, "an entity in a mention, tag or link", "type the character itself")
    case .backslashEscape:
      FlagOwner(
        rule,
        .error,
        "an escaped @ or # that is live once published",
        "drop the backslash, or the sign with it"
      )
    case .markupSplit:
      FlagOwner(
        rule,
        .error,
        "markup inside a mention, tag or word",
        "keep it in one piece; publishing drops the markup and joins it"
      )
    case .linebreakSplit:
      FlagOwner(rule, .warning, "a line break inside a mention or tag", "keep it on one line")
    case .hiddenContent:
      FlagOwner(
        rule,
        .error,
        "mentions, tags or links where no reader sees them",
        "move them into the text, or delete them"
      )
    case .altText: FlagOwner(rule, .note, "mentions or tags in an alternative text; they count")
    case .codeSpan: FlagOwner(rule, .note, "mentions or tags in code; networks show them live")
    case .codeBlock:
      FlagOwner(rule, .note, "mentions or tags in a code block; networks show them live")
    default: FlagOwner(rule, .note, "mentions or tags in the head")
    }
  }

  private var linkOwner: FlagOwner {
    let rule: RuleID = "links"
    return switch self {
    case .shortener:
      FlagOwner(rule, .error, "a shortened link hides where it goes", "link to the page itself")
    case .bareDomain:
      FlagOwner(rule, .note, "networks make a link of this", "write the https:// address if meant")
    case .linkTextMismatch:
      FlagOwner(
        rule,
        .error,
        "the address shown is not where the link goes",
        "show the real host, or use words as the link text"
      )
    case .userinfoURL:
      FlagOwner(rule, .error, "a link with a user name before its host", "drop the part before @")
    case .redirector:
      FlagOwner(rule, .error, "a link that sends readers on to another", "link to the page itself")
    case .defangedURL:
      FlagOwner(rule, .error, "a link in disguise", "write the address out, or leave it away")
    case .idnHomograph:
      FlagOwner(rule, .error, "a host with look-alike characters", "type the host anew")
    case .ipURL:
      FlagOwner(rule, .error, "a link to a number instead of a name", "link to a named host")
    case .unsafeScheme:
      FlagOwner(rule, .error, "a link that is no web address", "use https")
    default:
      FlagOwner(rule, .note, "tracking parameters in a link", "drop what stands behind the `?`")
    }
  }

  private var tokenOwner: FlagOwner {
    switch self {
    case .htmlComment:
      FlagOwner("raw-html", .error, "an HTML comment", "delete it; notes belong in `why`")
    case .rawHTML: FlagOwner("raw-html", .error, "raw HTML", "write it in Markdown")
    case .profileLink: FlagOwner("mention-limit", .note, "a link to somebody's profile")
    case .remoteMention:
      FlagOwner("mention-limit", .note, "a mention of somebody on another server")
    case .emailLookalike:
      FlagOwner("mention-limit", .note, "looks like an e-mail address, mentions somebody")
    case .mentionRun:
      FlagOwner(
        "mass-tagging",
        .error,
        "a wall of mentions with no prose between",
        "say in a sentence why each of them is there"
      )
    case .tagRun:
      FlagOwner(
        "hashtag-limit",
        .error,
        "glued or repeated hashtags",
        "set a space between tags and use each once"
      )
    case .cashtag: FlagOwner("hashtag-limit", .note, "a cashtag; it counts as a hashtag")
    case .disclosureSpoof:
      FlagOwner(
        "disclosure",
        .error,
        "looks like a disclosure and is none",
        "write `ad`, `#ad` or `affiliate link` in plain letters where readers see it"
      )
    case .disclosureBuried:
      FlagOwner(
        "disclosure",
        .error,
        "a disclosure where readers overlook it",
        "put it before the link or directly beside it"
      )
    default: FlagOwner("phrases", .error, "words the house never uses")
    }
  }
}

extension Draft {
  /// What `rule` has to say about the flags that belong to it, each place and kind once.
  func flagged(for rule: RuleID, in context: RuleContext) -> [Observation] {
    var mine: [Flag] = []
    for reading in context.readings where !reading.flags.isEmpty {
      mine += reading.flags.filter { $0.kind.owner.rule == rule }
    }
    if !frontMatterFlags.isEmpty {
      mine += frontMatterFlags.filter { $0.kind.owner.rule == rule }
    }
    return mine.isEmpty ? [] : outermost(mine).map(Observation.init)
  }

  /// The published words of the head: what a mission asks.
  ///
  /// The title is not among them; it is what the assistant calls the draft.
  var publishedHeadText: [CanonicalText] {
    guard let ask = frontMatter.mission?.ask else { return [] }
    return frontMatterText.filter { text in
      text.text.origins.first.map { ask.span.start <= $0.start && $0.end <= ask.span.end } ?? false
    }
  }
}

/// `flags` in order without those inside another one of the same kind: `@` beside `@alice`.
private func outermost(_ flags: [Flag]) -> [Flag] {
  var reach: [Flag.Kind: Int] = [:]
  return flags.sorted { ($0.span.start, -$0.span.end) < ($1.span.start, -$1.span.end) }
    .filter { flag in
      guard flag.span.end > reach[flag.kind] ?? -1 else { return false }
      reach[flag.kind] = flag.span.end
      return true
    }
}

extension Observation {
  /// What the owner of `flag` says about it.
  init(_ flag: Flag) {
    let owner = flag.kind.owner
    self.init("\(owner.message): \(quoted(flag.text))", at: flag.span, cap: owner.severity)
    help = owner.help
    surface = flag.kind.surface
  }
}

extension Flag.Kind {
  fileprivate var surface: Surface? {
    switch self {
    case .hiddenContent, .htmlComment: .unpublished
    case .altText: .attached
    case .frontMatter: nil
    default: .published
    }
  }
}

/// `text` in quotes, fit for one line: what nobody can see is written as its code point.
func quoted(_ text: String) -> String {
  var line = "'"
  for (count, scalar) in text.unicodeScalars.enumerated() {
    if count == 60 {
      line += "…"
      break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
      line += scalar == "\n" ? " " : "<U+\(String(scalar.value, radix: 16, uppercase: true))>"
    default: line.unicodeScalars.append(scalar)
    }
  }
  return line + "'"
}
