import Testing
import VouchCore

@testable import VouchText

@Suite
struct LinkFlagTests {
  /// A body with one link, and all that must be said about it.
  struct Case: Sendable, CustomTestStringConvertible {
    let body: String
    let host: String
    var flags: Set<Flag.Kind> = []

    init(_ body: String, _ host: String, _ flags: Set<Flag.Kind> = []) {
      (self.body, self.host, self.flags) = (body, host, flags)
    }

    var testDescription: String { body.debugDescription }
  }

  @Test(arguments: [
    Case("https://example.com/a?b=c#d", "example.com"),
    Case("[here](https://example.com/a)", "example.com"),
    Case("<https://example.com/a>", "example.com"),
    Case("[example.com](https://www.example.com/a)", "www.example.com"),
    Case("[Example.com](https://shop.example.com/a)", "shop.example.com"),
    Case("[example.com/a](https://example.com/A/?b=c)", "example.com"),
    Case("[mail](mailto:maria@example.com)", ""),
    Case("https://пример.рф/о-нас", "пример.рф"),
    Case("https://münchen.de/rathaus", "münchen.de"),
    Case("https://kızılay.org.tr/bağış", "kızılay.org.tr"),
    Case("https://smørrebrød.dk/", "smørrebrød.dk"),
    Case("https://łódź.pl/", "łódź.pl"),
    Case("https://straße.de/", "straße.de"),
    Case("https://xn--mnchen-3ya.de/", "münchen.de"),
    Case("https://日本語.jp/会社", "日本語.jp"),
    Case("https://example.com/a?x=1&amp;y=2", "example.com"),
    Case("https://ja.wikipedia.org/wiki/日本", "ja.wikipedia.org"),
    Case("https://medium.com/@maria/a-story-1", "medium.com"),
    Case("https://x.com/maria/status/123", "x.com"),
    Case("https://x.com/search?q=fees", "x.com"),
    Case("https://www.facebook.com/sharer/sharer.php?u=https://example.com", "www.facebook.com"),
    Case("https://web.archive.org/web/2020/https://example.com/", "web.archive.org"),
  ])
  func `an honest link is only reported`(test: Case) throws {
    let inspection = try Inspecting.body("Read \(test.body)")
    #expect(inspection.links.map(\.host) == [test.host])
    #expect(Set(inspection.flags.map(\.kind)) == [])
  }

