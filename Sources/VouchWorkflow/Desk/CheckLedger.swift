import VouchStore

/// What a walk over the whole ledger found.
public struct LedgerCheck: Sendable, Equatable {
  /// How many entries are as they were written, from the first on.
  public let entries: Int
  /// The digest of the last of them, in hexadecimal.
  public let head: String
  /// The number of the first bad entry; nil where all are good.
  public let badEntry: Int?
  /// What is wrong with it.
  public let reason: String?

  /// True where nothing was changed or taken out.
  public var isSound: Bool { badEntry == nil }
}

extension Desk {
  /// Walks the whole ledger and checks that nothing was changed or taken out.
  ///
  /// - Throws: `StoreError`.
  public func checkLedger() throws -> LedgerCheck {
    let found = try storeForExamining().read { try $0.verifyLedger() }
    return LedgerCheck(
      entries: found.entries,
      head: found.head,
      badEntry: found.fault?.sequence,
      reason: found.fault?.reason
    )
  }
}
