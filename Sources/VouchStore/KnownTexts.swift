import VouchCore

/// What is known of an earlier text without its words.
struct KnownText: Sendable {
  let submission: Int
  let state: SubmissionState?
  let submittedAt: Instant
  /// When it was approved last.
  var approvedAt: Instant?
  /// When it went out last.
  var emittedAt: Instant?

  /// Whether it waits for the owner.
  var isPending: Bool { state == .pending }

  /// When something happened to it last.
  var at: Instant { max(submittedAt, approvedAt ?? submittedAt, emittedAt ?? submittedAt) }

  /// Whether it waits, or was approved or went out at or after `start`.
  func counts(since start: Instant) -> Bool {
    let isSince = { (instant: Instant?) in instant.map { $0 >= start } ?? false }
    // What went out counts, whatever became of the submission since.
    return isPending || (state == .approved && isSince(approvedAt)) || isSince(emittedAt)
  }
}

/// What is known of earlier texts, with their marks, by revision.
///
/// All in few pieces of memory: each piece that had to be found on the way to a text would cost more
/// than what is asked of it.
struct KnownTexts: Sendable {
  /// How many texts are kept: some 12 MB of marks.
  static let room = 20_000

  private var places: [Int: Int?] = [:]
  private var texts: [(text: KnownText, marks: Range<Int>)] = []
  private var marks = MarksTable()

  /// Where a revision's text is, as `read` gives it where it is not here; nil where it has none that
  /// counts.
  ///
  /// A place holds until the next one is asked for.
  mutating func place(
    of revision: Int,
    _ read: () throws -> (KnownText, [WordingMarks])?
  ) rethrows -> Int? {
    if let place = places[revision] { return place }
    let known = try read()
    add(known, of: revision)
    return known == nil ? nil : texts.count - 1
  }

  /// Adds what is known of a revision's text, with the marks of each text of the draft.
  mutating func add(_ known: (text: KnownText, marks: [WordingMarks])?, of revision: Int) {
    if places.count == Self.room { self = KnownTexts() }
    guard let known else {
      places[revision] = .some(nil)
      return
    }
    places[revision] = texts.count
    texts.append((known.text, marks.count..<marks.count + known.marks.count))
    for marks in known.marks { self.marks.append(marks) }
  }

  subscript(place: Int) -> KnownText { texts[place].text }

  /// False where the words at `place` are certainly no more than `percent` alike to those with
  /// `prints`.
  func mayBeAlike(_ place: Int, to prints: [WordingPrint], above percent: Int) -> Bool {
    prints.contains { print in
      texts[place].marks.contains { marks.mostInCommon(at: $0, with: print.marks) > percent }
    }
  }
}
