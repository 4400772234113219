import VouchCore
import VouchStore

/// The owner's keys in the order in which they were in force, as the ledger tells it.
struct KeyChain: Hashable, Sendable {
  /// The first key, and the entry of each rotation with the key that held from there on.
  private let links: [Link]

  struct Link: Hashable, Sendable {
    /// The entry after which the key is in force.
    let entry: Int
    /// When that was; nil for the first key.
    let since: Instant?
    let key: OwnerPublicKey
  }

  /// The keys do not follow from one another.
  struct Broken: Error {
    let reason: String
  }

  /// Reads the chain from the ledger, and checks both signatures of every rotation.
  ///
  /// - Throws: ``Broken``, or `StoreError`.
  init(_ reader: StoreReader) throws {
    guard let founding = try reader.soundEntry(1), founding.event.name == "founded",
      let workspace = founding.event.details["workspace"]?.string,
      let first = founding.event.details["ownerKey"]?.string.flatMap(OwnerPublicKey.init(_:))
    else { throw Broken(reason: "the first entry of the ledger names no key of the owner") }
    var links = [Link(entry: 1, since: nil, key: first)]
    for entry in try reader.workspaceEntries(RotationStatement.event) {
      guard let link = links.last, let next = Self.link(entry, after: link.key, workspace) else {
        throw Broken(reason: "entry \(entry.sequence) of the ledger rotates the key unsigned")
      }
      links.append(next)
    }
    self.links = links
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

  /// The link that a rotation adds; nil where it is not what the owner signed.
  private static func link(
    _ entry: LedgerEntry,
    after old: OwnerPublicKey,
    _ workspace: String
  ) -> Link? {
    guard let signed = SignedStatement(in: entry.event.details), signed.key == old,
      signed.isGenuine, let statement = try? RotationStatement(signed.bytes),
      statement.workspace == workspace, statement.old == old,
      statement.ledger.sequence == entry.sequence - 1,
      statement.ledger.digest == entry.previous,
      let own = entry.event.details["byNewKey"].flatMap(SignedStatement.init(in:)),
      own.bytes == signed.bytes, own.key == statement.new, own.isGenuine
    else { return nil }
    return Link(entry: entry.sequence, since: entry.at, key: statement.new)
  }
}
