import Testing
import VouchCore

@testable import VouchText

/// A body, and what must be seen in it.
struct Trick: Sendable, CustomTestStringConvertible {
  let body: String
  var mentions: [String] = []
  var hashtags: [String] = []
  /// Flags that must be raised; others may be.
  var flags: Set<Flag.Kind> = []

  var testDescription: String { body.debugDescription }
}

@Suite
struct TrickTests {
  @Test(
    arguments: Trick.sigils + Trick.characters + Trick.markup + Trick.surfaces + Trick.companies
  )
  func `a trick is seen through`(trick: Trick) throws {
    let inspection = try Inspecting.body(trick.body)
    #expect(Inspecting.distinct(inspection.mentions.map(\.canonical)) == trick.mentions)
    #expect(Inspecting.distinct(inspection.hashtags.map(\.canonical)) == trick.hashtags)
    let flags = Set(inspection.flags.map(\.kind))
    #expect(trick.flags.subtracting(flags) == [], "raised: \(flags.map(\.rawValue).sorted())")
    if trick.flags.isEmpty { #expect(flags == []) }
  }
}

extension Trick {
  fileprivate static let sigils = [
    Trick(body: "Ask ＠maria", mentions: ["maria"], flags: [.sigilVariant]),
    Trick(body: "Ask ﹫maria", mentions: ["maria"], flags: [.sigilVariant]),
    Trick(body: "Ask @@maria", mentions: ["maria"], flags: [.sigilVariant]),
    Trick(body: "See ##sale", hashtags: ["sale"], flags: [.sigilVariant, .tagRun]),
    Trick(body: "See #\u{FE0F}\u{20E3}sale", hashtags: ["sale"], flags: [.sigilVariant]),
    Trick(body: "See ﹟sale", hashtags: ["sale"], flags: [.sigilVariant]),
    Trick(body: "See ♯sale", hashtags: ["sale"], flags: [.sigilVariant]),
    Trick(body: "f!@kn and f@@kn and f*@kn"),
    Trick(body: "Faces: @_@ @__@ @.@"),
    Trick(body: "Mail maria@example.com or m.ria+news@mail.example.org"),
    Trick(body: "RT@maria RT:@ben", mentions: ["maria", "ben"]),
    Trick(body: "@maria/friends is a list", mentions: ["maria"]),
    Trick(body: "の@mariaに会う", mentions: ["maria"]),
    Trick(body: "Заметка от@maria", mentions: ["maria"]),
    Trick(
      body: "Ask @maria@social.example.org.",
      mentions: ["maria@social.example.org"],
      flags: [.remoteMention]
    ),
    Trick(body: "Ask @maria.bsky.social, please", mentions: ["maria.bsky.social"]),
    Trick(body: "Write maria @example.com", mentions: ["example.com"], flags: [.emailLookalike]),
    Trick(
      body: "maria\u{200B}@example.com",
      mentions: ["example.com"],
      flags: [.emailLookalike, .invisibleChar]
    ),
    Trick(body: "Buy $ACME and $TSLA", flags: [.cashtag]),
    Trick(body: "It costs $5 or US$20, in $"),
    Trick(body: "#a#b#c", hashtags: ["a", "b", "c"], flags: [.tagRun]),
    Trick(body: "#sale today, #sale tomorrow", hashtags: ["sale"], flags: [.tagRun]),
    Trick(body: "Room #12, C# and F#, issue#7"),
    Trick(body: "#🦋 day", hashtags: ["🦋"]),
  ]

  fileprivate static let characters = [
    Trick(body: "Ask @m\u{200D}aria", mentions: ["maria"], flags: [.invisibleChar]),
    Trick(body: "Ask @\u{2060}maria", mentions: ["maria"], flags: [.invisibleChar]),
    Trick(body: "Ask \u{200B}@maria", mentions: ["maria"], flags: [.invisibleChar]),
    Trick(body: "Ask @\u{FE0F}maria", mentions: ["maria"], flags: [.invisibleChar]),
    Trick(body: "Ask @mar\u{180E}ia", mentions: ["maria"], flags: [.invisibleChar]),
    Trick(body: "#sa\u{34F}le", hashtags: ["sale"], flags: [.invisibleChar]),
    Trick(body: "#sa\u{3164}le", hashtags: ["sale"], flags: [.invisibleChar]),
    Trick(body: "Ask @\u{202E}maria\u{202C}", mentions: ["maria"], flags: [.bidiControl]),
    Trick(body: "Hi\u{E0041}\u{E0064} there", flags: [.tagChars]),
    Trick(body: "Ask @m\u{430}ria", mentions: ["maria"], flags: [.homoglyph]),
    Trick(
      body: "Ask @\u{430}\u{440}\u{440}\u{4CF}\u{435}",
      mentions: ["apple"],
      flags: [.homoglyph]
    ),
    Trick(body: "#\u{441}\u{430}\u{440} and more", hashtags: ["cap"], flags: [.homoglyph]),
    Trick(body: "Great v\u{430}lue for you", flags: [.homoglyph]),
    Trick(body: "Great \u{3BD}alue for you, \u{3B1}lways", flags: [.homoglyph]),
    Trick(body: "Мы едем в Aрктику", flags: [.homoglyph]),
    Trick(body: "Great ɡifts for you", flags: [.homoglyph]),
    Trick(body: "ʙᴜʏ ɴᴏᴡ", flags: [.homoglyph]),
    Trick(body: "Ask @𝓶𝓪𝓻𝓲𝓪", mentions: ["maria"], flags: [.compatForm]),
    Trick(body: "Ask @ⓜⓐⓡⓘⓐ", mentions: ["maria"], flags: [.compatForm]),
    Trick(body: "Ask @🅼🅰🆁🅸🅰", mentions: ["maria"], flags: [.compatForm]),
    Trick(body: "#ｓａｌｅ today", hashtags: ["sale"], flags: [.compatForm]),
    Trick(body: "Ｇｒｅａｔ value", flags: [.compatForm]),
    Trick(body: "ᵍʳᵉᵃᵗ value", flags: [.compatForm]),
    Trick(body: "Ⓖ Ⓡ Ⓔ Ⓐ Ⓣ value", flags: [.compatForm]),
    Trick(body: "Ask @m\u{301}aria", mentions: ["maria"], flags: [.combiningMark]),
    Trick(body: "#\u{338}sale", hashtags: ["sale"], flags: [.combiningMark]),
    Trick(body: "g\u{336}r\u{336}e\u{336}a\u{336}t", flags: [.combiningMark]),
    Trick(body: "z\u{35B}\u{322}\u{315}\u{321}a\u{334}lgo", flags: [.combiningMark]),
    Trick(body: "b e s t  v a l u e", flags: [.spacedOut]),
    Trick(body: "b-e-s-t-v-a-l-u-e", flags: [.spacedOut]),
    Trick(body: "b.e.s.t.v.a.l.u.e now", flags: [.spacedOut]),
    Trick(body: "b_e_s_t_v_a_l_u_e", flags: [.spacedOut]),
    Trick(body: "gu4r4nt33d r3turns", flags: [.leet]),
  ]

