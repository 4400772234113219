import Testing
import VouchCore
import VouchRules
import VouchTestSupport

struct BrokenPolicyTests {
  private let policies = LoadingPolicies()

  @Test func `a policy with many mistakes is told every one of them, with its place`() {
    let text = """
      brand: ""
      timezone: Lisbon
      topcis: {a: {about: A}}
      topics:
        craft: {abuot: Pots, words: [clay, clay, "…"]}
        care: {words: clay}
      off-limits: {politics: []}
      channels:
        linkdin: {per-day: 1}
        x: {per-day: 0, min-gap: soon, limit: 400, hashtags: -1}
        instagram: {hashtags: 9, unit: words}
        News: {limit: 10}
      calendar:
        slots: {x: {monday: ["9:3", "24:00"]}, facebok: {mon: [09:30]}}
        quiet: {daily: "18:00", mo: all}
        days-off: [2026-02-30, 2026-12-24..2026-12-01]
        late: {grace: 30, then: wait}
      rules:
        mision-rest: off
        batch: {target: ten, tolerance: 99, on: {x: {targte: 1}}}
        mission-rest: warn
        batch: {}
        hosts: {deny: bad.example, secure: yes}
      phrases:
        - {id: batch, never: [a], message: M, examples: {flags: [a], passes: [b]}}
        - {id: one, never: ["a(b"], message: M, examples: {flags: [a], passes: []}}
        - {id: two, never: [foo], message: M, examples: {flags: [bar], passes: [foo]}}
        - {id: two, never: []}
      assistants:
        Maya: {}
        maya: {kinds: [psot], topics: [crafts], requires: [references], channels: [ex]}
      lock: [batch, off-limit]
      """
    #expect(policies.problems(text) == Self.expected)
  }

  @Test(
    arguments: [
      ("", "1:1: error: the file is empty"),
      ("# nothing\n", "1:1: error: the file is empty"),
      ("brand: K", "1:1: error: 'version: 1' is missing (write it on the first line)"),
      ("version: 2", "1:10: error: version is 1, not '2'"),
      ("version: 1.0", "1:10: error: version is 1, not '1.0'"),
      ("- version", "1:1: error: a policy is a map, not a list"),
      ("version", "1:1: error: a policy is a map, not text"),
      ("version: 1\nversion: 1", "2:1: error: 'version' stands twice; it is on line 1 already"),
      ("version: 1\n---\nversion: 1", "2:1: error: a policy is one document; a second one starts here"),
      ("version: 1\nbrand: &b K", "2:8: error: a policy has no anchors"),
      ("version: 1\nbrand: *b", "2:8: error: a policy has no aliases; write the value again"),
      ("version: !!int 1", "1:10: error: a policy has no tags"),
      ("version: 1\n? [a]\n: b", "2:3: error: a key in a policy is a word, not a list"),
      ("version: 1\n\tbrand: K", "indent with spaces, not with tabs"),
      ("version: 1\nbrand: @k", "put the text in quotes"),
      ("version: 1\nbrand: a: b", "put text that holds ': ' in quotes"),
      ("version: 1\nbrand: K\u{0}", "2:9: error: the file has a NUL byte"),
      ("version: 1\nbrand: [a", "check brackets, quotes and the indentation above"),
      ("version: 1\nbrand: \"a\u{1}\"", "2:9: error: it is not YAML: control characters"),
    ]
  )
  func `what is not the YAML of a policy is refused`(_ text: String, _ message: String) {
    let problems = policies.problems(Array(text.utf8)).map(\.description)
    #expect(problems.contains { $0.contains(message) }, "\(problems)")
  }

  @Test func `a file that is too large or not UTF-8 is refused before it is parsed`() {
    let large = Array("version: 1\n#".utf8) + Array(repeating: 0x20, count: 256 * 1024)
    #expect(policies.problems(large).map(\.message.count) == [59])
    #expect(policies.problems([0xFF, 0x76]).map(\.message) == ["the file is not UTF-8"])
    let fits = Array("version: 1\n#".utf8) + Array(repeating: 0x20, count: 256 * 1024 - 12)
    #expect(policies.problems(fits) == [])
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func `nesting has an end`(_ opening: String) {
    let deep = String(repeating: opening, count: 50_000)
    let problems = policies.problems(Array("version: 1\ntopics:\n \(deep)".utf8))
    #expect(problems.map(\.message) == ["it is nested more than 32 levels deep"])
  }

  @Test func `aliases within aliases cost nothing`() {
    var text = "version: 1\na0: &a0 [x, x]\n"
    for level in 1...26 {
      let list = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    #expect(policies.problems(Array(text.utf8)).count == 27 + 26 * 9)
  }

  private static let expected = [
    "brand.yaml:2:8: error: brand is empty"
  ]
}
