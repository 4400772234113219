import Testing
import VouchCore

@testable import VouchText

@Suite
struct CanonicalizerTests {
  @Test(arguments: [
    ("Guaranteed Returns", "guaranteed returns"),
    ("guar\u{200B}anteed\u{2060} returns", "guaranteed returns"),
    ("ｇｕａｒａｎｔｅｅｄ", "guaranteed"),
    ("𝗴𝘂𝗮𝗿𝗮𝗻𝘁𝗲𝗲𝗱", "guaranteed"),
    ("ⓖⓤⓐⓡⓐⓝⓣⓔⓔⓓ", "guaranteed"),
    ("🅶🆄🅰🆁🅰🅽🆃🅴🅴🅳", "guaranteed"),
    ("gu\u{430}r\u{430}nte\u{435}d", "guaranteed"),
    ("guаrаптееd", "guarапteed".replacing("а", with: "a").replacing("п", with: "п")),
    ("ɢᴜᴀʀᴀɴᴛᴇᴇᴅ", "guaranteed"),
    ("gúärâñtééd", "guaranteed"),
    ("g\u{336}u\u{336}a\u{336}r", "guar"),
    ("Straße, Łódź, Ærø, İstanbul ısı", "strasse, lodz, aero, istanbul isi"),
    ("risk‑free – ‘yes’ “no”", "risk-free - 'yes' \"no\""),
    ("a \t b\nc\r\nd\n\n\ne", "a b c d\ne"),
    ("１２３ ٤٥٦ ४५", "123 456 45"),
    ("ﬁne ﬀ № ㏄ ½", "fine ff no cc 1⁄2"),
  ])
  func `a text is folded to what the eye takes it for`(text: String, folded: String) {
    #expect(Canonicalizer.fold(text) == folded)
  }

  @Test(arguments: [
    "выборы", "рост", "голосование", "εκλογές", "선거", "選挙", "がぎぐ", "パピプ", "चुनाव", "انتخابات",
    "בחירות",
    "เลือกตั้ง", "ընտրություն", "არჩევნები", "নির্বাচন",
  ])
  func `a word of any script matches itself in either case`(word: String) {
    #expect(Canonicalizer.fold(word) == Canonicalizer.fold(word.uppercased()))
    #expect(Canonicalizer.fold("\(word), \(word.uppercased())!").contains(Canonicalizer.fold(word)))
  }

  @Test(arguments: [
    ("a Russian vowel sign", "й", "и"), ("kana keep their voice", "か\u{3099}", "が"),
    ("half-width kana too", "ｶﾞ", "ガ"), ("vowel signs of India stay", "कि", "कि"),
    ("points of Hebrew go", "שָׁלוֹם", "שלום"), ("so do those of Arabic", "السَّلَامُ", "السلام"),
    ("syllables of Korea are whole", "\u{1112}\u{1161}\u{11AB}", "한"),
  ])
  func `marks go where the word stays the same`(why: String, text: String, folded: String) {
    #expect(Canonicalizer.fold(text).unicodeScalars.elementsEqual(folded.unicodeScalars), "\(why)")
  }