  fileprivate static let markup = [
    Trick(body: "Ask &#64;maria", mentions: ["maria"], flags: [.htmlEntity]),
    Trick(body: "Ask &commat;maria", mentions: ["maria"], flags: [.htmlEntity]),
    Trick(body: "See &num;sale", hashtags: ["sale"], flags: [.htmlEntity]),
    Trick(body: "Ask @mari&#97;", mentions: ["maria"], flags: [.htmlEntity]),
    Trick(body: "b&#101;st value", flags: [.htmlEntity]),
    Trick(body: "Ask \\@maria", mentions: ["maria"], flags: [.backslashEscape]),
    Trick(body: "Ask @**maria**", mentions: ["maria"], flags: [.markupSplit]),
    Trick(body: "Ask @mar*ia*", mentions: ["maria"], flags: [.markupSplit]),
    Trick(body: "Ask `@`maria", mentions: ["maria"], flags: [.markupSplit]),
    Trick(body: "Ask @<b>maria</b>", mentions: ["maria"], flags: [.markupSplit, .rawHTML]),
    Trick(body: "#sa**le** now", hashtags: ["sale"], flags: [.markupSplit]),
    Trick(body: "[#](https://example.com)sale", hashtags: ["sale"], flags: [.markupSplit]),
    Trick(body: "Ask @<!-- -->maria", mentions: ["maria"], flags: [.markupSplit, .htmlComment]),
    Trick(body: "Ask @\\\nmaria", flags: [.linebreakSplit]),
    Trick(body: "Ask #  \nmaria", flags: [.linebreakSplit]),
    Trick(
      body: "[@](https://example.com)[maria](https://example.com)",
      mentions: ["maria"],
      flags: [.markupSplit]
    ),
    Trick(body: "**@maria** says", mentions: ["maria"]),
    Trick(body: "Tom &amp; Jerry &copy; 2026 &mdash; fine"),
    Trick(body: "5 \\* 3 and \\_this\\_ are escapes"),
  ]

  fileprivate static let surfaces = [
    Trick(body: "![@maria smiling](a.jpg) x", mentions: ["maria"], flags: [.altText]),
    Trick(
      body: "Text <img src=\"a.jpg\" alt=\"@maria\">",
      mentions: ["maria"],
      flags: [.altText, .rawHTML]
    ),
    Trick(body: "![x](a.jpg \"#sale\") y", flags: [.hiddenContent]),
    Trick(body: "<!-- @maria --> y", flags: [.hiddenContent, .htmlComment]),
    Trick(body: "Hi.\n\n[unused]: https://example.com '@maria'", flags: [.hiddenContent]),
    Trick(body: "Run `#sale` and `$ACME`", hashtags: ["sale"], flags: [.codeSpan, .cashtag]),
    Trick(body: "    @maria\n", mentions: ["maria"], flags: [.codeBlock]),
    Trick(body: "- @maria\n- @ben", mentions: ["maria", "ben"]),
    Trick(body: "| a | b |\n|---|---|\n| @maria | #x |", mentions: ["maria"], hashtags: ["x"]),
    Trick(body: "## With @maria", mentions: ["maria"]),
    Trick(body: "<p>@maria</p>", mentions: ["maria"], flags: [.rawHTML]),
    Trick(body: "[@maria](https://example.com) says", mentions: ["maria"]),
  ]

  fileprivate static let companies = [
    Trick(body: "@a1 @b2 @c3", mentions: ["a1", "b2", "c3"], flags: [.mentionRun]),
    Trick(body: "@a1, @b2 / @c3", mentions: ["a1", "b2", "c3"], flags: [.mentionRun]),
    Trick(body: "- @a1\n- @b2\n- @c3", mentions: ["a1", "b2", "c3"], flags: [.mentionRun]),
    Trick(body: "@a1\u{200B}@b2\u{200B}@c3", mentions: ["a1", "b2", "c3"], flags: [.mentionRun]),
    Trick(
      body: "Thanks @a1 for the sound, @b2 for the light and @c3",
      mentions: ["a1", "b2", "c3"]
    ),
    Trick(body: "@a1 @b2", mentions: ["a1", "b2"]),
  ]
}
