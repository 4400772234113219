import VouchCore

extension StoreReader {
  /// The revisions, by id, whose words may be more than `percent` alike to those that `prints` were
  /// made from, and that wait for the owner or may have been approved or emitted since `start`; the
  /// likeliest first.
  func revisions(
    like prints: [WordingPrint],
    percent: Int,
    activeSince start: Instant
  ) throws -> [Int] {
    try shelf.follow(connection.changes) {
      try connection.row("PRAGMA data_version") { $0.int(0) }
    }
    let outline = try shelf.outline(of: WordingPage.season(since: start)) {
      try self.outline(activeSince: start)
    }
    var search = SketchSearch(prints, percent: percent)
    try shelf.withNewest(from: outline.firstUnpacked) { newest in
      try readRows(from: newest.next, into: &newest.rows)
    } then: {
      search.look(at: $0)
    }
    // What waits has rows too, which matter where its page is passed over.
    if let passedOver = outline.passedOver {
      var waiting = SketchRows()
      try readRows(from: 0, before: WordingPage.first(on: passedOver + 1), into: &waiting)
      search.look(at: waiting)
    }
    for page in outline.active { search.look(at: try packedRows(on: page)) }
    return search.likeliestFirst
  }

  private func outline(activeSince start: Instant) throws -> WordingOutline {
    WordingOutline(
      lastPacked: try connection.row("SELECT max(page) FROM wordingActivity") {
        $0.optionalInt(0)
      } ?? nil,
      passedOver: try connection.row(
        "SELECT max(page) FROM wordingActivity WHERE until < ?",
        [.instant(start)]
      ) { $0.optionalInt(0) } ?? nil,
      active: try connection.rows(
        "SELECT page FROM wordingActivity WHERE until >= ?",
        [.instant(start)]
      ) { $0.int(0) }
    )
  }

  private func readRows(
    from first: Int,
    before end: Int = .max,
    into rows: inout SketchRows
  ) throws {
    try connection.forEachRow(
      """
      SELECT revision, sketch FROM wordingSketch WHERE revision >= ? AND revision < ?
      ORDER BY revision, part
      """,
      [.int(first), .int(end)]
    ) { row in
      row.withBytes(1) { bytes in
        guard bytes.count >= WordingSketch.byteCount else { return }
        rows.append(WordingSketch(reading: bytes), of: row.int(0))
      }
      return true
    }
  }

  private func packedRows(on page: Int) throws -> SketchRows {
    try shelf.page(page) {
      try connection.row("SELECT sketches FROM wordingPage WHERE id = ?", [.int(page)]) { row in
        row.withBytes(0) { SketchRows(packed: $0, from: WordingPage.first(on: page)) }
      } ?? SketchRows()
    }
  }
}

/// Which of the stored sketches are looked through.
struct WordingOutline: Sendable {
  /// The last page; nil where there is none.
  let lastPacked: Int?
  /// The last page on which nothing has happened for too long; nil where there is none.
  let passedOver: Int?
  /// The others.
  let active: [Int]

  /// The first id behind the last page.
  var firstUnpacked: Int { WordingPage.first(on: lastPacked.map { $0 + 1 } ?? 0) }
}

/// Sketches of revisions, each with the id of its revision.
struct SketchRows: Sendable {
  private(set) var revisions: [Int] = []
  private(set) var sketches: [WordingSketch] = []

  init() {}

  /// The rows of a page whose first revision is `first`.
  init(packed bytes: UnsafeRawBufferPointer, from first: Int) {
    for start in stride(
      from: 0,
      through: bytes.count - WordingPage.entryBytes,
      by: WordingPage.entryBytes
    ) {
      append(
        WordingSketch(reading: UnsafeRawBufferPointer(rebasing: bytes[(start + 1)...])),
        of: first + Int(bytes[start])
      )
    }
  }

  mutating func append(_ sketch: WordingSketch, of revision: Int) {
    revisions.append(revision)
    sketches.append(sketch)
  }
}

/// Looks through stored sketches for those that lie near the sketches of one draft.
private struct SketchSearch {
  private let wanted: [(sketch: WordingSketch, reach: Int)]
  private var found: [(distance: Int, revision: Int)] = []

  init(_ prints: [WordingPrint], percent: Int) {
    wanted = prints.map { ($0.sketch, $0.reach(percent: percent)) }
  }

  /// The revisions that were found, the nearest first.
  var likeliestFirst: [Int] {
    var seen: Set<Int> = []
    return found.sorted(by: <).map(\.revision).filter { seen.insert($0).inserted }
  }

  mutating func look(at rows: SketchRows) {
    for (sketch, reach) in wanted {
      sketch.findNear(rows.sketches, within: reach) { index, distance in
        found.append((distance, rows.revisions[index]))
      }
    }
  }
}
