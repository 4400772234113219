import VouchCore
import VouchStore

/// The owner's keys in the order in which they were in force, as the ledger tells it.
///
/// The entry that founds the workspace names the first key, and each rotation the next.
struct KeyChain: Hashable, Sendable {
  /// The events of the entries that make up a chain.
  static let events: Set<String> = [founding, RotationStatement.event]

  private static let founding = "founded"

  /// The random key of the workspace.
  private let workspace: String
  /// The first key, and the entry of each rotation with the key that held from there on.
  private var links: [Link]

  struct Link: Hashable, Sendable {
    /// The entry after which the key is in force.
    let entry: Int
    /// When that was; nil for the first key.
    let since: Instant?
    let key: OwnerPublicKey
  }

  /// The keys do not follow from one another.
  struct Broken: Error, Hashable, CustomStringConvertible {
    /// The number of the entry that is to blame.
    let entry: Int
    /// What is wrong with it.
    let reason: String

    var description: String { "the owner's key is not known: entry \(entry), \(reason)" }
  }

  /// The chain as it begins.
  ///
  /// - Parameters:
  ///   - entry: The first of the ledger; nil where it is missing or was changed.
  ///   - workspace: The random key that the workspace goes by.
  /// - Throws: ``Broken``.
  init(founding entry: LedgerEntry?, of workspace: String) throws(Broken) {
    guard let entry else { throw Broken(entry: 1, reason: "it is missing or was changed") }
    guard entry.sequence == 1, entry.event.name == Self.founding else {
      throw Broken(entry: 1, reason: "it does not found the workspace")
    }
    guard entry.event.details["workspace"]?.string == workspace else {
      throw Broken(entry: 1, reason: "it founds another workspace than this one")
    }
    guard let key = entry.event.details["ownerKey"]?.string.flatMap(OwnerPublicKey.init(_:)) else {
      throw Broken(entry: 1, reason: "it names no key of the owner's")
    }
    self.workspace = workspace
    links = [Link(entry: 1, since: nil, key: key)]
  }

  /// Brings the key of a rotation into force, once both of its signatures were checked.
  ///
  /// - Throws: ``Broken``; the chain is as it was then.
  mutating func extend(by entry: LedgerEntry) throws(Broken) {
    guard entry.event.name == RotationStatement.event else {
      throw Broken(entry: entry.sequence, reason: "a workspace is founded once, by its first entry")
    }
    let statement = try Self.rotation(in: entry, from: current)
    let before = LedgerHead(sequence: entry.sequence - 1, digest: entry.previous)
    guard entry.submission == nil, statement.workspace == workspace, statement.old == current,
      statement.ledger == before
    else {
      throw Broken(entry: entry.sequence, reason: "its rotation of the key was signed elsewhere")
    }
    links.append(Link(entry: entry.sequence, since: entry.at, key: statement.new))
  }

  /// Reads the chain from the ledger.
  ///
  /// - Throws: ``Broken``, or `StoreError`.
  init(_ reader: StoreReader) throws {
    try self.init(founding: reader.soundEntry(1), of: reader.workspace().key)
    for entry in try reader.workspaceEntries(RotationStatement.event) { try extend(by: entry) }
  }

  /// The key in force now.
  var current: OwnerPublicKey { links[links.count - 1].key }

  /// The keys that were in force before, newest first.
  var earlier: [OwnerPublicKey] { links.dropLast().reversed().map(\.key) }

  /// When the key in force now came to be so; nil where it is the first.
  var since: Instant? { links[links.count - 1].since }

  func contains(_ key: OwnerPublicKey) -> Bool { links.contains { $0.key == key } }

  /// The key with which the decision in that entry had to be signed.
  func key(at entry: Int) -> OwnerPublicKey {
    links.last { $0.entry < entry }?.key ?? links[0].key
  }

  /// What a rotation says, signed with the key before and with the one that it brings.
  private static func rotation(
    in entry: LedgerEntry,
    from old: OwnerPublicKey
  ) throws(Broken) -> RotationStatement {
    func broken(_ reason: String) -> Broken { Broken(entry: entry.sequence, reason: reason) }
    guard let signed = SignedStatement(in: entry.event.details), signed.key == old,
      signed.isGenuine
    else { throw broken("it rotates the owner's key, and the key before did not sign that") }
    guard let statement = try? RotationStatement(signed.bytes) else {
      throw broken("it rotates the owner's key, and what is signed says something else")
    }
    guard let own = entry.event.details["byNewKey"].flatMap(SignedStatement.init(in:)),
      own.bytes == signed.bytes, own.key == statement.new, own.isGenuine
    else { throw broken("it rotates the owner's key, and the new key did not sign that") }
    return statement
  }
}
