public import VouchCore

extension StoreReader {
  /// A quarter of an hour in milliseconds: what the database counts together.
  private static let quarter: Int64 = 900_000

  /// How many submissions of `assistant` first waited for the owner at or after `start` and before
  /// `end`, without `submission`.
  ///
  /// With an `end` of nil, one that a clock that was set back has put into the future counts too.
  ///
  /// - Throws: ``StoreError``.
  public func pendingCount(
    of assistant: String,
    from start: Instant,
    before end: Instant?,
    besides submission: Int? = nil
  ) throws -> Int {
    // Whole quarters without an end, so that nothing stands out behind the last.
    let end = end?.milliseconds ?? Int64.max / Self.quarter * Self.quarter
    let (first, last) = (start.milliseconds, max(start.milliseconds, end))
    // Whole quarters are counted already; what stands out at the ends is not.
    let quarters =
      Self.quarter(behind: first)..<max(Self.quarter(behind: first), last / Self.quarter)
    let whole = quarters.lowerBound * Self.quarter..<quarters.upperBound * Self.quarter
    var count =
      try connection.row(
        "SELECT sum(count) FROM quotaCount WHERE assistant = ? AND quarter >= ? AND quarter < ?",
        [.text(assistant), .integer(quarters.lowerBound), .integer(quarters.upperBound)]
      ) { $0.int(0) } ?? 0
    count += try counted(of: assistant, first..<max(first, min(last, whole.lowerBound)))
    let tail = max(first, whole.upperBound)
    count += try counted(of: assistant, min(tail, last)..<last)
    guard let submission, let other = try self.submission(submission),
      other.assistant == assistant, let reached = other.reachedPendingAt?.milliseconds,
      (first..<last).contains(reached)
    else { return count }
    return count - 1
  }

  /// The number of the first quarter that begins at or after `milliseconds`.
  private static func quarter(behind milliseconds: Int64) -> Int64 {
    (milliseconds + quarter - 1) / quarter
  }

  /// The same within a stretch of time, one by one.
  private func counted(of assistant: String, _ time: Range<Int64>) throws -> Int {
    guard !time.isEmpty else { return 0 }
    return try connection.row(
      """
      SELECT count(*) FROM submission
      WHERE assistant = ? AND reachedPendingAt >= ? AND reachedPendingAt < ?
      """,
      [.text(assistant), .integer(time.lowerBound), .integer(time.upperBound)]
    ) { $0.int(0) } ?? 0
  }
}
