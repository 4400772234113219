public import VouchCore

extension StoreReader {
  /// Earlier texts that may be more than `percent` alike to one with `prints`, from submissions that
  /// wait for the owner, or were approved or went out at or after `start`; without `submission`.
  ///
  /// They are among the ``similarTexts`` likeliest of those that wait, and of the others.
  ///
  /// - Throws: ``StoreError``.
  public func texts(
    like prints: [WordingPrint],
    percent: Int,
    from start: Instant,
    besides submission: Int? = nil
  ) throws -> [PastText] {
    guard !prints.isEmpty else { return [] }
    var room = [true: Self.similarTexts, false: Self.similarTexts]
    var texts: [PastText] = []
    for revision in try revisions(like: prints, percent: percent, activeSince: start) {
      guard room.values.contains(where: { $0 > 0 }) else { break }
      guard let text = try text(of: revision), text.submission != submission,
        text.counts(since: start), room[text.isPending, default: 0] > 0
      else { continue }
      room[text.isPending, default: 0] -= 1
      guard text.mayBeAlike(to: prints, above: percent) else { continue }
      texts.append(
        PastText(
          submission: text.submission,
          isPending: text.isPending,
          at: text.at,
          wording: try wording(of: revision)
        )
      )
    }
    return texts.sorted { $0.submission < $1.submission }
  }

  /// How many texts are compared, of each kind; the closest are among them.
  static let similarTexts = 64

  /// What is known of a revision's words; nil where it is not its submission's newest.
  private func text(of revision: Int) throws -> KnownText? {
    try shelf.text(revision) {
      try connection.row(
        """
        SELECT submission.id, submission.state, revision.wording, submission.submittedAt,
          (SELECT max(approval.at) FROM approval WHERE approval.submission = submission.id),
          (SELECT max(emittedAt) FROM delivery WHERE delivery.submission = submission.id)
        FROM revision
        JOIN submission ON submission.id = revision.submission
          AND submission.latestRevision = revision.number
        WHERE revision.id = ?
        """,
        [.int(revision)]
      ) { row in
        KnownText(
          submission: row.int(0),
          state: SubmissionState(rawValue: row.text(1)),
          submittedAt: SubmissionRecord.instant(row.int(3)),
          approvedAt: row.optionalInt(4).map(SubmissionRecord.instant),
          emittedAt: row.optionalInt(5).map(SubmissionRecord.instant),
          marks: Wording(canonical: row.text(2)).prints.map(\.marks)
        )
      }
    }
  }

  private func wording(of revision: Int) throws -> Wording {
    let text = try connection.row("SELECT wording FROM revision WHERE id = ?", [.int(revision)]) {
      $0.text(0)
    }
    return Wording(canonical: text ?? "")
  }
}

/// What is known of an earlier text without its words.
///
/// A class: a search looks at dozens, and hands each on.
final class KnownText: Sendable {
  let submission: Int
  let state: SubmissionState?
  let submittedAt: Instant
  /// When it was approved last.
  let approvedAt: Instant?
  /// When it went out last.
  let emittedAt: Instant?
  /// Those of each text of the draft.
  let marks: [WordingMarks]

  init(
    submission: Int,
    state: SubmissionState?,
    submittedAt: Instant,
    approvedAt: Instant? = nil,
    emittedAt: Instant? = nil,
    marks: [WordingMarks]
  ) {
    self.submission = submission
    self.state = state
    self.submittedAt = submittedAt
    self.approvedAt = approvedAt
    self.emittedAt = emittedAt
    self.marks = marks
  }

  /// Whether it waits for the owner.
  var isPending: Bool { state == .pending }

  /// When something happened to it last.
  var at: Instant { [approvedAt, emittedAt].compactMap(\.self).reduce(submittedAt, max) }

  /// Whether it waits, or was approved or went out at or after `start`.
  func counts(since start: Instant) -> Bool {
    let isSince = { (instant: Instant?) in instant.map { $0 >= start } ?? false }
    // What went out counts, whatever became of the submission since.
    return isPending || (state == .approved && isSince(approvedAt)) || isSince(emittedAt)
  }

  /// False where its words are certainly no more than `percent` alike to those with `prints`.
  func mayBeAlike(to prints: [WordingPrint], above percent: Int) -> Bool {
    prints.contains { print in marks.contains { $0.mostInCommon(with: print.marks) > percent } }
  }
}
