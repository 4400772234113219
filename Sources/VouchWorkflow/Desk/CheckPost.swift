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
///
/// A file alone cannot tell that its approval was taken back later; a checker made for a workspace
/// can.
public struct PostChecker: Sendable {
  private let keys: [OwnerPublicKey]
  /// By submission, the entry of the ledger that took its approval back.
  private let overruled: [Int: Int]

  /// The largest file that is read, in bytes.
  static let maxBytes = 8 << 20

  /// A checker that trusts `keys`: the one in force, and earlier ones.
  public init(trusting keys: [OwnerPublicKey]) {
    self.init(keys: keys, overruled: [:])
  }

  /// A checker of what went out while a key of that chain was in force.
  init(_ chain: KeyChain) {
    self.init(trusting: [chain.current] + chain.earlier)
  }

  init(keys: [OwnerPublicKey], overruled: [Int: Int]) {
    self.keys = keys
    self.overruled = overruled
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
    var problems = Self.differences(json, statement)
    if let entry = overruled[statement.id.submission], entry > statement.ledger.sequence + 1 {
      problems.append("its approval was taken back by entry \(entry) of the ledger")
    }
    return PostCheck(
      path: path,
      problems: problems,
      post: "\(statement.id) on \(json["channel"]?.string ?? "?")",
      approvedBy: statement.owner,
      approvedAt: statement.at,
      isSimulated: statement.isSimulated
    )
  }

  /// What in the file is not what was signed: it is made anew from what was, and compared.
  private static func differences(_ json: JSON, _ statement: DecisionStatement) -> [String] {
    guard let content = PostContent(json),
      let signed = statement.posts.first(where: { $0.channel == content.channel })
    else { return ["the post is not for a channel that was signed"] }
    guard content.digest == signed.digest else { return ["the post is not what was signed"] }
    guard let proof = SignedStatement(in: json), let slot = json["scheduledAt"]?.outboxInstant,
      let sent = json["emittedAt"]?.outboxInstant, json["approvedAt"]?.outboxInstant != nil
    else { return ["an instant in it is not written as Vouch writes it"] }
    let channel = Channel(content.channel)
    let expected = PostDocument(
      delivery: Delivery(
        submission: statement.id.submission,
        revision: statement.id.revision,
        channel: channel,
        scheduledAt: slot,
        key: Digests.deliveryKey(
          workspace: statement.workspace,
          id: statement.id,
          channel: channel
        )
      ),
      content: content,
      statement: statement,
      signed: proof,
      emittedAt: sent,
      zone: .utc
    ).json
    var problems = json.differences(
      from: expected,
      besides: ["scheduledAt", "emittedAt", "approvedAt"]
    ).map { "'\($0)' is not what was signed" }
    // The file tells seconds, the statement milliseconds.
    if json["approvedAt"]?.outboxInstant?.seconds != statement.at.seconds {
      problems.append("'approvedAt' is not what was signed")
    }
    if !statement.window.contains(slot) {
      problems.append("'scheduledAt' lies outside of what was signed")
    }
    return problems
  }
}

extension JSON {
  /// An instant as the outbox writes it: whole seconds, with an offset.
  fileprivate var outboxInstant: Instant? {
    guard let string, string.utf8.dropFirst(10).first == UInt8(ascii: "T"),
      string.utf8.count == (string.hasSuffix("Z") ? 20 : 25), let text = TimeText(parsing: string)
    else { return nil }
    return text.instant
  }

  /// The keys of members that two objects do not share, byte for byte, in any order.
  fileprivate func differences(from other: JSON, besides free: Set<String>) -> [String] {
    guard case .object(let own) = self, case .object(let others) = other else { return ["schema"] }
    var keys = Set(own.map(\.key)).union(others.map(\.key)).subtracting(free)
    // Two texts that look alike are equal to Swift; their bytes are not.
    keys = keys.filter { key in
      let texts = own.filter { $0.key == key }.map { Array($0.value.text().utf8) }
      return texts != [other[key].map { Array($0.text().utf8) }]
    }
    let doubled = Dictionary(grouping: own, by: \.key).filter { $1.count > 1 }.keys
    return keys.union(doubled).sorted()
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
  /// What checks posts of this workspace: it trusts the owner's key in force and earlier ones, and
  /// knows what was taken back.
  ///
  /// - Throws: ``WorkflowError`` where the workspace is not trusted, or `StoreError`.
  public func postChecker() throws -> PostChecker {
    do {
      let store = try storeForReading()
      let custody = try witness(store, remembers: false)
      // What was approved anew, or ran out of time on another channel, was not taken back.
      let revoked = try store.read { reader in
        try custody.overruled.filter { try reader.soundEntry($0.value)?.event.name == "revoked" }
      }
      return PostChecker(
        keys: [custody.chain.current] + custody.chain.earlier,
        overruled: revoked
      )
    } catch let distrust as Witness.Distrust {
      throw WorkflowError(.unavailable, distrust.reason, help: distrust.help)
    }
  }
}
