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

  /// The first id on `page`.
  static func first(on page: Int) -> Int { page * revisions + 1 }

  /// The end of the day after `instant`, in UTC.
  static func activity(until instant: Instant) -> SQLValue {
    .integer((instant.milliseconds / day + 2) * day)
  }
}

extension StoreWriter {
  /// Keeps the sketches of a revision, and packs those of its page when it is the last one on it.
  func keep(_ sketches: [[UInt8]], of revision: Int) throws {
    for (part, sketch) in sketches.enumerated() {
      try connection.execute(
        "INSERT INTO wordingSketch (revision, part, sketch) VALUES (?, ?, ?)",
        [.int(revision), .int(part), .blob(sketch)]
      )
    }
    let page = WordingPage.page(of: revision)
    if WordingPage.page(of: revision + 1) != page { try pack(page) }
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

extension StoreReader {
  /// The revisions, by id, whose words may be more than `percent` alike to those that `sketches`
  /// were made from, and that wait for the owner or may have been approved or emitted since
  /// `start`; the likeliest first.
  func revisions(
    like sketches: [WordingSketch],
    percent: Int,
    activeSince start: Instant
  ) throws -> [Int] {
    var search = SketchSearch(sketches, percent: percent)
    let version = try connection.row("PRAGMA data_version") { $0.int(0) }
    if let version { shelf.follow(version) }
    let packed = try connection.row("SELECT max(page) FROM wordingActivity") { $0.optionalInt(0) }
    let first = WordingPage.first(on: (packed ?? nil).map { $0 + 1 } ?? 0)
    try shelf.withNewest(from: first) { newest in
      try connection.forEachRow(
        "SELECT revision, sketch FROM wordingSketch WHERE revision >= ? ORDER BY revision, part",
        [.int(newest.next)]
      ) { row in
        row.withBytes(1) { bytes in
          guard bytes.count >= WordingSketch.byteCount else { return }
          newest.sketches.append((row.int(0), WordingSketch(reading: bytes)))
        }
        return true
      }
      for (revision, sketch) in newest.sketches { search.look(at: sketch, of: revision) }
    }
    // What waits has rows too, which matter where its page is passed over.
    let passedOver = try connection.row(
      "SELECT max(page) FROM wordingActivity WHERE until < ?",
      [.instant(start)]
    ) { $0.optionalInt(0) }
    if let passedOver = passedOver ?? nil {
      try connection.forEachRow(
        "SELECT revision, sketch FROM wordingSketch WHERE revision < ?",
        [.int(WordingPage.first(on: passedOver + 1))]
      ) { row in
        row.withBytes(1) { bytes in
          guard bytes.count >= WordingSketch.byteCount else { return }
          search.look(at: WordingSketch(reading: bytes), of: row.int(0))
        }
        return true
      }
    }
    let active = try connection.rows(
      "SELECT page FROM wordingActivity WHERE until >= ?",
      [.instant(start)]
    ) { $0.int(0) }
    for page in active {
      try packedSketches(on: page).withUnsafeBytes {
        search.look(atPage: $0, from: WordingPage.first(on: page))
      }
    }
    return search.likeliestFirst
  }

  private func packedSketches(on page: Int) throws -> [UInt8] {
    try shelf.page(page) {
      try connection.row("SELECT sketches FROM wordingPage WHERE id = ?", [.int(page)]) { row in
        row.withBytes(0) { [UInt8]($0) }
      } ?? []
    }
  }
}

/// Looks through stored sketches for those that lie near the sketches of one draft.
private struct SketchSearch {
  private let wanted: [(sketch: WordingSketch, reach: Int)]
  /// By revision: the smallest distance to any of them.
  private var nearest: [Int: Int] = [:]

  init(_ sketches: [WordingSketch], percent: Int) {
    wanted = sketches.map { ($0, $0.reach(percent: percent)) }
  }

  /// The revisions that were found, the nearest first.
  var likeliestFirst: [Int] {
    nearest.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
  }

  /// Looks at one sketch of a revision.
  mutating func look(at other: WordingSketch, of revision: Int) {
    for (sketch, reach) in wanted {
      let distance = sketch.distance(to: other)
      if distance <= reach { nearest[revision] = min(nearest[revision] ?? .max, distance) }
    }
  }

  /// Looks at all sketches of a page, whose first revision is `first`.
  mutating func look(atPage bytes: UnsafeRawBufferPointer, from first: Int) {
    for (sketch, reach) in wanted {
      var start = 0
      while start + WordingPage.entryBytes <= bytes.count {
        let distance = sketch.distance(toSketchAt: start + 1, in: bytes)
        if distance <= reach {
          let revision = first + Int(bytes[start])
          nearest[revision] = min(nearest[revision] ?? .max, distance)
        }
        start += WordingPage.entryBytes
      }
    }
  }
}
