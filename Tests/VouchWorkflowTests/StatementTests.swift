import Testing
import VouchCore
import VouchTestSupport

@testable import VouchWorkflow

struct StatementTests {
  @Test("a statement reads back as it was written, whatever it says", arguments: 0..<40)
  func roundTrip(seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    let statement = DecisionStatement.made(with: &chance)
    #expect(try DecisionStatement(statement.bytes) == statement, "seed \(seed)")
  }

  @Test("no change of its bytes reads as the same statement", arguments: 0..<8)
  func everyByteCounts(seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    let statement = DecisionStatement.made(with: &chance)
    let bytes = statement.bytes
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= UInt8(1 << Int.random(in: 0..<8, using: &chance))
      #expect((try? DecisionStatement(changed)) != statement, "seed \(seed), byte \(index)")
    }
    for length in bytes.indices {
      #expect(throws: FieldReader.Mismatch.self) {
        try DecisionStatement(Array(bytes.prefix(length)))
      }
    }
    #expect(throws: FieldReader.Mismatch.self) { try DecisionStatement(bytes + [0x30]) }
  }

  @Test(
    "a field has one spelling",
    arguments: ["01:a", "+1:a", "1:", "2:a", "-1:a", ":a", "a", "", "1000000000:a", "9999999999:a"]
  )
  func oddFields(text: String) {
    #expect(throws: FieldReader.Mismatch.self) { try FieldReader(Array(text.utf8), domain: "a") }
  }

  @Test("the layout is the documented one")
  func layout() {
    let statement = DecisionStatement(
      workspace: "w",
      isSimulated: false,
      decision: .approve,
      id: RevisionID(submission: 12, revision: 2),
      assistant: "maya",
      owner: "Olga",
      fingerprint: "f",
      policy: .init(name: "p", fingerprint: "pf"),
      waivers: [Waiver(rule: "length", reason: "ok")],
      window: Window(start: nil, end: Instant(milliseconds: 1000)),
      at: Instant(milliseconds: 10),
      note: "",
      posts: [.init(channel: "x", digest: "d")],
      ledger: LedgerHead(sequence: 7, digest: "h")
    )
    #expect(
      String(decoding: statement.bytes, as: UTF8.self)
        == "16:vouch.decision/11:w4:real7:approve2:121:24:maya4:Olga1:f1:p2:pf1:16:length2:ok0:"
        + "4:10002:100:1:11:x1:d1:71:h"
    )
  }

  @Test("a key is written in one way")
  func keyNames() throws {
    let key = try KeySource { Array(0..<16) }.ownerKey().publicKey
    #expect(OwnerPublicKey("\(key)") == key)
    #expect(OwnerPublicKey("\(key)" + "=") == nil)
    #expect(OwnerPublicKey(String("\(key)".dropFirst(8))) == nil)
    #expect(OwnerPublicKey("ed25519:AAAA") == nil)
    #expect(OwnerPublicKey.keys(in: "# mine\n\(key) earlier\nnothing\n") == [key])
  }

  @Test("a sealed key opens with its passphrase and its own name alone")
  func sealing() throws {
    let key = try KeySource { Array(0..<16) }.ownerKey()
    let other = try KeySource { Array(1..<17) }.ownerKey()
    let cost = SealedKey.Cost(rounds: 16, blockSize: 8, parallelism: 1)
    let random = Array<UInt8>(0..<28)
    let sealed = try SealedKey.seal(key, with: [1, 2, 3], random: random, cost: cost)
    #expect(try sealed.open(with: [1, 2, 3], of: key.publicKey).seed == key.seed)
    #expect(throws: SealedKey.Refused.self) { try sealed.open(with: [1, 2], of: key.publicKey) }
    #expect(throws: SealedKey.Refused.self) {
      try sealed.open(with: [1, 2, 3], of: other.publicKey)
    }
    #expect(SealedKey(sealed.json) == sealed)
    #expect(!sealed.json.text().contains(Self.base64(key.seed)))
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    SignedStatement(bytes: bytes, signature: [], key: OwnerPublicKey(raw: bytes))
      .members[0].value.string ?? ""
  }
}

extension DecisionStatement {
  /// A statement of anything at all.
  fileprivate static func made(with chance: inout SeededGenerator) -> DecisionStatement {
    let words = ["", "a", "1:x", "ключ", "👩‍💻\u{0}", "12:", "\n", "café"]
    func word() -> String { words.randomElement(using: &chance) ?? "" }
    func instant() -> Instant {
      Instant(milliseconds: Int64.random(in: -1_000_000...4_000_000_000_000, using: &chance))
    }
    func maybe() -> Instant? { Bool.random(using: &chance) ? instant() : nil }
    func some<Value>(_ make: () -> Value) -> [Value] {
      (0..<Int.random(in: 0...3, using: &chance)).map { _ in make() }
    }
    let decisions: [Decision] = [.approve, .reject, .requestChanges, .revoke]
    return DecisionStatement(
      workspace: word(),
      isSimulated: Bool.random(using: &chance),
      decision: decisions.randomElement(using: &chance) ?? .approve,
      id: RevisionID(submission: Int.random(in: 0...9999, using: &chance), revision: 1),
      assistant: word(),
      owner: word(),
      fingerprint: word(),
      policy: .init(name: word(), fingerprint: word()),
      waivers: some { Waiver(rule: RuleID(word()), reason: word()) },
      window: Window(start: maybe(), end: maybe()),
      at: instant(),
      note: word(),
      posts: some { .init(channel: word(), digest: word()) },
      ledger: LedgerHead(sequence: Int.random(in: 0...9999, using: &chance), digest: word())
    )
  }
}
