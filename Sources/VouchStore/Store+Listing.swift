import VouchCore

extension StoreWriter {
  /// Puts a submission into the lists of its channels.
  func list(_ submission: Submission, on channels: Set<Channel>) throws {
    for channel in channels {
      try connection.execute(
        "INSERT INTO submissionChannel (channel, state, submission, assistant) VALUES (?, ?, ?, ?)",
        [
          .text(channel.name), .text(submission.state.rawValue), .int(submission.id),
          .text(submission.assistant),
        ]
      )
    }
  }

  /// Brings up to date what lists and planning read in the place of a submission that changed.
  func repeatElsewhere(_ submission: Submission, since before: Submission) throws {
    if submission.state != before.state || submission.latestRevision != before.latestRevision {
      for channel in try channels(of: before) {
        try connection.execute(
          "DELETE FROM submissionChannel WHERE channel = ? AND state = ? AND submission = ?",
          [.text(channel.name), .text(before.state.rawValue), .int(before.id)]
        )
      }
      try list(submission, on: channels(of: submission))
      try forgetWaiting(before.id, before.latestRevision)
    }
    if submission.state != before.state || submission.windowEnd != before.windowEnd {
      try connection.execute(
        "UPDATE delivery SET isApproved = ?, windowEnd = ? WHERE submission = ?",
        [
          .bool(submission.state == .approved), .instant(submission.windowEnd),
          .int(submission.id),
        ]
      )
    }
  }

  private func channels(of submission: Submission) throws -> Set<Channel> {
    let channels = try connection.row(
      "SELECT channels FROM revision WHERE submission = ? AND number = ?",
      [.int(submission.id), .int(submission.latestRevision)]
    ) { try ContentRecord.channels($0.text(0)) }
    return Set(channels ?? [])
  }
}
