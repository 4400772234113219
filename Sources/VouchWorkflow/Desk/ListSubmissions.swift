public import VouchCore
import VouchStore

/// A stretch of a list.
public struct SubmissionList: Sendable {
  /// The submissions, in order.
  public let submissions: [SubmissionSummary]
  /// Whether the list goes on beyond the stretch.
  public let hasMore: Bool
}

extension Desk {
  /// The submissions that pass `filter`, oldest first, all of them.
  ///
  /// - Throws: `StoreError`.
  public func list(_ filter: SubmissionFilter = SubmissionFilter()) throws -> [SubmissionSummary] {
    var submissions: [SubmissionSummary] = []
    try list(filter) { submissions += $0 }
    return submissions
  }

  /// A stretch of the submissions that pass `filter`, oldest first, `limit` at most.
  ///
  /// Costs what it returns, however many submissions there are.
  ///
  /// - Throws: `StoreError`.
  public func list(
    _ filter: SubmissionFilter,
    _ stretch: ListStretch,
    limit: Int
  ) throws -> SubmissionList {
    try storeForReading().read { reader in
      // One more than wanted tells whether there are more.
      let numbers = try reader.numbers(of: filter, stretch, limit: limit + 1)
      let hasMore = numbers.count > limit
      let wanted =
        switch stretch {
        case .newest: Array(numbers.suffix(limit))
        case .oldest: Array(numbers.prefix(limit))
        }
      return SubmissionList(submissions: try reader.summaries(of: wanted), hasMore: hasMore)
    }
  }

  /// Hands the submissions that pass `filter` to `body`, oldest first, a page at a time: all of one
  /// moment, in constant memory.
  ///
  /// - Throws: `StoreError`, or whatever `body` throws.
  public func list(
    _ filter: SubmissionFilter,
    eachPage body: ([SubmissionSummary]) throws -> Void
  ) throws {
    try storeForReading().read { reader in
      var last = 0
      while true {
        let numbers = try reader.numbers(of: filter, .oldest(after: last), limit: Self.pageLength)
        guard let end = numbers.last else { return }
        try body(try reader.summaries(of: numbers))
        last = end
      }
    }
  }

  /// What waits for the owner, the one that has waited longest first, `limit` at most; with what
  /// the rules block where `blocked` says so.
  ///
  /// - Throws: `StoreError`.
  public func inbox(blocked: Bool = false, limit: Int) throws -> SubmissionList {
    try storeForReading().read { reader in
      let places = try reader.waiting(in: Self.waitingStates(blocked), limit: limit + 1)
      let numbers = places.prefix(limit).map(\.submission)
      return SubmissionList(
        submissions: try reader.summaries(of: numbers),
        hasMore: places.count > limit
      )
    }
  }

  /// Hands what waits for the owner to `body`, a page at a time: all of one moment, in constant
  /// memory.
  ///
  /// - Throws: `StoreError`, or whatever `body` throws.
  public func inbox(
    blocked: Bool = false,
    eachPage body: ([SubmissionSummary]) throws -> Void
  ) throws {
    try storeForReading().read { reader in
      var last: WaitingPlace?
      while true {
        let places = try reader.waiting(
          in: Self.waitingStates(blocked),
          after: last,
          limit: Self.pageLength
        )
        guard let end = places.last else { return }
        try body(try reader.summaries(of: places.map(\.submission)))
        last = end
      }
    }
  }

  /// The numbers of what waits for the owner, the one that has waited longest first.
  ///
  /// - Throws: `StoreError`.
  public func waiting(blocked: Bool = false) throws -> [Int] {
    try storeForReading().read { reader in
      try reader.waiting(in: Self.waitingStates(blocked), limit: .max).map(\.submission)
    }
  }

  private static func waitingStates(_ blocked: Bool) -> [SubmissionState] {
    blocked ? [.pending, .blocked] : [.pending]
  }

  private static let pageLength = 500
}
