/// One row of the append-only history.
public struct LedgerEntry: Hashable, Sendable {
  /// 1 for the first entry, then one more each time, without gaps.
  public let sequence: Int
  /// When it happened.
  public let at: Instant
  /// Who did it.
  public let actor: Actor
  /// What happened.
  public let event: LedgerEvent
  /// What it happened to; nil for what concerns the workspace as a whole.
  public let submission: Int?
  /// SHA-256 over the entry and `previous`, in hexadecimal.
  public let digest: String
  /// The digest of the entry before; 64 zeros for the first.
  public let previous: String

  /// An entry as stored.
  public init(
    sequence: Int,
    at: Instant,
    actor: Actor,
    event: LedgerEvent,
    submission: Int?,
    digest: String,
    previous: String
  ) {
    self.sequence = sequence
    self.at = at
    self.actor = actor
    self.event = event
    self.submission = submission
    self.digest = digest
    self.previous = previous
  }

  /// What stands before the first entry.
  public static let genesis = String(repeating: "0", count: 64)

  /// The head of the ledger right after this entry.
  public var head: LedgerHead { LedgerHead(sequence: sequence, digest: digest) }
}

/// The newest entry of a ledger at some moment: whoever knows it can tell whether a ledger goes on
/// from there.
public struct LedgerHead: Hashable, Sendable {
  /// The number of the entry; 0 before the first.
  public let sequence: Int
  /// Its digest, in hexadecimal.
  public let digest: String

  /// The entry of that number and digest.
  public init(sequence: Int, digest: String) {
    self.sequence = sequence
    self.digest = digest
  }

  /// Before anything happened.
  public static let genesis = LedgerHead(sequence: 0, digest: LedgerEntry.genesis)
}

/// What happened: a word and its details.
public struct LedgerEvent: Hashable, Sendable {
  /// The word: a past participle in kebab-case such as `submitted` or `delivery-emitted`.
  public let name: String
  /// The details, an object.
  public let details: JSON

  /// An event with its details.
  public init(_ name: String, _ details: JSON = [:]) {
    self.name = name
    self.details = details
  }
}
