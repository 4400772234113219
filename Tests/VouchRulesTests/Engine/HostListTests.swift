import Testing

@testable import VouchRules

struct HostListTests {
  private let list = HostList(["example.com", "*.shop.example", "a.b"])

  @Test func aHostStandsForItsSubDomains() {
    #expect(list.entry(for: "example.com") == "example.com")
    #expect(list.entry(for: "WWW.Example.com.") == "example.com")
    #expect(list.entry(for: "very.long.sub.domain.of.example.com") == "example.com")
    #expect(list.entry(for: "x.shop.example") == "shop.example")
    #expect(list.entry(for: "a.b") == "a.b")
  }

  @Test func aHostThatOnlyEndsLikeAnotherIsAnother() {
    #expect(list.entry(for: "notexample.com") == nil)
    #expect(list.entry(for: "xxxxxxxxxxxxxxxxxxxxxxxxxxexample.com") == nil)
    #expect(list.entry(for: "example.com.evil.test") == nil)
    #expect(list.entry(for: "com") == nil)
    #expect(list.entry(for: "") == nil)
  }

  @Test func aHostOfThousandsOfLabelsIsLookedUpByItsEnd() {
    let labels = String(repeating: "a.", count: 20_000)
    #expect(list.entry(for: labels + "example.com") == "example.com")
    #expect(list.entry(for: labels + "test") == nil)
  }
}
