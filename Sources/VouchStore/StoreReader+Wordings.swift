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
    try shelf.withSketches(of: outline) {
      try complete(&$0)
    } then: {
      search.look(at: $0)
    }
    for page in outline.active.dropFirst(LiveSketches.pageRoom) {
      var rows = SketchRows()
      try readPage(page, into: &rows)
      search.look(at: rows)
    }
    return search.likeliestFirst
  }

  /// Reads what is not there yet.
  private func complete(_ sketches: inout LiveSketches) throws {
    if !sketches.hasPacked {
      try sketches.addPacked { outline, rows in
        // What waits has rows too, which matter where its page is passed over.
        if let passedOver = outline.passedOver {
          try forEachRow(before: WordingPage.first(on: passedOver + 1)) { rows.append($1, of: $0) }
        }
        let pages = outline.active.prefix(LiveSketches.pageRoom)
        rows.reserve((pages.count + 1) * WordingPage.revisions)
        for page in pages { try readPage(page, into: &rows) }
      }
    }
    try forEachRow(from: sketches.next) { sketches.add([$1], of: $0) }
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
      ) { $0.int(0) }.sorted()
    )
  }

  private func forEachRow(
    from first: Int = 0,
    before end: Int = .max,
    _ body: (_ revision: Int, _ sketch: WordingSketch) -> Void
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
        body(row.int(0), WordingSketch(reading: bytes))
      }
      return true
    }
  }

  private func readPage(_ page: Int, into rows: inout SketchRows) throws {
    try connection.forEachRow("SELECT sketches FROM wordingPage WHERE id = ?", [.int(page)]) {
      $0.withBytes(0) { rows.append(packed: $0, from: WordingPage.first(on: page)) }
      return true
    }
  }
}
