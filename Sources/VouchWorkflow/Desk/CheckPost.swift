public import VouchCore
import VouchStore

/// What came of checking one file of the outbox.
public struct PostCheck: Sendable, Equatable {
  /// The path, as given.
  public let path: String
  /// What is wrong, one line each; empty where the file is what the owner vouched for.
  public let problems: [String]
  /// The revision and channel the file is for; nil where it does not say.
  public let post: String?
  /// Who vouched for it; nil where nobody is known to have.
  public let approvedBy: String?
  /// When; nil where that is not known.
  public let approvedAt: Instant?
  /// Whether it comes from a simulation.
  public let isSimulated: Bool

  /// True where the file is what the owner vouched for.
  public var isGenuine: Bool { problems.isEmpty }
}

/// Checks files of the outbox against the owner's public keys, wherever the files are now.
public struct PostChecker: Sendable {
  private let keys: [OwnerPublicKey]

  /// The largest file that is read, in bytes.
  static let maxBytes = 8 << 20

  /// A checker that trusts `keys`: the one in force, and earlier ones.
  public init(trusting keys: [OwnerPublicKey]) {
    self.keys = keys
  }

  /// Checks the file at `path`.
  ///
  /// - Throws: ``WorkflowError`` where it cannot be read.
  public func check(_ path: String) throws -> PostCheck {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(path, limit: Self.maxBytes)
    } catch {
      throw WorkflowError(.unavailable, "cannot read \(path): \(error)")
    }
    return check(bytes, path: path)
  }

  /// Checks what was read from `path`.
  func check(_ bytes: [UInt8], path: String) -> PostCheck {
    guard let text = String(validating: bytes, as: UTF8.self), let json = JSON(parsing: text),
      json["schema"]?.string == PostDocument.schema
    else { return .refused(path, ["this is no post of Vouch's"]) }
    guard let signed = SignedStatement(in: json) else {
      return .refused(path, ["it carries no signed approval"])
    }
    guard keys.contains(signed.key) else {
      return .refused(path, ["it is signed with another key, \(signed.key)"])
    }
    guard signed.isGenuine, let statement = try? DecisionStatement(signed.bytes),
      statement.decision == .approve
    else { return .refused(path, ["the signature is not the owner's"]) }
    return PostCheck(
      path: path,
      problems: Self.differences(json, statement),
      post: "\(statement.id) on \(json["channel"]?.string ?? "?")",
      approvedBy: statement.owner,
      approvedAt: statement.at,
      isSimulated: statement.isSimulated
    )
  }

  private static let members: Set<String> = [
    "schema", "key", "submission", "revision", "channel", "kind", "text", "segments", "offsets",
    "replyTo", "links", "mentions", "hashtags", "media", "mission", "scheduledAt", "emittedAt",
    "assistant", "approvedBy", "approvedAt", "fingerprint", "policy", "waivers", "simulated",
    "statement", "signature", "signedBy",
  ]

  /// What in the file is not what was signed.
  private static func differences(_ json: JSON, _ statement: DecisionStatement) -> [String] {
    guard json.hasOnly(members) else { return ["it has members that Vouch does not write"] }
    var problems: [String] = []
    let expected: [(String, JSON)] = [
      ("submission", .int(statement.id.submission)), ("revision", .int(statement.id.revision)),
      ("assistant", .string(statement.assistant)), ("approvedBy", .string(statement.owner)),
      ("fingerprint", .string(statement.fingerprint)),
      (
        "policy",
        [
          "name": .string(statement.policy.name),
          "fingerprint": .string(statement.policy.fingerprint),
        ]
      ),
      (
        "waivers",
        .array(
          statement.waivers.map { ["rule": .string($0.rule.name), "reason": .string($0.reason)] }
        )
      ),
    ]
    for (key, value) in expected where json[key] != value {
      problems.append("'\(key)' is not what was signed")
    }
    if (json["simulated"] ?? false) != .bool(statement.isSimulated) {
      problems.append("'simulated' is not what was signed")
    }
    if instant(json["approvedAt"]) != statement.at {
      problems.append("'approvedAt' is not what was signed")
    }
    if !(instant(json["scheduledAt"]).map(statement.window.contains) ?? false) {
      problems.append("'scheduledAt' lies outside of what was signed")
    }
    if instant(json["emittedAt"]) == nil { problems.append("'emittedAt' is no instant") }
    return problems + contentDifferences(json, statement)
  }

  private static func contentDifferences(
    _ json: JSON,
    _ statement: DecisionStatement
  ) -> [String] {
    guard let content = PostContent(json),
      let signed = statement.posts.first(where: { $0.channel == content.channel })
    else { return ["the post is not for a channel that was signed"] }
    let key = Digests.deliveryKey(
      workspace: statement.workspace,
      id: statement.id,
      channel: Channel(content.channel)
    )
    return (content.digest == signed.digest ? [] : ["the post is not what was signed"])
      + (json["key"]?.string == key ? [] : ["'key' is not that of this post"])
  }

  /// An instant as the outbox writes it, with an offset.
  private static func instant(_ json: JSON?) -> Instant? {
    guard let text = json?.string.flatMap(TimeText.init(parsing:)), text.offset != nil else {
      return nil
    }
    return text.instant
  }
}

extension PostCheck {
  fileprivate static func refused(_ path: String, _ problems: [String]) -> PostCheck {
    PostCheck(
      path: path,
      problems: problems,
      post: nil,
      approvedBy: nil,
      approvedAt: nil,
      isSimulated: false
    )
  }
}

extension OwnerPublicKey {
  /// The keys in a text such as `vouch key export-public` prints: the first word of each line that
  /// is a key; other lines are remarks.
  public static func keys(in text: String) -> [OwnerPublicKey] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      line.split(whereSeparator: \.isWhitespace).first.flatMap { OwnerPublicKey(String($0)) }
    }
  }

  /// The keys in the file at `path`.
  ///
  /// - Throws: ``WorkflowError`` where it cannot be read, or has none.
  public static func keys(inFileAt path: String) throws -> [OwnerPublicKey] {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(path, limit: 65_536)
    } catch {
      throw WorkflowError(.unavailable, "cannot read \(path): \(error)")
    }
    let keys = keys(in: String(decoding: bytes, as: UTF8.self))
    guard !keys.isEmpty else {
      throw WorkflowError(
        .invalid,
        "there is no key in \(path)",
        help: "make one with 'vouch key export-public'"
      )
    }
    return keys
  }
}

extension Desk {
  /// The owner's keys that this account trusts for this workspace: the one in force and earlier
  /// ones.
  ///
  /// - Throws: ``WorkflowError`` where the workspace is not trusted, or `StoreError`.
  public func trustedKeys() throws -> [OwnerPublicKey] {
    do {
      let chain = try witness(try storeForReading(), remembers: false).chain
      return [chain.current] + chain.earlier
    } catch let distrust as Witness.Distrust {
      throw WorkflowError(.unavailable, distrust.reason, help: distrust.help)
    }
  }
}
