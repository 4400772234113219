import VouchCore

/// How submissions, revisions and approvals are stored, one row each.
enum SubmissionRecord {
  /// A submission that takes another revision, as the schema's index has it.
  static let isOpen = "state = 'blocked' OR state = 'pending' OR state = 'changes-requested'"

  static let columns = columnNames.joined(separator: ", ")

  /// The same, each with its table's name: for a join with a table that has some of them too.
  static let columnsOfTable = columnNames.map { "submission.\($0)" }.joined(separator: ", ")

  private static let columnNames = [
    "id", "assistant", "state", "latestRevision", "submittedAt", "reachedPendingAt", "windowEnd",
    "verdict",
  ]

  static func read(_ row: SQLRow) throws -> Submission {
    guard let state = SubmissionState(rawValue: row.text(2)),
      let verdict = Verdict(rawValue: row.text(7))
    else { throw StoreError.unreadable("the state of submission \(row.int(0))") }
    return Submission(
      id: row.int(0),
      assistant: row.text(1),
      state: state,
      latestRevision: row.int(3),
      submittedAt: instant(row.int(4)),
      reachedPendingAt: row.optionalInt(5).map(instant),
      windowEnd: row.optionalInt(6).map(instant),
      verdict: verdict
    )
  }

  static let revisionColumns =
    "number, submittedBy, submittedAt, path, bytes, fingerprint, report, \(ContentRecord.columns)"

  static func readRevision(_ row: SQLRow) throws -> Revision {
    Revision(
      number: row.int(0),
      submittedBy: Actor(name: row.text(1)),
      submittedAt: instant(row.int(2)),
      path: row.text(3),
      bytes: row.bytes(4),
      fingerprint: row.text(5),
      content: try ContentRecord.read(row, from: 7),
      report: try ReportRecord.read(row.text(6))
    )
  }

  static let approvalColumns = "revision, fingerprint, at, windowStart, windowEnd, note, waivers"

  static func readApproval(_ row: SQLRow) throws -> Approval {
    guard let waivers = JSON(parsing: row.text(6)) else {
      throw StoreError.unreadable("the waivers of an approval")
    }
    return Approval(
      revision: row.int(0),
      fingerprint: row.text(1),
      at: instant(row.int(2)),
      window: Window(
        start: row.optionalInt(3).map(instant),
        end: row.optionalInt(4).map(instant)
      ),
      waivers: waivers.elements.map {
        Waiver(rule: RuleID($0["rule"]?.string ?? ""), reason: $0["reason"]?.string ?? "")
      },
      note: row.optionalText(5)
    )
  }

  static func instant(_ milliseconds: Int) -> Instant {
    Instant(milliseconds: Int64(milliseconds))
  }
}

extension SQLValue {
  static func instant(_ instant: Instant) -> SQLValue { .integer(instant.milliseconds) }
  static func instant(_ instant: Instant?) -> SQLValue {
    instant.map { .integer($0.milliseconds) } ?? .null
  }
}