  @Test(arguments: [
    Case("https://bit.ly/abc", "bit.ly", [.shortener]),
    Case("https://bıt.ly/x", "bıt.ly", [.idnHomograph]),
    Case("https://bít.ly/x", "bít.ly", [.idnHomograph]),
    Case("[here](https://bıt.ly/x)", "bıt.ly", [.idnHomograph]),
    Case("[x](//evil.example.net)", "evil.example.net", [.unsafeScheme]),
    Case("[x](//evil.example.net/a/b)", "evil.example.net", [.unsafeScheme]),
    Case("[x](<\\\\\\\\evil.example.net/a>)", "evil.example.net", [.unsafeScheme]),
    Case("https://WWW.TinyURL.com/abc", "www.tinyurl.com", [.shortener]),
    Case("bit.ly/abc", "bit.ly", [.shortener, .bareDomain]),
    Case("evil.example.net/path", "evil.example.net", [.bareDomain]),
    Case("[example.com](https://evil.example.net)", "evil.example.net", [.linkTextMismatch]),
    Case(
      "[go to **example.com**](https://evil.example.net)",
      "evil.example.net",
      [.linkTextMismatch]
    ),
    Case(
      "[example.com](https://example.com.evil.net)",
      "example.com.evil.net",
      [.linkTextMismatch]
    ),
    Case("[https://example.com/a](https://example.com/b)", "example.com", [.linkTextMismatch]),
    // A letter that makes one character with the point behind it.
    Case(
      "[paypal.com](https://paypal.com\u{D4E}./)",
      "paypal.com\u{D4E}",
      [.linkTextMismatch]
    ),
    Case("https://example.com@evil.example.net/", "evil.example.net", [.userinfoURL]),
    Case("https://example.com:443@evil.example.net/", "evil.example.net", [.userinfoURL]),
    Case(
      "[x](https://example.com%40evil.example.net)",
      "example.com@evil.example.net",
      [.idnHomograph]
    ),
    Case("[x](https:\\\\\\\\evil.example.net\\\\a)", "evil.example.net"),
    Case(
      "https://l.facebook.com/l.php?u=https%3A%2F%2Fevil.example.net",
      "l.facebook.com",
      [.redirector]
    ),
    Case("https://example.com/out?to=%2568ttps://evil.net", "example.com", [.redirector]),
    Case("https://example.com/?next=//evil.example.net", "example.com", [.redirector]),
    Case("https://evil．example．net/", "evil.example.net", [.idnHomograph]),
    Case("https://ex\u{430}mple.com/", "ex\u{430}mple.com", [.idnHomograph]),
    Case(
      "https://\u{430}\u{440}\u{440}\u{4CF}\u{435}.com/",
      "\u{430}\u{440}\u{440}\u{4CF}\u{435}.com",
      [.idnHomograph]
    ),
    Case("https://xn--80ak6aa92e.com/", "\u{430}\u{440}\u{440}\u{4CF}\u{435}.com", [.idnHomograph]),
    Case("https://ｅｘａｍｐｌｅ.com/", "example.com", [.idnHomograph, .compatForm]),
    Case("https://ex\u{AD}ample.com/", "example.com", [.idnHomograph, .invisibleChar]),
    Case("https://example%2ecom/", "example.com", [.idnHomograph]),
    Case("http://192.168.1.1/", "192.168.1.1", [.ipURL]),
    Case("http://0xC0A80101/", "0xc0a80101", [.ipURL]),
    Case("http://0300.0250.1.1/", "0300.0250.1.1", [.ipURL]),
    Case("http://192.168.257/", "192.168.257", [.ipURL]),
    Case("http://[2001:db8::1]/a", "2001:db8::1", [.ipURL]),
    Case("[x](http://１９２.168.1.1/)", "192.168.1.1", [.ipURL]),
    Case("[x](JavaScript:alert(1))", "", [.unsafeScheme]),
    Case("[x](java&#115;cript:alert(1))", "", [.unsafeScheme, .htmlEntity]),
    Case("[x](data:text/html,hi)", "", [.unsafeScheme]),
    Case("ftp://example.com/file", "example.com", [.unsafeScheme]),
    Case("[x](tel:+123)", "", [.unsafeScheme]),
    Case("https://example.com/?fbclid=1", "example.com", [.trackingParams]),
    Case("https://example.com/?a=1&UTM_Source=x", "example.com", [.trackingParams]),
    Case("https://shop.example.com/p?tag=maria-20", "shop.example.com", [.trackingParams]),
    Case("https://x.com/maria", "x.com", [.profileLink]),
    Case("https://www.instagram.com/maria/", "www.instagram.com", [.profileLink]),
    Case("https://www.linkedin.com/in/maria-b/", "www.linkedin.com", [.profileLink]),
    Case("https://bsky.app/profile/maria.example.com", "bsky.app", [.profileLink]),
    Case("https://medium.com/@maria", "medium.com", [.profileLink]),
    Case("https://www.threads.net/@maria", "www.threads.net", [.profileLink]),
    Case("https://social.example.org/@maria", "social.example.org", [.profileLink]),
    Case("[Maria](https://x.com/maria)", "x.com", [.profileLink]),
    Case("x.com/maria", "x.com", [.profileLink, .bareDomain]),
  ])
  func `a link with a fact is flagged at its place`(test: Case) throws {
    let inspection = try Inspecting.body("Read \(test.body)")
    #expect(inspection.links.last?.host == test.host)
    #expect(inspection.mentions == [])
    let flags = Set(inspection.flags.map(\.kind))
    #expect(test.flags.subtracting(flags) == [], "raised: \(flags.map(\.rawValue).sorted())")
    if let link = inspection.links.last {
      let facts: Set<Flag.Kind> = test.flags.subtracting([.invisibleChar, .compatForm, .htmlEntity])
      let spans = inspection.flags.filter { facts.contains($0.kind) }.map(\.span)
      #expect(spans.allSatisfy { $0 == link.span })
    }
  }

  @Test(arguments: [
    "hxxp://evil.example.net/a", "hxxps://evil[.]example[.]net", "evil[.]example.net",
    "evil(dot)example(dot)net", "evil [dot] example [dot] net", "https[:]//evil.example.net",
  ])
  func `a defanged address is flagged`(body: String) throws {
    let flags = try Inspecting.body("Read \(body) now").flags.map(\.kind)
    #expect(flags.contains(.defangedURL))
  }

  @Test(arguments: [
    "https://example.com\u{2215}evil.net/", "https://example.com\u{2044}evil.net",
    "https://example.com\u{29F8}evil.net/a", "https://example.com\u{FF0F}evil.net/",
    "[x](https://example.com\u{2215}evil.net/)",
  ])
  func `a slash that is none hides where a host ends`(body: String) throws {
    let flags = try Inspecting.body("Read \(body) now").flags
    #expect(flags.contains { $0.kind == .idnHomograph }, "\(flags.map(\.kind))")
  }

  @Test
  func `a link that Markdown made is reported once`() throws {
    let links = try Inspecting.body("[here](https://example.com/a) and https://example.org/b").links
    #expect(links.map(\.kind) == [.markdown, .url])
    #expect(links.map(\.url) == ["https://example.com/a", "https://example.org/b"])
    #expect(links.map(\.text) == ["here", "https://example.org/b"])
  }
}
