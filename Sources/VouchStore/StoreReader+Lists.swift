public import VouchCore

extension StoreReader {
  /// The numbers of the submissions that pass `filter`, at most `limit` of them, in order of the
  /// numbers.
  ///
  /// Costs what it returns, however many submissions there are.
  ///
  /// - Throws: ``StoreError``.
  public func numbers(
    of filter: SubmissionFilter,
    _ stretch: ListStretch,
    limit: Int
  ) throws -> [Int] {
    let isNewest: Bool
    let bound: Int
    switch stretch {
    case .newest(let before): (isNewest, bound) = (true, before ?? .max)
    case .oldest(let after): (isNewest, bound) = (false, after)
    }
    var numbers: Set<Int> = []
    for source in try sources(of: filter) {
      let found = try connection.rows(
        """
        SELECT \(source.column) FROM \(source.table)
        WHERE \(source.condition)\(source.column) \(isNewest ? "<" : ">") ?
        ORDER BY \(source.column) \(isNewest ? "DESC" : "ASC") LIMIT ?
        """,
        source.arguments + [.int(bound), .int(limit)]
      ) { $0.int(0) }
      numbers.formUnion(found)
    }
    let found = numbers.sorted()
    return Array(isNewest ? found.suffix(limit) : found.prefix(limit))
  }

  /// The submissions that pass `filter`, oldest first, all of them.
  ///
  /// - Throws: ``StoreError``.
  public func submissions(_ filter: SubmissionFilter = SubmissionFilter()) throws -> [Submission] {
    try numbers(of: filter, .oldest(after: 0), limit: .max).pages(of: 100).flatMap { page in
      try connection.rows(
        """
        SELECT \(SubmissionRecord.columns) FROM submission
        WHERE id IN (\(page.marks)) ORDER BY id
        """,
        page.map(SQLValue.int),
        SubmissionRecord.read
      )
    }
  }

  /// What waits in one of `states`, which are `pending` and `blocked` or one of them.
  ///
  /// - Parameters:
  ///   - states: The states.
  ///   - place: The last one of the stretch before; nil for the first stretch.
  ///   - limit: How many at most.
  /// - Returns: The submissions, the one that has waited longest first.
  /// - Throws: ``StoreError``.
  public func waiting(
    in states: [SubmissionState],
    after place: WaitingPlace? = nil,
    limit: Int
  ) throws -> [WaitingPlace] {
    let since = SQLValue.instant(place?.since ?? Instant.representable.lowerBound)
    var found: [WaitingPlace] = []
    for state in states {
      found += try connection.rows(
        """
        SELECT coalesce(reachedPendingAt, submittedAt), id FROM submission
        WHERE state = ? AND state IN ('blocked', 'pending')
          AND coalesce(reachedPendingAt, submittedAt) >= ?
          AND (coalesce(reachedPendingAt, submittedAt) > ? OR id > ?)
        ORDER BY coalesce(reachedPendingAt, submittedAt), id LIMIT ?
        """,
        [.text(state.rawValue), since, since, .int(place?.submission ?? 0), .int(limit)]
      ) { WaitingPlace(since: SubmissionRecord.instant($0.int(0)), submission: $0.int(1)) }
    }
    return Array(
      found.sorted { ($0.since, $0.submission) < ($1.since, $1.submission) }.prefix(limit)
    )
  }

