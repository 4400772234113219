import Testing
import VouchCore
import VouchRules
import VouchTestSupport

struct PolicyAdviceTests {
  @Test func `what can never do anything is pointed out`() throws {
    let advice = try advice(
      """
      topics:
        craft: {about: Pots, words: [clay, ballot]}
        care: {about: Use}
      off-limits: {politics: [Ballot, "cl\u{200B}ay", "pоt"]}
      channels: {x: {}, linkedin: {}}
      calendar:
        slots:
          x: {mon: [8:30, 9:00], sun: [12:00]}
          bluesky: {mon: [10:00]}
        quiet: {daily: "18:00-09:00", sun: all}
      rules:
        batch: off
        per-channel: {severity: off, on: {threads: warning}}
      phrases:
        - {id: size, never: ["gro[ß]+"], message: M, severity: off,
           examples: {flags: ["groß"], passes: [a]}}
      assistants: {maya: {channels: [x, facebook]}}
      """
    )
    #expect(
      advice == [
        "3:3 'ballot' is a word of the topic 'craft' and off limits",
        "4:3 the topic 'care' has no words, so that any text fits it",
        "5:14 'cl\u{200B}ay' holds an invisible character",
        "5:14 'pоt' mixes letters that look alike but are of different scripts",
        "9:5 the slot of x on mon at 08:30 is always quiet",
        "9:5 the slot of x on sun at 12:00 is always quiet",
        "10:5 slots for bluesky, where the policy does not post",
        "13:1 the rule 'batch' is off",
        "14:1 the rule 'per-channel' speaks of threads, where the policy does not post",
        "16:5 the phrase 'size' is off",
        "18:14 'maya' may post to facebook, where the policy does not post",
      ]
    )
  }

  @Test func `the policies that ship give no cause for advice`() throws {
    let loader = PolicyLoader(folding: .canonical, digest: { "\($0.count)" }, fallbackZone: nil)
    let policy = try loader.load("brand") { name in
      try ProjectFiles.bytes("policies/\(name).yaml")
    }
    #expect(loader.advice(for: policy) == [])
    #expect(["mission-batch", "mass-tagging", "hidden-text"].allSatisfy { policy.locks($0) })
    #expect(policy.scope(of: "anybody").requires == [.reference, .training])
  }

  private func advice(_ text: String) throws -> [String] {
    let loader = PolicyLoader(
      catalog: .stubs,
      folding: .lowercase,
      digest: { "\($0.count)" },
      fallbackZone: .utc
    )
    let policy = try loader.load("brand") { _ in Array(("version: 1\n" + text).utf8) }
    return loader.advice(for: policy).map { "\($0.line):\($0.column) \($0.message)" }
  }
}
