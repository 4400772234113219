extension Shape {
  /// What networks and rules look for in text.
  static let tokens: [Shape] = [
    Shape("mentions", "@ana "),
    Shape("mentions, all different", numbered: { "@ana\($0) " }),
    Shape("mentions in prose", numbered: { "and then @ana\($0) said so, " }),
    Shape("remote mentions", "@ana@example.social "),
    Shape("mentions, chained", "@a"),
    Shape("Bluesky handles", "@ana.bsky.social "),
    Shape("at signs", "@"),
    Shape("hashtags", "#clay "),
    Shape("hashtags, all different", numbered: { "#clay\($0) " }),
    Shape("hashtags, chained", "#a"),
    Shape("one long hashtag", "a", first: "#"),
    Shape("number signs", "#", first: "a "),
    Shape("cashtags", "$CLAY "),
    Shape("dollar signs", "$"),
    Shape("URLs", numbered: { "https://example.com/a/\($0)?b=c#d " }),
    Shape("URLs with tracking", "https://example.com/?utm_source=a&utm_medium=b&ref=c "),
    Shape("one long URL", "a", first: "https://example.com/"),
    Shape("one long query", "a=b&", first: "https://example.com/?"),
    Shape("one long host", "a.", first: "https://", last: "com"),
    Shape("schemes", "http://"),
    Shape("schemes and hosts", "http://a."),
    Shape("schemes without hosts", "ab:///"),
    Shape("schemes and users without hosts", "ab://@/"),
    Shape("parentheses in a URL", "(", first: "https://example.com/"),
    Shape("closing parentheses in a URL", ")", first: "https://example.com/((("),
    Shape("bare domains", "example.com "),
    Shape("bare domains, chained", "a.com."),
    Shape("bare domains, run together", "a.com/"),
    Shape("dots", ".", first: "a"),
    Shape("hyphens", "-", first: "a", last: "b.com"),
    Shape("mail addresses", "ana@example.com "),
    Shape("domains written out", "example (dot) com "),
    Shape("defanged URLs", "hxxps://example[.]com "),
    Shape("IP hosts", "http://127.0.0.1/ "),
    Shape("user info", "https://a@b@c@example.com/ "),
    Shape("IDN hosts", "https://exаmple.com/ "),
    Shape("digits", "4111111111111111 "),
    Shape("one long number", "4"),
    Shape("telephone numbers", "+1 (212) 555-0187 "),
    Shape("keys", "sk_live_4eC39HqLyjWDarjtT1zdp7dc "),
    Shape("hexadecimal", "deadbeef0123"),
    Shape("Base64", "QUJDREVGR0hJSktM"),
    Shape("forbidden words", "hurry "),
    Shape("forbidden words, nearly", "hurr "),
    Shape("forbidden words, nearly, in a row", "only 2 "),
    Shape("topics' words", "clay glaze kiln "),
    Shape("engagement bait", "tag a friend who would love it, like and share to win. "),
    Shape("disclosures", "#ad sponsored affiliate link gifted "),
    Shape("followers", "10k followers "),
    Shape("capitals", "CLAY "),
    Shape("exclamation marks", "!", first: "a"),
    Shape("quotation marks", "\""),
  ]

  /// What hides text, or looks like other text.
  static let characters: [Shape] = [
    Shape("emoji", "🎈🏺"),
    Shape("emoji, joined", "👩‍👩‍👧‍👦"),
    Shape("one endless emoji", "\u{200D}👩"),
    Shape("flags", "🇵🇹"),
    Shape("combining marks", "e\u{301}a\u{308}"),
    Shape("combining marks on one letter", "\u{301}", first: "e"),
    Shape("combining marks of many classes", "\u{301}\u{327}\u{316}\u{345}", first: "e"),
    Shape("combining marks on a mention", "\u{301}", first: "@", last: "ana"),
    Shape("invisible characters", "a\u{200B}\u{2060}\u{FEFF}"),
    Shape("nothing but invisible characters", "\u{200B}", first: "a"),
    Shape("joiners", "\u{200D}", first: "a"),
    Shape("tag characters", "\u{E0061}", first: "🏴"),
    Shape("variation selectors", "\u{FE0F}", first: "a"),
    Shape("bidi controls", "\u{202E}a\u{202C}"),
    Shape("bidi controls without end", "\u{202E}", first: "a"),
    Shape("soft hyphens", "\u{AD}", first: "a", last: "b"),
    Shape("spaced-out letters", "h u r r y "),
    Shape("spaced-out letters without end", "h "),
    Shape("letters and dots", "h.u.r.r.y "),
    Shape("letters and dots without end", "h."),
    Shape("letters and hyphens", "h-u-r-r-y "),
    Shape("letters one a line", "h\n"),
    Shape("leet", "hu22y 8uy n0w "),
    Shape("leet without end", "4"),
    Shape("leet, mixed", "h4rr¥$1"),
    Shape("look-alikes", "сlау "),
    Shape("full width", "＠ａｎａ　＃ｃｌａｙ"),
    Shape("mathematical letters", "𝐡𝐮𝐫𝐫𝐲 "),
    Shape("ligatures", "ﷺ"),
    Shape("Hangul", "한글"),
    Shape("Hangul in pieces", "\u{1112}\u{1161}\u{11AB}"),
    Shape("scripts mixed", "aбγ"),
    Shape("private use", "\u{E000}\u{F8FF}"),
    Shape("control characters", "a\u{01}\u{1B}"),
    Shape("line separators", "a\u{2028}\u{2029}\u{85}"),
  ]

  /// Costly heads and the kinds of post that fall into many.
  static let heads: [Shape] = [
    Shape(
      "a full head",
      head: Shape.fullHead,
      sized: { String(repeating: "clay and fire ", count: $0 / 14) }
    ),
    Shape(
      "a mission with 500 people",
      head: Shape.mission,
      sized: {
        String(repeating: "clay and fire ", count: $0 / 14)
      }
    ),
    Shape(
      "texts for every channel",
      head: Shape.texts,
      sized: {
        String(repeating: "clay and fire ", count: $0 / 14)
      }
    ),
    Shape(
      "a thread of many posts",
      head: Shape.head + "\nkind: thread",
      sized: {
        String(repeating: "clay @ana\n\n---\n\n", count: $0 / 16) + "end"
      }
    ),
    Shape(
      "a chat of many questions",
      head: Shape.head + "\nkind: chat",
      sized: { size in
        var text = ""
        var minute = 0
        while text.utf8.count < size {
          text += "## Q +\(minute)m\n\nclay @ana\n\n"
          minute += 1
        }
        return text
      }
    ),
  ]

  private static let fullHead: String = {
    let topics = (0..<1500).map { "t\($0)" }.joined(separator: ", ")
    return head.replacing("topics: [craft]", with: "topics: [craft, \(topics)]")
  }()

  private static let mission: String = {
    let people = (0..<500).map { "\"@person\($0)\"" }.joined(separator: ", ")
    return head + "\nkind: mission\nmission:\n  ask: Share it\n  people: [\(people)]"
  }()

  private static let texts: String = {
    let text = String(repeating: "@ana #clay ", count: 250)
    return head + "\ntexts:"
      + ["x", "mastodon", "bluesky", "threads", "linkedin"].map { "\n  \($0): \"\(text)\"" }
      .joined()
  }()
}
