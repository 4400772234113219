import VouchCore

/// Which of the stored sketches are looked through.
struct WordingOutline: Hashable, Sendable {
  /// The last page; nil where there is none.
  let lastPacked: Int?
  /// The last page on which nothing has happened for too long; nil where there is none.
  let passedOver: Int?
  /// The others, in order.
  let active: [Int]

  /// The first id behind the last page.
  var firstUnpacked: Int { WordingPage.first(on: lastPacked.map { $0 + 1 } ?? 0) }
}

/// The sketches of an outline in one table: those on its pages, those of what waits on pages that are
/// passed over, and those behind the last page.
///
/// It is only added to. A page that is made of what was behind the last one has nothing new, and what
/// waits no more is in the way of nothing.
struct LiveSketches: Sendable {
  /// How many pages are kept, which is some 37 MB of sketches; more are read for each search.
  static let pageRoom = 2000

  /// What is looked through.
  private(set) var outline: WordingOutline
  private(set) var rows = SketchRows()
  /// Whether all is here but what lies behind the last page.
  private(set) var hasPacked = false
  /// The first id behind the last page that has not been read.
  private(set) var next: Int
  /// Whether there may be nothing more to read.
  var isWhole = false

  /// None yet of those that are looked through by `outline`.
  init(of outline: WordingOutline) {
    self.outline = outline
    next = outline.firstUnpacked
  }

  /// Adds what `read` gives: all that is looked through but what lies behind the last page.
  mutating func addPacked(
    _ read: (WordingOutline, inout SketchRows) throws -> Void
  ) rethrows {
    try read(outline, &rows)
    hasPacked = true
  }

  /// Adds the sketches of a revision behind the last page, and of all before it.
  mutating func add(_ sketches: [WordingSketch], of revision: Int) {
    for sketch in sketches { rows.append(sketch, of: revision) }
    next = revision + 1
  }

  /// Goes on by `outline`; false where something that it asks for is not here, nor behind the last
  /// page.
  mutating func goOn(by outline: WordingOutline) -> Bool {
    guard outline != self.outline else { return true }
    let known = self.outline
    let more = outline.active.dropFirst(known.active.count)
    guard outline.passedOver == known.passedOver, outline.firstUnpacked <= next,
      outline.active.starts(with: known.active), outline.active.count <= Self.pageRoom,
      more.allSatisfy({ WordingPage.first(on: $0) >= known.firstUnpacked })
    else { return false }
    self.outline = outline
    return true
  }
}
