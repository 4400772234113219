import Testing
import VouchCore

@testable import VouchStore

/// A workspace with a million submissions answers as fast as a small one: no question on the way of
/// daily work visits every row of a table.
@Suite struct QueryPlanTests {
  /// The questions that each command asks.
  private static let questions: [(String, @Sendable (StoreReader) throws -> Void)] = [
    ("inbox", { _ = try $0.waiting(in: [.pending], limit: 50) }),
    (
      "inbox --blocked",
      {
        let last = WaitingPlace(since: minute(0), submission: 1)
        _ = try $0.waiting(in: [.pending, .blocked], after: last, limit: 50)
      }
    ),
    ("list", { _ = try $0.numbers(of: SubmissionFilter(), .newest(), limit: 50) }),
    ("list --before", { _ = try $0.numbers(of: SubmissionFilter(), .newest(before: 9), limit: 9) }),
    ("list --all", { _ = try $0.numbers(of: SubmissionFilter(), .oldest(after: 1), limit: 9) }),
    ("lines of a list", { _ = try $0.summaries(of: [1]) }),
    (
      "show",
      { reader in
        _ = try reader.submission(1)
        _ = try reader.revisions(of: 1)
        _ = try reader.approval(of: 1)
        _ = try reader.deliveries(of: 1)
        _ = try reader.ledger(of: 1)
      }
    ),
    (
      "submit, approve and emit: planning and history",
      { reader in
        _ = try reader.workspace()
        _ = try reader.assistant("maya")
        _ = try reader.openSubmission(of: "maya", withBytes: "b")
        _ = try reader.revision(of: 1, 1)
        _ = try reader.takenSlots(on: .x, in: minute(0)..<minute(9), besides: 1)
        _ = try reader.takenByMissions(in: minute(0)..<minute(9), besides: 1)
        _ = try reader.postsMentioning(in: minute(0)...minute(9), besides: 1)
        _ = try reader.missions(in: minute(0)...minute(9), besides: 1)
        _ = try reader.recentPosts(limit: 20, besides: 1)
        _ = try reader.texts(
          like: sampleContent().wording.prints,
          percent: 60,
          from: minute(0),
          besides: 9
        )
        _ = try reader.submissions(withPurpose: "p", besides: 1)
        _ = try reader.pendingCount(of: "maya", from: minute(1), before: minute(30), besides: 1)
        _ = try reader.pendingCount(of: "maya", from: minute(0), before: nil)
      }
    ),
    (
      "emit",
      { reader in
        _ = try reader.queue(dueBy: minute(0))
        _ = try reader.delivery(1, 1, .x)
        _ = try reader.submissionsPastWindow(at: minute(0))
        _ = try reader.deliveries(in: .claimed)
        _ = try reader.nextDue()
      }
    ),
    (
      "queue and plan",
      { reader in
        _ = try reader.queue(limit: 50)
        _ = try reader.queueLength()
        _ = try reader.heads(of: [RevisionID(submission: 1, revision: 1)])
        _ = try reader.deliveries(in: minute(0)..<minute(9))
      }
    ),
    (
      "status",
      { reader in
        _ = try reader.queue(dueBy: minute(0), limit: 50)
        for state in [DeliveryState.claimed, .failed, .unconfirmed, .missed] {
          _ = try reader.deliveries(in: state, limit: 50)
        }
        _ = try reader.pendingWithWindowEnding(before: minute(0), limit: 50)
        _ = try reader.hasPosts(on: .x, from: minute(0))
        _ = try reader.foundedAt()
        _ = try reader.counts()
      }
    ),
  ]

  @Test(arguments: questions.indices)
  func noQuestionOfDailyWorkScansATable(index: Int) throws {
    let store = try Store.sample()
    try store.write { writer in
      try writer.submitApproved()
      // A page of sketches, so that those are asked about too.
      for number in 0..<300 {
        let content = sampleContent(wording: "another text \(number)")
        let revision = sampleRevision(content, bytes: "\(number)")
        _ = try writer.submit(revision, from: "maya", state: .pending)
      }
    }
    let (name, question) = Self.questions[index]
    _ = try store.read { try expectNoScan($0, name, question) }
  }

