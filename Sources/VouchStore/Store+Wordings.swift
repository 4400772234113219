import VouchCore

/// How the sketches of revisions' words are kept: one row for each of the newest and of those that
/// wait for the owner, and 256 revisions to a page for all but the newest, so that a hundred
/// thousand are read in a millisecond.
///
/// What waits counts however old it is, while its page may have been passed over for months; so it
/// keeps its row until it waits no more.
enum WordingPage {
  /// How many revisions share a page, by their ids.
  static let revisions = 256
  /// An entry is the place of the revision on its page, in one byte, and the sketch.
  static let entryBytes = 1 + WordingSketch.byteCount
  /// How exactly the end of a page's activity is known; so that most posts that go out write
  /// nothing here.
  private static let day: Int64 = 86_400_000

  /// The page of a revision.
  static func page(of revision: Int) -> Int { (revision - 1) / revisions }

  /// Whether a revision is the last one on its page.
  static func isLast(_ revision: Int) -> Bool { page(of: revision + 1) != page(of: revision) }

  /// The first id on `page`.
  static func first(on page: Int) -> Int { page * revisions + 1 }

  /// The end of the day after `instant`, in UTC.
  static func activity(until instant: Instant) -> SQLValue {
    .integer((instant.milliseconds / day + 2) * day)
  }

  /// The same for all instants since which the same pages are active.
  static func season(since instant: Instant) -> Int64 {
    let days = instant.milliseconds.quotientAndRemainder(dividingBy: day)
    return days.quotient + (days.remainder > 0 ? 1 : 0)
  }
}

extension StoreWriter {
  /// Keeps the sketches of a revision, and packs those of its page when it is the last one on it.
  func keep(_ sketches: [WordingSketch], of revision: Int) throws {
    for (part, sketch) in sketches.enumerated() {
      try connection.execute(
        "INSERT INTO wordingSketch (revision, part, sketch) VALUES (?, ?, ?)",
        [.int(revision), .int(part), .blob(sketch.bytes)]
      )
    }
    if WordingPage.isLast(revision) { try pack(WordingPage.page(of: revision)) }
  }

  /// Remembers that the words of a submission were approved or went out at `instant`.
  func markActive(_ submission: Int, _ number: Int, at instant: Instant) throws {
    guard let revision = try revision(of: submission, number) else { return }
    try connection.execute(
      "UPDATE wordingActivity SET until = ? WHERE page = ? AND until < ?",
      [
        WordingPage.activity(until: instant), .int(WordingPage.page(of: revision)),
        .instant(instant),
      ]
    )
  }

  private func pack(_ page: Int) throws {
    let first = SQLValue.int(WordingPage.first(on: page))
    let next = SQLValue.int(WordingPage.first(on: page + 1))
    var packed: [UInt8] = []
    try connection.forEachRow(
      """
      SELECT revision, sketch FROM wordingSketch
      WHERE revision >= ? AND revision < ? ORDER BY revision, part
      """,
      [first, next]
    ) { row in
      packed.append(UInt8(row.int(0) - WordingPage.first(on: page)))
      packed += row.bytes(1)
      return true
    }
    try connection.execute(
      "INSERT INTO wordingPage (id, sketches) VALUES (?, ?)",
      [.int(page), .blob(packed)]
    )
    let until = try connection.row(
      """
      SELECT max(submittedAt,
        coalesce((SELECT max(at) FROM approval WHERE approval.submission = revision.submission), 0),
        coalesce((SELECT max(emittedAt) FROM delivery
          WHERE delivery.submission = revision.submission), 0))
      FROM revision WHERE id >= ? AND id < ? ORDER BY 1 DESC LIMIT 1
      """,
      [first, next]
    ) { SubmissionRecord.instant($0.int(0)) }
    try connection.execute(
      "INSERT INTO wordingActivity (page, until) VALUES (?, ?)",
      [.int(page), WordingPage.activity(until: until ?? SubmissionRecord.instant(0))]
    )
    // The last one is being handed in right now, and may not be its submission's newest yet.
    try connection.execute(
      """
      DELETE FROM wordingSketch WHERE revision >= ? AND revision < ? - 1 AND NOT EXISTS (
        SELECT 1 FROM revision JOIN submission ON submission.id = revision.submission
          AND submission.latestRevision = revision.number
        WHERE revision.id = wordingSketch.revision AND submission.state = 'pending')
      """,
      [first, next]
    )
  }

  /// Takes away the row of a revision that does not wait any more, where its page has its sketches.
  func forgetWaiting(_ submission: Int, _ number: Int) throws {
    guard let revision = try revision(of: submission, number) else { return }
    try connection.execute(
      """
      DELETE FROM wordingSketch
      WHERE revision = ? AND EXISTS (SELECT 1 FROM wordingPage WHERE id = ?)
      """,
      [.int(revision), .int(WordingPage.page(of: revision))]
    )
  }

  private func revision(of submission: Int, _ number: Int) throws -> Int? {
    try connection.row(
      "SELECT id FROM revision WHERE submission = ? AND number = ?",
      [.int(submission), .int(number)]
    ) { $0.int(0) }
  }
}
