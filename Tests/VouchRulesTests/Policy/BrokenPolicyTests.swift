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
    #expect(policies.problems(text) == Self.expected.map { "brand.yaml:" + $0 })
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
      (
        "version: 1\n---\nversion: 1",
        "2:1: error: a policy is one document; a second one starts here"
      ),
      ("version: 1\nbrand: &b K", "2:8: error: a policy has no anchors"),
      ("version: 1\nbrand: *b", "2:8: error: a policy has no aliases; write the value again"),
      ("version: !!int 1", "1:10: error: a policy has no tags"),
      ("version: 1\n? [a]\n: b", "2:3: error: a key in a policy is a word, not a list"),
      ("version: 1\n\tbrand: K", "indent with spaces, not with tabs"),
      ("version: 1\nbrand: @k", "put the text in quotes"),
      ("version: 1\nbrand: a: b", "put text that holds ': ' in quotes"),
      ("version: 1\nbrand: K\u{0}", "2:9: error: the file has a NUL byte"),
      ("version: 1\nbrand: [a", "check brackets, quotes and the indentation above"),
      ("version: 1\nbrand: \"a\u{1}\"", "2:10: error: it is not YAML: control characters"),
    ]
  )
  func `what is not the YAML of a policy is refused`(_ text: String, _ message: String) {
    let problems = policies.problems(Array(text.utf8)).map(\.description)
    #expect(problems.contains { $0.contains(message) }, "\(problems)")
  }

  @Test func `a file that is too large or not UTF-8 is refused before it is parsed`() {
    let large = Array("version: 1\n#".utf8) + Array(repeating: 0x20, count: 256 * 1024)
    #expect(
      policies.problems(large).map(\.message) == [
        "the file has 262156 bytes; a policy has at most 262144"
      ]
    )
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

  private static let expected: [String] = [
    "2:8: error: brand is empty",
    "3:11: error: 'Lisbon' is not a time zone (did you mean 'Europe/Lisbon'?)",
    "4:1: error: 'topcis' is not a key of a policy (did you mean 'topics'?)",
    "6:11: error: 'abuot' is not a key of the topic 'craft' (did you mean 'about'?)",
    "6:38: error: 'clay' stands twice in the topic 'craft'",
    "7:3: error: the topic 'care' does not say what it is about (write about: …)",
    "7:17: error: words is a list, not text (write [clay])",
    "8:24: error: the off-limits entry 'politics' has an empty list of words",
    "10:3: error: 'linkdin' is no network Vouch knows; a channel of your own needs a limit "
      + "(did you mean 'linkedin'?)",
    "11:16: error: per-day is 0; it lies between 1 and 1000",
    "11:28: error: min-gap is a length of time such as 90m or 4h, not 'soon'",
    "11:41: error: limit is 400; x takes 280 (weighted)",
    "11:56: error: hashtags is -1; it lies between 0 and 1000",
    "12:25: error: hashtags is 9; instagram takes 5",
    "12:34: error: 'words' is not a unit (there are: weighted, graphemes, mastodon, "
      + "threads, characters)",
    "13:3: error: 'News' cannot be a channel (a name has lower-case letters, digits and hyphens)",
    "15:15: error: 'monday' is not a day (did you mean 'mon'?)",
    "15:24: error: a time is 09:30, not '9:3'",
    "15:31: error: a time is 09:30, not '24:00'",
    "15:42: error: 'facebok' is not a channel (did you mean 'facebook'?)",
    "16:18: error: quiet hours are '18:00-09:00' or all, not '18:00'",
    "16:27: error: 'mo' is not a day (did you mean 'mon'?)",
    "17:14: error: a day off is 2026-12-24 or 2026-12-24..2027-01-02, not '2026-02-30'",
    "17:26: error: the day off ends on 2026-12-01, before it starts on 2026-12-24",
    "18:17: error: grace is a length of time such as 90m or 4h, not '30'",
    "18:27: error: 'wait' is not a way to treat late posts (there are: next-slot, ask)",
    "20:3: error: 'mision-rest' is not a rule (did you mean 'mission-rest'?)",
    "21:19: error: target is a whole number, not 'ten'",
    "21:35: error: tolerance is 99; it lies between 0 and 50",
    "21:48: error: 'targte' is not a key of batch on x (did you mean 'target'?)",
    "22:17: error: the rule 'mission-rest' takes a map of options or a severity, not "
      + "'warn' (did you mean 'warning'?)",
    "23:3: error: 'batch' stands twice; it is on line 21 already",
    "24:17: error: deny is a list, not text (write [bad.example])",
    "24:38: error: secure is true or false, not 'yes'",
    "26:10: error: 'batch' is the id of a rule; a phrase needs one of its own",
    "27:27: error: 'a(b' is not a regular expression: missing closing parenthesis (write "
      + "\\ in front of a character that stands for itself)",
    "27:74: error: passes has no example; at least one text is needed",
    "28:60: error: the phrase 'two' is not found in its example 'bar' (entries match whole "
      + "words; a * in front or behind leaves that end open)",
    "28:75: error: the phrase 'two' is found in 'foo', which is to pass",
    "29:5: error: a phrase without message, examples",
    "29:10: error: the phrase 'two' stands twice; it is on line 28 already",
    "29:22: error: never has nothing to look for",
    "31:3: error: 'Maya' cannot be an assistant (a name has lower-case letters, digits, "
      + "'-', '_' and '.')",
    "32:18: error: 'psot' is not a kind of post (did you mean 'post'?)",
    "32:34: error: 'crafts' is not a topic of the policy (did you mean 'craft'?)",
    "32:54: error: 'references' is not something an assistant can need (did you mean "
      + "'reference'?)",
    "32:78: error: 'ex' is not a channel (did you mean 'x'?)",
    "33:15: error: lock names 'off-limit', which is neither a rule nor a phrase (did you "
      + "mean 'off-limits'?)",
  ]
}
