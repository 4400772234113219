import VouchCore

/// What the owner decided about one revision, in the words that are signed.
///
/// The emitter trusts this and not the rows of the database: everything that decides whether a post
/// may go out, and as what, stands in here. `docs/signatures.md` describes the layout.
struct DecisionStatement: Hashable, Sendable {
  enum Decision: String, Hashable, Sendable {
    case approve, reject, revoke
    case requestChanges = "request-changes"
  }

  static let domain = "vouch.decision/1"

  /// The random key of the workspace: nothing said here counts in another one.
  let workspace: String
  /// Whether the workspace is a simulation.
  let isSimulated: Bool
  let decision: Decision
  let id: RevisionID
  /// Who handed the submission in.
  let assistant: String
  /// The owner's name.
  let owner: String
  /// Of the revision, in hexadecimal.
  let fingerprint: String
  /// The name and fingerprint of the policy that judged it; empty where none was asked.
  let policy: PolicyStamp
  let waivers: [Waiver]
  /// The instants at which the post may go out.
  let window: Window
  /// When the owner decided.
  let at: Instant
  /// The owner's note on an approval, or the reason for anything else; empty where there is none.
  let note: String
  /// For approvals, the digest of what each channel gets.
  let posts: [PostDigest]
  /// The newest entry of the ledger when the owner decided.
  let ledger: LedgerHead

  /// What an approval says beyond any other decision.
  struct Terms {
    let policy: PolicyStamp
    let waivers: [Waiver]
    let window: Window
    let posts: [PostDigest]

    /// Of a decision that is no approval.
    static let none = Terms(policy: .none, waivers: [], window: .always, posts: [])
  }

  struct PolicyStamp: Hashable, Sendable {
    let name: String
    let fingerprint: String

    static let none = PolicyStamp(name: "", fingerprint: "")
  }

  struct PostDigest: Hashable, Sendable {
    let channel: String
    /// Of a ``PostContent``, in hexadecimal.
    let digest: String
  }
}

extension DecisionStatement {
  /// The bytes that are signed.
  var bytes: [UInt8] {
    var fields = FieldWriter(Self.domain)
    fields.add(workspace)
    fields.add(isSimulated ? "simulation" : "real")
    fields.add(decision.rawValue)
    fields.add(id.submission)
    fields.add(id.revision)
    fields.add(assistant)
    fields.add(owner)
    fields.add(fingerprint)
    fields.add(policy.name)
    fields.add(policy.fingerprint)
    fields.add(waivers.count)
    for waiver in waivers {
      fields.add(waiver.rule.name)
      fields.add(waiver.reason)
    }
    fields.add(window.start)
    fields.add(window.end)
    fields.add(at)
    fields.add(note)
    fields.add(posts.count)
    for post in posts {
      fields.add(post.channel)
      fields.add(post.digest)
    }
    fields.add(ledger)
    return fields.bytes
  }

  /// Reads back what was signed.
  ///
  /// - Throws: `FieldReader.Mismatch` where the bytes are no decision.
  init(_ bytes: [UInt8]) throws {
    var fields = try FieldReader(bytes, domain: Self.domain)
    workspace = try fields.text()
    switch try fields.text() {
    case "simulation": isSimulated = true
    case "real": isSimulated = false
    default: throw FieldReader.Mismatch()
    }
    guard let decision = Decision(rawValue: try fields.text()) else {
      throw FieldReader.Mismatch()
    }
    self.decision = decision
    id = RevisionID(submission: try fields.number(), revision: try fields.number())
    assistant = try fields.text()
    owner = try fields.text()
    fingerprint = try fields.text()
    policy = PolicyStamp(name: try fields.text(), fingerprint: try fields.text())
    waivers = try fields.list {
      Waiver(rule: RuleID(try $0.text()), reason: try $0.text())
    }
    window = Window(start: try fields.optionalInstant(), end: try fields.optionalInstant())
    at = try fields.instant()
    note = try fields.text()
    posts = try fields.list { PostDigest(channel: try $0.text(), digest: try $0.text()) }
    ledger = try fields.head()
    try fields.end()
  }
}
