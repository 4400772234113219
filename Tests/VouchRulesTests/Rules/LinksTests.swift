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
}
