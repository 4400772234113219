import Testing
import VouchCore
import VouchRules
import VouchTestSupport

struct PolicyExtensionTests {
  private let policies = LoadingPolicies()

  @Test func `the nearer file wins key by key, option by option and name by name`() throws {
    let policy = try policies.load([
      "house": """
      brand: House
      why: Base.
      training: 1
      topics: {a: {about: A, words: [one]}, b: {about: B}}
      off-limits: {p: [one, two], q: [three]}
      channels: {x: {per-day: 2, min-gap: 1h}, linkedin: {limit: 900}}
      calendar:
        slots: {x: {mon: [10:00]}, linkedin: {mon: [11:00]}}
        days-off: [2026-12-24]
        late: {grace: 5m, then: ask}
      rules:
        batch: {target: 8, tolerance: 1}
        per-channel: {max: 4, on: {x: {max: 3}, bluesky: {severity: note}}}
      phrases:
        - {id: one, never: [foo], message: M, examples: {flags: [foo], passes: [bar]}}
        - {id: two, never: [baz], message: N, examples: {flags: [baz], passes: [bar]}}
      assistants: {default: {per-day: 2, kinds: [post]}, maya: {per-day: 9}}
      """,
      "brand": """
      extends: house
      brand: Child
      topics: {b: {about: Bee}, c: {about: C}}
      off-limits: {p: [two, four]}
      channels: {x: {per-day: 1}, bluesky: {}}
      calendar: {slots: {x: {tue: [12:00]}}, days-off: [2026-12-25], late: {grace: 9m}}
      rules:
        batch: {tolerance: 2}
        per-channel: {on: {x: {severity: error}}}
        one: warning
        two: {severity: off}
      assistants: {default: {kinds: [reply]}, maya: {requires: [reference]}}
      """,
    ])
    #expect([policy.brand, policy.why] == ["Child", "Base."])
    #expect(policy.topics.map(\.about) == ["A", "Bee", "C"])
    #expect(policy.offLimits.map(\.words) == [["one", "two", "four"], ["three"]])
    #expect(policy.channels.profiles.map(\.channel) == [.x, .linkedin, .bluesky])
    #expect(policy.channels[.linkedin]?.limit == 900)
    #expect(policy.calendar.cadence[.x] == Cadence(perDay: 1, minGap: .hours(1)))
    let ten = try #require(WallTime(parsing: "12:00"))
    #expect(policy.calendar.slots[.x] == [.tuesday: [ten]])
    #expect(policy.calendar.slots[.linkedin]?.keys.first == .monday)
    #expect(policy.calendar.daysOff.count == 2)
    #expect(policy.calendar.late == LatePosts(grace: .minutes(9), then: .ask))
    #expect(
      policy.entries.first { $0.rule == "batch" }?.options
        == OptionValues(["target": .integer(8), "tolerance": .integer(2)])
    )
    #expect(
      policy.entries.first { $0.rule == "per-channel" }?.overrides == [
        .x: .init(severity: .error, options: OptionValues(["max": .integer(3)])),
        .bluesky: .init(severity: .note, options: OptionValues(["max": .integer(4)])),
      ]
    )
    #expect(policy.phrases.map(\.severity) == [.warning, nil])
    #expect(
      policy.scopes == [
        "default": AssistantScope(kinds: [.reply], perDay: 2),
        "maya": AssistantScope(kinds: [.reply], perDay: 9, requires: [.reference]),
      ]
    )
  }

  @Test(
    arguments: [
      ("batch: {target: 9}", "target is 10 there and cannot become 9", "it cannot be changed"),
      ("batch: {tolerance: 3}", "tolerance is 2 there and cannot become 3", "only be lowered"),
      ("batch: off", "severity is error there and cannot become off", "only be raised"),
      ("batch: warning", "severity is error there and cannot become warning", "only be raised"),
      ("batch: {on: {x: {tolerance: 4}}}", "tolerance on x is 2 there and cannot become 4", ""),
      ("batch: {on: {x: off}}", "severity on x is error there and cannot become off", ""),
      ("mission-rest: {rest: 6d}", "rest is 7d there and cannot become 6d", "only be raised"),
      ("hosts: {allow: [a.example, c.example]}", "allow is [a.example, b.example]", "taken away"),
      ("hosts: {allow: []}", "cannot become []", "words can only be taken away"),
      ("hosts: {deny: [c.example]}", "deny is [bad.example] there", "words can only be added"),
      ("hosts: {secure: false}", "secure is true there and cannot become false", "turned on"),
      ("hype: off", "severity is warning there and cannot become off", "it can only be raised"),
    ]
  )
  func `what a base locks cannot be loosened`(_ rule: String, _ message: String, _ help: String) {
    let problems = policies.problems([
      "brand": "extends: house\nrules:\n  \(rule)", "house": locked,
    ])
    #expect(problems.count == 1)
    #expect(problems.allSatisfy { $0.contains("house.yaml locks") && $0.contains(message) })
    #expect(problems.allSatisfy { $0.hasPrefix("brand.yaml:4:") && $0.contains(help) })
  }

  @Test(
    arguments: [
      "batch: {tolerance: 1}", "batch: {on: {x: {tolerance: 0}}}", "hosts: {allow: [a.example]}",
      "hosts: {deny: [bad.example, worse.example]}", "hosts: error", "mission-rest: {rest: 8d}",
      "hype: error", "per-channel: off", "batch: {target: 10}",
    ]
  )
  func `what a base locks can be tightened, and the rest can be anything`(_ rule: String) {
    let problems = policies.problems([
      "brand": "extends: house\nrules:\n  \(rule)", "house": locked,
    ])
    #expect(problems == [])
  }

  @Test func `a locked phrase cannot be replaced, and locks hold for grandchildren`() throws {
    let files = [
      "brand": "extends: middle\nrules: {batch: {tolerance: 5}}",
      "middle": """
      extends: house
      phrases:
        - {id: hype, never: [x], message: M, examples: {flags: [x], passes: [y]}}
      """,
      "house": locked,
    ]
    #expect(
      policies.problems(files) == [
        """
        brand.yaml:3:28: error: house.yaml locks 'batch': tolerance is 2 there and cannot become 5 \
        (it can only be lowered)
        """,
        "middle.yaml:4:10: error: house.yaml locks the phrase 'hype' (choose another id)",
      ]
    )
    let policy = try policies.load(["brand": "extends: house", "house": locked])
    #expect(["batch", "hosts", "mission-rest", "hype"].allSatisfy { policy.locks(RuleID($0)) })
    #expect(!policy.locks("per-channel"))
  }

  @Test func `a chain that does not end well is refused at the line that extends`() {
    #expect(
      policies.problems(["brand": "extends: house"]) == [
        "brand.yaml:2:10: error: the policy 'house' cannot be read: no such file"
      ]
    )
    #expect(
      policies.problems(["brand": "extends: a", "a": "extends: b", "b": "extends: a"]) == [
        "b.yaml:2:10: error: policies extend one another: a → b → a"
      ]
    )
    let long = Dictionary(
      uniqueKeysWithValues: (0...9).map { ($0 == 0 ? "brand" : "p\($0)", "extends: p\($0 + 1)") }
    )
    #expect(
      policies.problems(long) == [
        "p7.yaml:2:10: error: more than 8 policies extend one another"
      ]
    )
  }

  @Test(arguments: ["../house", "a/b", "a\\\\b", ".hidden", "house.yaml"])
  func `extends takes the name of a file beside it and no path`(_ name: String) {
    let problems = policies.problems(["brand": "extends: \"\(name)\""])
    #expect(problems.count == 1)
    #expect(problems.allSatisfy { $0.contains("is not the name of a policy") })
  }

  @Test func `mistakes in every file are told at once, by file and line`() {
    let problems = policies.problems([
      "brand": "extends: house\nbrnad: A\ntraining: many", "house": "lokc: []",
    ])
    #expect(
      problems == [
        "brand.yaml:3:1: error: 'brnad' is not a key of a policy (did you mean 'brand'?)",
        "brand.yaml:4:11: error: training is a whole number, not 'many'",
        "house.yaml:2:1: error: 'lokc' is not a key of a policy (did you mean 'lock'?)",
      ]
    )
  }

  private let locked = """
    rules:
      hosts: {allow: [a.example, b.example], secure: true}
    phrases:
      - {id: hype, never: [hype], message: M, severity: warning,
         examples: {flags: [hype], passes: [hope]}}
    lock: [batch, hosts, mission-rest, hype]
    """
}