  @Test func everyFilterIsAnsweredFromTheEndOfAnIndex() throws {
    let store = try Store.sample()
    try store.write { try $0.submitApproved() }
    try store.read { reader in
      for states in [nil, [SubmissionState.pending], [.blocked, .pending]] {
        for assistant in [nil, "maya"] {
          for channel in [nil, Channel.x] {
            let filter = SubmissionFilter(states: states, assistant: assistant, channel: channel)
            for stretch in [ListStretch.newest(before: 7), .oldest(after: 7)] {
              let plan = try expectNoScan(reader, "\(filter)") {
                _ = try $0.numbers(of: filter, stretch, limit: 3)
              }
              #expect(!plan.contains { $0.hasPrefix("USE TEMP B-TREE") }, "\(plan)")
            }
          }
        }
      }
    }
  }

  @Test func noChangeScansATable() throws {
    let store = try Store.sample()
    try store.write { try $0.submitApproved() }
    try store.write { writer in
      try expectNoScan(writer.reader, "changes") { _ in
        let id = try writer.submitApproved(bytes: "Another")
        try writer.move(sampleDelivery(id), .claim, .complete)
        try writer.hold(sampleDelivery(1), because: "quiet hours", at: minute(1))
        _ = try writer.submit(sampleRevision(bytes: "B"), from: "maya", state: .pending)
        _ = try writer.revise(3, with: sampleRevision(bytes: "C"), action: .reviseBlocked)
        try writer.note(LedgerEvent("seen"), by: .owner, at: minute(1))
      }
    }
  }

  @Test func theNewestPostsAndEntriesAreReadFromTheEndOfAnIndexAndNoFurther() throws {
    let store = try Store.sample()
    try store.write { writer in
      for number in 0..<300 {
        try writer.submitApproved(bytes: "\(number)", dueAt: minute(Int64(number)))
      }
    }
    try store.read { reader in
      for question in [
        { _ = try $0.recentPosts(limit: 20) }, { _ = try $0.ledger(limit: 20) },
        { _ = try $0.ledger(of: 150, limit: 1) }, { _ = try $0.queue(limit: 20) },
        { _ = try $0.waiting(in: [.pending, .blocked], limit: 20) },
        { _ = try $0.deliveries(in: .failed, limit: 20) },
        { _ = try $0.deliveries(in: .missed, limit: 20) },
        { _ = try $0.pendingWithWindowEnding(before: minute(0), limit: 20) },
      ] as [(StoreReader) throws -> Void] {
        let plan = try reader.plans(question).flatMap(\.self)
        // A sort would have to see all there is before the first comes out.
        #expect(!plan.contains { $0 == "USE TEMP B-TREE FOR ORDER BY" }, "\(plan)")
      }
    }
  }

  /// What is gone through from one end: constant rows are no table, the workspace has one row, and
  /// the walks along an index stop at a limit;
  /// ``theNewestPostsAndEntriesAreReadFromTheEndOfAnIndexAndNoFurther()`` holds them to it.
  private static let short: Set = [
    "SCAN CONSTANT ROW", "SCAN workspace",
    "SCAN delivery USING INDEX deliveryDue", "SCAN delivery USING INDEX deliveryMissed",
    "SCAN delivery USING INDEX deliveryByInstant",
  ]

  @discardableResult
  private func expectNoScan(
    _ reader: StoreReader,
    _ name: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation,
    _ body: (StoreReader) throws -> Void
  ) throws -> [String] {
    let plans = try reader.plans(body)
    #expect(!plans.isEmpty, sourceLocation: sourceLocation)
    for plan in plans {
      let scans = plan.filter { line in
        line.hasPrefix("SCAN") && !Self.short.contains(line)
      }
      #expect(scans == [], "\(name): \(plan)", sourceLocation: sourceLocation)
    }
    return plans.flatMap(\.self)
  }
}

extension StoreReader {
  /// How SQLite goes about each statement that `body` runs.
  fileprivate func plans(_ body: (StoreReader) throws -> Void) throws -> [[String]] {
    connection.forgetStatements()
    try body(self)
    return try connection.preparedStatements.map { sql in
      let marks = sql.utf8.count { $0 == UInt8(ascii: "?") }
      return try connection.rows(
        "EXPLAIN QUERY PLAN " + sql,
        Array(repeating: .null, count: marks)
      ) { $0.text(3) }
    }
  }
}
