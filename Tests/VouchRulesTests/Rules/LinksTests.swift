import Testing
import VouchCore
import VouchRules

struct LinksTests {
  private static let deny =
    "rules: {links: {deny: [rival.example, '*.cheap.example', cheap.example.com]}}"
  private static let allow = "rules: {links: {allow: [example.com, bit.ly]}}"

  @Test(
    arguments: [
      ("https://rival.example/a", "rival.example is denied"),
      ("https://WWW.Rival.Example./a", "www.rival.example of rival.example is denied"),
      ("[a](https://shop.cheap.example)", "shop.cheap.example of cheap.example is denied"),
      ("cheap.example.com", "cheap.example.com is denied"),
      (
        "https://www.google.com/url?q=https%3A%2F%2Frival.example%2Fa",
        "sends readers on; rival.example is denied"
      ),
      ("https://user@rival.example/", "rival.example is denied"),
      ("https://rival.example:8443/", "rival.example is denied"),
    ]
  )
  func `a denied host is refused in every shape`(_ body: String, _ message: String) throws {
    let findings = try Asking(policy: Self.deny).findings("links", in: "See \(body)")
    #expect(findings.contains { $0.hasSuffix("error: \(message)") }, "\(findings)")
  }

  @Test(arguments: [
    "https://notrival.example/", "https://rival.example.org/", "https://a.example/rival.example",
  ])
  func `a host that only resembles a denied one is not`(_ url: String) throws {
    #expect(try Asking(policy: Self.deny).findings("links", in: "See \(url)") == [])
  }

  @Test func `where hosts are allowed, every other one is refused`() throws {
    func findings(_ body: String) throws -> [String] {
      try Asking(policy: Self.allow).findings("links", in: body)
    }
    #expect(try findings("See https://example.com/a and https://docs.example.com/b") == [])
    #expect(try findings("Write to [us](mailto:info@elsewhere.example)") == [])
    #expect(try findings("See https://bit.ly/abc") == [])
    #expect(
      try findings("See https://example.com.evil.example/") == [
        "6:5 error: example.com.evil.example is not among the allowed hosts"
      ]
    )
  }

  @Test func `three links pass where three are allowed, four do not`() throws {
    let asking = Asking(policy: "rules: {links: {max: 3}}")
    let links = (1...4).map { "https://example.com/\($0)" }
    #expect(try asking.findings("links", in: links.prefix(3).joined(separator: " and ")) == [])
    #expect(
      try asking.findings("links", in: links.joined(separator: " and ")) == [
        "6:79 error: 4 links, at most 3"
      ]
    )
  }

  @Test func `the policy's own shorteners are refused`() throws {
    let asking = Asking(policy: "rules: {links: {shorteners: [tiny.example]}}")
    #expect(
      try asking.findings("links", in: "https://tiny.example/a") == [
        "6:1 error: tiny.example hides where the link goes"
      ]
    )
  }

  @Test(
    arguments: [
      (
        "https://evil.example/a",
        ["6:1 error: a link that only shows once published: 'https://evil.example/a'"]
      ),
      (
        "http://rival.example",
        [
          "6:1 error: a link that only shows once published: 'http://rival.example'",
          "6:1 error: not over https: 'http://rival.example'",
          "6:1 error: rival.example is denied",
        ]
      ),
      (
        "https://me@evil.example/",
        [
          "6:1 error: a link that only shows once published: 'https://me@evil.example/'",
          "6:1 error: a link with a user name before its host: 'https://me@evil.example/'",
        ]
      ),
      (
        "https://10.0.0.1/",
        [
          "6:1 error: a link that only shows once published: 'https://10.0.0.1/'",
          "6:1 error: a link to a number instead of a name: 'https://10.0.0.1/'",
        ]
      ),
      ("https://docs.example.com/guide", []),
      ("docs.example.com", []),
      ("example.com/guide", []),
      ("http://docs.example.com/a", ["6:1 error: not over https: 'http://docs.example.com/a'"]),
    ]
  )
  func `what a network links is judged, whatever the draft says`(
    _ url: String,
    _ findings: [String]
  ) throws {
    let asking = Asking(policy: Self.deny)
    let draft = try asking.read("See https://docs.example.com/guide").publishing(links: [url])
    #expect(Set(try asking.findings("links", in: draft)) == Set(findings))
  }

  @Test func `a link that only shows once published is pointed at where it shows`() throws {
    let draft = try Asking().read("See evil. example").publishing(links: ["evil. example"])
    #expect(
      try Asking().findings("links", in: draft) == [
        "6:5 error: a link that only shows once published: 'evil. example'"
      ]
    )
  }

  @Test(
    arguments: [
      "[www.example.com](https://example.com)", "[example.com](https://docs.example.com/a)",
      "[the guide (example.com/a)](https://example.com/a)", "<https://example.com/a?b=c#d>",
      "https://example.com/a_(b), example.com and EXAMPLE.com.", "Write to info@example.com.",
      "[a]\n\n[a]: https://example.com/a", "Say hello to @ana@example.social, or ana.bsky.social.",
      "https://example.com/\u{E9}t\u{E9}", "https://b\u{FC}cher.example/a",
    ]
  )
  func `an honest link shows in every network's text`(_ body: String) throws {
    let head = """
      ---
      channels: [x, mastodon, bluesky, threads, linkedin, facebook, instagram, pinterest, blog]
      topics: [news]
      why: Tell our readers what we learned from them this week.
      ---

      """
    let findings = try Asking().findings("links", in: head + body)
    #expect(findings.filter { $0.contains("only shows") } == [])
  }
}

extension Draft {
  /// The draft as if its networks linked `links` in what they show.
  fileprivate func publishing(links: [String]) -> Draft {
    Draft(
      source: source,
      frontMatter: frontMatter,
      readings: readings,
      renditions: renditions.map { shown in
        Rendition(
          channel: shown.channel,
          text: shown.text,
          segments: shown.segments,
          offsets: shown.offsets,
          lengths: shown.lengths,
          mentions: shown.mentions,
          hashtags: shown.hashtags,
          links: links
        )
      }
    )
  }
}
