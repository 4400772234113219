import Testing
import VouchCore
import VouchRules

struct DisclosureTests {
  private static let link = "https://shop.example/kettle?aff=42"

  @Test(
    arguments: [
      "Ad: our kettle \(link)", "#Ad our kettle \(link)", "AD | our kettle \(link)",
      "Our kettle (affiliate link): \(link)", "Our kettle \(link) (affiliate link)",
      "Our kettle \(link) #ad", "Our kettle \(link) – this is an ad", "**Sponsored** \(link)",
      "Sponsored by Shop.\n\nOur kettle: \(link)", "[Affiliate link: our kettle](\(link))",
      "> #ad\n\n\(link)", "Not bad at all. Ad: \(link)", "Paid partnership with Shop. \(link)",
      "#ad #kettle \(link)", "(ad) our kettle \(link)", "[ad] \(link)", "AD Our kettle \(link)",
      "This is an ad for \(link)", "A paid ad. \(link)", "Our kettle \(link) (ad)",
      "Ad\n\nOur kettle \(link)", "Ad – we earn a little: \(link)",
      "~~Old price.~~ Ad: our kettle \(link)",
    ]
  )
  func `a plain word before or beside the link discloses`(_ body: String) throws {
    #expect(try Asking().findings("disclosure", in: body) == [])
  }

  @Test(
    arguments: [
      ("Our kettle \(link)", "no word of disclosure"),
      ("Our kettle \(link)\n\n#ad", "the word of disclosure stands only behind the link"),
      ("Our kettle \(link). It boils. #ad", "the word of disclosure stands only behind the link"),
      ("#tea #ad #kettle \(link)", "the word of disclosure stands among other tags"),
      ("#tea#ad#kettle \(link)", "the word of disclosure stands among other tags"),
      ("Our kettle \(link) #tea #kettle #ad", "the word of disclosure stands among other tags"),
      ("This is not an ad: \(link)", "no word of disclosure"),
      ("Never sponsored, always ours: \(link)", "no word of disclosure"),
      ("Ad-free kettle: \(link)", "no word of disclosure"),
      ("Thanks @ad for the kettle: \(link)", "no word of disclosure"),
      ("Kettles, ads and more: \(link)", "no word of disclosure"),
      ("See https://example.com/ad and \(link)", "no word of disclosure"),
      ("See ad.example.com and \(link)", "no word of disclosure"),
      ("🇦🇩 kettle \(link)", "no word of disclosure"),
      ("![ad](a.png) kettle \(link)", "no word of disclosure"),
      ("Advertising our kettle \(link)", "no word of disclosure"),
      ("ad\u{301} kettle \(link)", "no word of disclosure"),
      ("An ad hoc kettle \(link)", "no word of disclosure"),
      ("Ad hoc: a kettle \(link)", "no word of disclosure"),
      ("A kettle of 1900 AD: \(link)", "no word of disclosure"),
      ("A kettle of AD 79: \(link)", "no word of disclosure"),
      ("Per aspera ad astra: \(link)", "no word of disclosure"),
      ("~~Ad:~~ our kettle \(link)", "no word of disclosure"),
      ("~~This is an ad~~ our kettle \(link)", "no word of disclosure"),
    ]
  )
  func `a word that readers miss does not disclose`(_ body: String, _ reason: String) throws {
    let findings = try Asking().findings("disclosure", in: body)
    #expect(
      findings.contains { $0.hasSuffix("error: an affiliate link: \(reason)") },
      "\(body): \(findings)"
    )
  }

  @Test(
    arguments: [
      "#\u{430}d kettle \(link)", "<!-- #ad --> kettle \(link)",
      "[kettle](\(link) \"#ad\")", "#\u{1D41A}\u{1D41D} kettle \(link)",
    ]
  )
  func `what only looks like a disclosure is named`(_ body: String) throws {
    let findings = try Asking().findings("disclosure", in: body)
    #expect(
      findings.contains {
        $0.hasSuffix("an affiliate link: what looks like a disclosure does not count as one")
      },
      "\(body): \(findings)"
    )
    #expect(findings.contains { $0.contains("looks like a disclosure and is none") }, "\(findings)")
  }

  @Test func `a declared gift discloses early even without a link`() throws {
    let filler = String(repeating: "It boils water in a minute, day after day. ", count: 8)
    func findings(_ body: String) throws -> [String] {
      try Asking().findings(
        "disclosure",
        in: """
          ---
          channel: linkedin
          topics: [news]
          why: Tell people about the kettle that we were given.
          disclosure: gift
          ---
          \(body)
          """
      )
    }
    #expect(try findings("Gifted: a kettle. \(filler)") == [])
    #expect(try findings(filler + "A kettle, gifted. " + filler + filler) == [])
    #expect(
      try findings(filler + "Gifted.") == [
        "5:13 error: declared as gift: the word of disclosure stands too far down"
      ]
    )
    #expect(try findings("A kettle.") == ["5:13 error: declared as gift: no word of disclosure"])
    #expect(
      try findings("A kettle: https://shop.example/kettle") == [
        "7:11 error: declared as gift: no word of disclosure"
      ]
    )
  }

  @Test func `in a thread the word stands in the first post or in that of the link`() throws {
    func findings(_ posts: String...) throws -> [String] {
      try Asking().findings(
        "disclosure",
        in: """
          ---
          channel: linkedin
          kind: thread
          topics: [news]
          why: Tell people about the kettle that we were given.
          ---
          \(posts.joined(separator: "\n\n---\n\n"))
          """
      )
    }
    #expect(try findings("Ad: three kettles.", "One.", "Two \(Self.link)") == [])
    #expect(try findings("Three kettles.", "One.", "#ad Two \(Self.link)") == [])
    #expect(
      try findings("Three kettles.", "#ad One.", "Two \(Self.link)") == [
        "15:5 error: an affiliate link: the word of disclosure stands only behind the link"
      ]
    )
  }

  @Test(
    arguments: [
      "https://www.amazon.com/dp/B01?tag=harbor", "https://amzn.to/3abc",
      "https://example.com/?ref=alice", "https://example.com/?utm_source=x&aff_id=7",
      "https://shop.example/?tag=harbor-20",
    ]
  )
  func `links with a partner's mark look like affiliate links`(_ url: String) throws {
    #expect(try Asking().findings("disclosure", in: "A kettle: \(url)").count == 1)
  }

  @Test(
    arguments: [
      "https://example.com/?tag=pricing", "https://example.com/?ref=", "https://example.com/#ref=a",
      "https://example.com/ref=alice", "https://example.com/?utm_source=x",
    ]
  )
  func `ordinary parameters do not`(_ url: String) throws {
    #expect(try Asking().findings("disclosure", in: "A kettle: \(url)") == [])
  }
}