  @Test(arguments: [
    ("g u a r a n t e e d  r e t u r n s", "guaranteed returns"),
    ("g.u.a.r.a.n.t.e.e.d returns", "guaranteed returns"),
    ("g-u-a-r-a-n-t-e-e-d  r-e-t-u-r-n-s", "guaranteed returns"),
    ("g_u_a_r_a_n_t_e_e_d returns", "guaranteed returns"),
    ("guar-anteed re.turns", "guaranteed returns"),
    ("gu4r4nt33d r3turn5", "guaranteed returns"),
    ("GU@RANTEED RETURN$ here", "guaranteed"),
    ("g u 4 r 4 n t 3 3 d", "guaranteed"),
    ("c1ick the l1nk", "link"),
    ("c1ick the l1nk", "click"),
    ("a g u a r a n t e e d thing", "a guaranteed"),
    ("ask a\ns\nk\nn\no\nw", "asknow"),
  ])
  func `a spelling that hides a word is joined`(text: String, word: String) throws {
    let joined = try #require(
      Canonicalizer.canonical(MappedText(text, at: SourceSpan(0, 1))).joined?.text
    )
    #expect(joined.string.contains(word), "\(joined.string)")
  }

  @Test(arguments: [
    "g.u.a.r.a.n.t.e.e.d r.e.s.u.l.t.s", "g-u-a-r-a-n-t-e-e-d r-e-s-u-l-t-s",
    "g·u·a·r·a·n·t·e·e·d r·e·s·u·l·t·s", "g.u.a.r.a.n.t.e.e.d\nr.e.s.u.l.t.s",
    "g u a r a n t e e d\nr e s u l t s", "g u a r a n t e e d.r e s u l t s",
    "g u a r a n t e e d  r e s u l t s", "g.u.a.r.a.n.t.e.e.d  r.e.s.u.l.t.s",
    "g.u-a.r-a.n-t.e-e.d r.e-s.u-l.t-s", "Get G.U.A.R.A.N.T.E.E.D R.E.S.U.L.T.S now",
  ])
  func `words spelled out in a row are words`(spelled: String) {
    let canonical = Canonicalizer.canonical(MappedText(spelled, at: SourceSpan(0, 1)))
    let lines = canonical.joined?.text.string.split(separator: "\n") ?? []
    #expect(lines.contains { $0.contains("guaranteed results") }, "\(lines)")
  }

  @Test
  func `plain prose has no joined form`() {
    let text = MappedText("We meet at noon, as ever, and talk about fees.", at: SourceSpan(0, 1))
    #expect(Canonicalizer.canonical(text).joined?.text == nil)
  }

  @Test
  func `each canonical scalar keeps its place`() throws {
    let text = "Ｇu\u{200B}ar ß é\u{301} x"
    let source = SourceText(path: "-", bytes: Array(text.utf8))
    let mapped = MappedText(verbatim: SourceSpan(0, source.bytes.count), of: source)
    let canonical = Canonicalizer.canonical(mapped).text
    #expect(canonical.string == "guar ss e x")
    let written = canonical.origins.map { source.text(in: $0) }
    #expect(written == ["Ｇ", "u", "a", "r", " ", "ß", "ß", " ", "é\u{301}", " ", "x"])
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `words of a policy and texts of a draft fold alike`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let text = RandomText.make(using: &generator)
    let mapped = MappedText(text, at: SourceSpan(0, 1))
    let canonical = Canonicalizer.canonical(mapped).text
    let folded = Canonicalizer.fold(text)
    #expect(canonical.scalars == Array(folded.unicodeScalars), "seed \(seed)")
    #expect(
      Canonicalizer.fold(folded) == folded,
      "folding twice, seed \(seed): \(text.debugDescription)"
    )
  }
}

/// Texts made of what tricks are made of.
enum RandomText {
  private static let pieces: [String] = [
    "@", "#", "$", "＠", "＃", "a", "b", "Z", "1", "4", "_", ".", "-", "/", ":", "//", "http://",
    "https://", "co",
    ".com", "example", " ", "  ", "\n", "\r\n", "\t", "\u{200B}", "\u{200D}", "\u{FE0F}",
    "\u{20E3}", "\u{301}",
    "\u{323}", "\u{336}", "é", "ß", "İ", "ı", "ﬁ", "ａ", "𝗮", "ⓐ", "🅰", "а", "е", "р", "ж", "α", "ω",
    "の", "が", "ｶﾞ",
    "한", "\u{1112}\u{1161}", "中", "ก", "\u{E31}", "क", "\u{94D}", "ि", "א", "\u{5B8}", "ا",
    "\u{64B}", "👩", "🏽", "🇳",
    "🇴", "🏴", "\u{E0067}", "\u{E007F}", "\u{202E}", "\u{2066}", "\u{AD}", "\u{FEFF}", "\u{0}",
    "\u{7F}", "。", "．",
    "(", ")", "[", "]", "?", "=", "%", "&", "!", "*", "`", "<", ">", "\\", "'", "\"", "ﷺ",
    "\u{10FFFF}", "\u{FFFE}",
    "ᵃ", "ⅼ", "ɡ", "ᴀ", "xn--", "Ω", "µ", "Ǆ", "ŉ", "ΐ", "Σ", "ς",
  ]

  /// A text of up to forty pieces.
  static func make(using generator: inout SeededGenerator) -> String {
    let count = Int.random(in: 0...40, using: &generator)
    return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }
}
