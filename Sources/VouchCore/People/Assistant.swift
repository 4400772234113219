/// The person or program that hands in drafts.
public struct Assistant: Hashable, Sendable {
  /// The name it hands in under: lower-case letters, digits, `-`, `_` and `.`, at most 64 bytes.
  public let name: String
  /// What is on file about it.
  public var standing: Standing

  /// An assistant and what is on file.
  public init(name: String, standing: Standing = Standing()) {
    self.name = name
    self.standing = standing
  }

  /// True where `name` can be an assistant's name.
  ///
  /// The names of the owner and the scheduler cannot: the ledger tells actors apart by name. Nor
  /// can one that starts with a dot or a hyphen: names become folders and arguments.
  public static func isValid(name: String) -> Bool {
    guard (1...64).contains(name.utf8.count), name != Actor.ownerName, name != Actor.schedulerName, name != "default",
      name.utf8.first != UInt8(ascii: "."), name.utf8.first != UInt8(ascii: "-")
    else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
        true
      default: false
      }
    }
  }
}

/// What is on file about an assistant: references, training, suspension.
public struct Standing: Hashable, Sendable {
  /// Who vouched for the assistant and what was said, oldest first.
  public var references: [Reference]
  /// The policy's `training` number the assistant was last trained at; nil where never.
  public var trainedAt: Int?
  /// Why the assistant may not hand in anything; nil where it may.
  public var suspension: String?

  /// A clean slate unless told otherwise.
  public init(references: [Reference] = [], trainedAt: Int? = nil, suspension: String? = nil) {
    self.references = references
    self.trainedAt = trainedAt
    self.suspension = suspension
  }
}

/// One reference for an assistant.
public struct Reference: Hashable, Sendable {
  /// Where it comes from: a name, a link, a document.
  public let source: String
  /// When it was put on file.
  public let at: Instant

  /// A reference put on file.
  public init(source: String, at: Instant) {
    self.source = source
    self.at = at
  }
}
