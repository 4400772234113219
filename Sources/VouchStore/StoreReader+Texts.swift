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
    let likeliest = try revisions(like: prints, percent: percent, activeSince: start)
    return try shelf.withTexts { known in
      var room = ComparisonRoom()
      var texts: [PastText] = []
      for revision in likeliest {
        guard room.isLeft else { break }
        guard let place = try known.place(of: revision, { try read(revision) }) else { continue }
        let text = known[place]
        guard text.submission != submission, text.counts(since: start),
          room.take(one: text.isPending),
          known.mayBeAlike(place, to: prints, above: percent)
        else { continue }
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
  }

  /// How many texts are compared, of each kind; the closest are among them.
  static let similarTexts = 64

  /// What is known of a revision's words; nil where it is not its submission's newest.
  private func read(_ revision: Int) throws -> (KnownText, [WordingMarks])? {
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
      let text = KnownText(
        submission: row.int(0),
        state: SubmissionState(rawValue: row.text(1)),
        submittedAt: SubmissionRecord.instant(row.int(3)),
        approvedAt: row.optionalInt(4).map(SubmissionRecord.instant),
        emittedAt: row.optionalInt(5).map(SubmissionRecord.instant)
      )
      return (text, Wording(canonical: row.text(2)).prints.map(\.marks))
    }
  }

  private func wording(of revision: Int) throws -> Wording {
    let text = try connection.row("SELECT wording FROM revision WHERE id = ?", [.int(revision)]) {
      $0.text(0)
    }
    return Wording(canonical: text ?? "")
  }
}

/// How many more texts are compared.
private struct ComparisonRoom {
  private var waiting = StoreReader.similarTexts
  private var others = StoreReader.similarTexts

  var isLeft: Bool { waiting > 0 || others > 0 }

  /// Whether there is room for one that waits or for another one, which is taken then.
  mutating func take(one isWaiting: Bool) -> Bool {
    guard (isWaiting ? waiting : others) > 0 else { return false }
    if isWaiting { waiting -= 1 } else { others -= 1 }
    return true
  }
}
