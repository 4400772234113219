import Testing
import VouchCore

@testable import VouchText

struct GluedLinkTests {
  @Test(arguments: [
    ("Go [on](https://bit.l)y/abc now", "Go on https://bit.l y/abc now"),
    ("[g](https://example.com)s", "g https://example.com s"),
    ("[a](https://a.example)[b](https://b.example)", "a https://a.example b https://b.example"),
    ("h<https://bit.l>y/a", "h https://bit.l y/a"),
    ("x[https://a.example](https://a.example)y", "x https://a.example y"),
    ("x[a.example](https://a.example)y", "x https://a.example y"),
    ("[a](https://a.example),b", "a https://a.example, b"),
    ("[a](https://a.example).evil", "a https://a.example. evil"),
    ("[a](https://a.example)*b*", "a https://a.example b"),
    ("[a](https://a.example)/b", "a https://a.example /b"),
    ("[a](https://a.example)\u{200B}b", "a https://a.example \u{200B}b"),
    ("[a](https://a.example)![c](d.png)b", "a https://a.example b"),
    ("[a](https://a.example). Then", "a https://a.example. Then"),
    ("([a](https://a.example))!", "(a https://a.example)!"),
    ("(<https://a.example>)", "(https://a.example)"),
    ("\"<https://a.example>\"", "\"https://a.example\""),
    ("See <https://a.example>, or not", "See https://a.example, or not"),
    ("[a](https://a.example)\nb", "a https://a.example b"),
    ("[a](https://a.example)  \nb", "a https://a.example\nb"),
    (
      "> <https://a.example>\n\n- <https://b.example>", "> https://a.example\n\n• https://b.example"
    ),
  ])
  func `nothing is glued to an address`(markdown: String, text: String) throws {
    #expect(try published(markdown) == text)
  }

  @Test(arguments: [
    "Go [on](https://bit.l)y/abc now", "[g](https://example.com)s", "h<https://bit.ly>y/a",
    "[a](https://a.example.com)[b](https://b.example.com)", "[a](https://a.example.com/x),b.c",
    "x<https://a.example.com/x>.com/y", "[a](https://a.example.com/x).com/y",
    "<https://a.example.com/x><https://b.example.com/x>",
    "[a](https://example.com)\u{2060}.evil.net",
    "[a](https://example.com/(b)c", "[a](<https://example.com/(b>)c",
    "[a](https://example.com)@ana",
  ])
  func `every address a network links is one that was judged`(body: String) throws {
    let draft = try draft("---\nchannels: [x, bluesky, mastodon]\n---\n\(body)\n")
    let judged = Set(draft.readings.flatMap(\.links).map(\.url))
    for rendition in draft.renditions {
      // A network may see less of an address than a browser.
      let foreign = rendition.links.filter { link in !judged.contains { $0.hasPrefix(link) } }
      #expect(foreign == [], "\(rendition.channel)")
    }
  }

  @Test(arguments: [
    ("guaran[teed](https://example.com) results", "guaranteed results"),
    ("bal[l](https://example.com)ot", "ballot"),
    ("[guar](https://a.example)[anteed](https://b.example) results", "guaranteed results"),
    ("bal[lots](https://example.com)", "ballots"),
    ("b*al*[**l**](https://example.com)_ot_", "ballot"),
    ("g.u.a.r.a[n.t.e.e.d](https://example.com)", "guaranteed"),
  ])
  func `a word that a link splits is read whole`(body: String, word: String) throws {
    let reading = try #require(try draft("---\nchannel: x\n---\n\(body)\n").readings.first)
    let joined = reading.canonical.first?.joined?.text.string ?? ""
    #expect(joined.contains(word), "\(joined)")
    #expect(reading.flags.contains { $0.kind == .markupSplit })
  }

  @Test func `an ending behind a whole word is how people write, and is read whole all the same`()
    throws
  {
    let body = "Our [ballot](https://example.com)s"
    let reading = try #require(try draft("---\nchannel: x\n---\n\(body)\n").readings.first)
    #expect(reading.canonical.first?.joined?.text.string.contains("ballots") == true)
    #expect(!reading.flags.contains { $0.kind == .markupSplit })
  }

  @Test(arguments: [
    "Read [this](https://example.com) now", "([this](https://example.com)), and",
    "請看[這裡](https://example.com)了解", "- [a](https://example.com)\n- b",
    "| [a](https://example.com) | b |\n|---|---|\n| c | d |", "<https://a.example> b",
    "[one](https://example.com)\ntwo", "[one](https://example.com)\u{2014}two",
  ])
  func `a link beside a word splits none`(body: String) throws {
    let reading = try #require(try draft("---\nchannel: x\n---\n\(body)\n").readings.first)
    #expect(!reading.flags.contains { $0.kind == .markupSplit })
  }

  @Test
  func `many addresses are read in linear time`() throws {
    let text = String(repeating: "a<https://a.io>[b.io](https://b.io)", count: 2_000)
    #expect(try rendered(text).parsed.links.count == 4_000)
  }
}
