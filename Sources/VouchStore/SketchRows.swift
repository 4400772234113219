import VouchCore

/// Sketches of revisions, each with the id of its revision.
struct SketchRows: Sendable {
  private(set) var revisions: [Int] = []
  private(set) var table = SketchTable()

  /// Makes room for `more` rows.
  mutating func reserve(_ more: Int) {
    revisions.reserveCapacity(revisions.count + more)
    table.reserve(more)
  }

  mutating func append(_ sketch: WordingSketch, of revision: Int) {
    revisions.append(revision)
    table.append(sketch)
  }

  /// Adds the rows of a page whose first revision is `first`.
  mutating func append(packed bytes: UnsafeRawBufferPointer, from first: Int) {
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
}

/// Looks through stored sketches for those that lie near the sketches of one draft.
struct SketchSearch {
  private let wanted: [(sketch: WordingSketch, reach: SketchReach)]
  private var found: [(distance: Int, revision: Int)] = []

  init(_ prints: [WordingPrint], percent: Int) {
    wanted = prints.map { ($0.sketch, $0.reach(percent: percent)) }
  }

  /// The revisions that were found, the nearest first.
  var likeliestFirst: [Int] {
    // Of several texts of one draft, and of one that stands on a page and waits, the nearest counts.
    var nearest = found.sorted { ($0.revision, $0.distance) < ($1.revision, $1.distance) }
    var last: Int?
    nearest.removeAll { one in
      defer { last = one.revision }
      return one.revision == last
    }
    return nearest.sorted(by: <).map(\.revision)
  }

  mutating func look(at rows: SketchRows) {
    for (sketch, reach) in wanted {
      rows.table.forEach(near: sketch, within: reach) { index, distance in
        found.append((distance, rows.revisions[index]))
      }
    }
  }
}