  /// One line for each of the submissions called `numbers`, in their order.
  ///
  /// - Throws: ``StoreError``.
  public func summaries(of numbers: [Int]) throws -> [SubmissionSummary] {
    var deliveries = try deliveries(of: numbers)
    var summaries: [Int: SubmissionSummary] = [:]
    for page in numbers.pages(of: 100) {
      try connection.forEachRow(
        """
        SELECT \(SubmissionRecord.columnsOfTable), title, kind, channels, topics, why
        FROM submission
        JOIN revision ON revision.submission = submission.id
          AND revision.number = submission.latestRevision
        WHERE submission.id IN (\(page.marks))
        """,
        page.map(SQLValue.int)
      ) { row in
        let submission = try SubmissionRecord.read(row)
        summaries[submission.id] = SubmissionSummary(
          submission: submission,
          title: row.optionalText(8),
          kind: try ContentRecord.kind(row.text(9)),
          channels: try ContentRecord.channels(row.text(10)),
          topics: try ContentRecord.strings(row.text(11)),
          why: row.optionalText(12),
          deliveries: deliveries.removeValue(forKey: submission.id) ?? []
        )
        return true
      }
    }
    return try numbers.map { number in
      guard let summary = summaries[number] else {
        throw StoreError.failed("submission \(number) has lost its revision")
      }
      return summary
    }
  }

  /// What the revisions called `ids` are called, of what kind they are, and whose.
  ///
  /// - Throws: ``StoreError``.
  public func heads(of ids: [RevisionID]) throws -> [RevisionID: RevisionHead] {
    var heads: [RevisionID: RevisionHead] = [:]
    for page in Set(ids).sorted().pages(of: 100) {
      try connection.forEachRow(
        """
        SELECT revision.submission, number, title, kind, assistant FROM revision
        JOIN submission ON submission.id = revision.submission
        WHERE revision.submission IN (\(page.marks))
        """,
        page.map { .int($0.submission) }
      ) { row in
        let id = RevisionID(submission: row.int(0), revision: row.int(1))
        heads[id] = RevisionHead(
          title: row.optionalText(2),
          kind: try ContentRecord.kind(row.text(3)),
          assistant: row.text(4)
        )
        return true
      }
    }
    return heads
  }

  /// Where the numbers of a filter are read from: for each channel and state, an index that holds
  /// them in order behind everything else that the filter names.
  ///
  /// Every submission has a channel, and there are few of those; so it takes no index by state alone,
  /// or by assistant and state, which each new submission would have to be put into.
  private func sources(of filter: SubmissionFilter) throws -> [ListSource] {
    if filter == SubmissionFilter() {
      return [ListSource(table: "submission", column: "id", condition: "", arguments: [])]
    }
    let assistant = filter.assistant.map { [SQLValue.text($0)] } ?? []
    let channels = try filter.channel.map { [$0.name] } ?? listedChannels()
    let states = Set(filter.states ?? SubmissionState.allCases)
    return channels.flatMap { channel in
      states.map { state in
        ListSource(
          table: "submissionChannel",
          column: "submission",
          condition: (assistant.isEmpty ? "" : "assistant = ? AND ")
            + "channel = ? AND state = ? AND ",
          arguments: assistant + [.text(channel), .text(state.rawValue)]
        )
      }
    }
  }

  /// The channels that submissions have; each is found behind the one before it.
  private func listedChannels() throws -> [String] {
    var channels: [String] = []
    while let next = try connection.row(
      "SELECT min(channel) FROM submissionChannel WHERE channel > ?",
      [.text(channels.last ?? "")],
      { $0.optionalText(0) }
    ) ?? nil {
      channels.append(next)
    }
    return channels
  }
}

/// How long a submission has waited, which is its place among those that wait.
public struct WaitingPlace: Hashable, Sendable {
  /// Since when.
  public let since: Instant
  /// The submission.
  public let submission: Int
}

/// What a queue shows of a revision.
public struct RevisionHead: Hashable, Sendable {
  /// What it is called.
  public let title: String?
  /// What kind of post it is.
  public let kind: DraftKind
  /// Whose submission it belongs to.
  public let assistant: String
}

private struct ListSource {
  let table: String
  let column: String
  let condition: String
  let arguments: [SQLValue]
}

extension Array {
  /// The elements in order, `count` at a time.
  func pages(of count: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
  }
}

extension ArraySlice {
  /// As many question marks as there are elements, for a statement.
  var marks: String { Array<String>(repeating: "?", count: count).joined(separator: ", ") }
}
