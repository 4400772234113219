public import VouchCore

/// What is handed in, before it has a number.
public struct NewRevision: Sendable {
  /// Who hands it in.
  public let submittedBy: Actor
  /// When.
  public let submittedAt: Instant
  /// The path it was read from, as given.
  public let path: String
  /// The exact bytes.
  public let bytes: [UInt8]
  /// SHA-256 of the bytes alone, in hexadecimal: how handing in the same again is noticed.
  public let bytesDigest: String
  /// SHA-256 over bytes, rendered texts and media digests, in hexadecimal.
  public let fingerprint: String
  /// What was read from them.
  public let content: StorableContent
  /// What the rules found.
  public let report: Report
  /// When its window ends.
  var windowEnd: Instant? { content.window.end }

  /// Something handed in.
  public init(
    submittedBy: Actor,
    submittedAt: Instant,
    path: String,
    bytes: [UInt8],
    bytesDigest: String,
    fingerprint: String,
    content: StorableContent,
    report: Report
  ) {
    self.submittedBy = submittedBy
    self.submittedAt = submittedAt
    self.path = path
    self.bytes = bytes
    self.bytesDigest = bytesDigest
    self.fingerprint = fingerprint
    self.content = content
    self.report = report
  }
}

/// What a revision says, put into the form in which it is stored.
///
/// To be made before the transaction that stores it: while that one is open, others wait.
public struct StorableContent: Sendable {
  let window: Window
  let channels: [Channel]
  /// The values of `ContentRecord.columns`.
  let values: [SQLValue]
  /// What near-copies of it are found by.
  let prints: [WordingPrint]

  /// The stored form of `content`; `prints` are those of its wording, made here where nobody has
  /// made them yet.
  public init(_ content: RevisionContent, prints: [WordingPrint]? = nil) {
    window = content.window
    channels = content.channels
    values = ContentRecord.values(content)
    self.prints = prints ?? content.wording.prints
  }
}
