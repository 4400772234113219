import GRDB
import Synchronization
import Testing
import VouchCore

@testable import VouchStore

/// A workspace with a million submissions answers as fast as a small one: no question on the way of
/// daily work visits every row of a table.
@Suite struct QueryPlanTests {
  @Test func noQuestionOfDailyWorkScansATable() throws {
    let store = try Store.sample()
    try store.write { try $0.submitApproved() }
    try store.read { reader in
      let filters = [
        SubmissionFilter(states: [.pending]),
        SubmissionFilter(states: [.blocked, .pending]),
        SubmissionFilter(states: [.pending], assistant: "maya", channel: .x),
        SubmissionFilter(assistant: "maya"),
      ]
      for filter in filters { try expectNoScan(reader) { _ = try $0.submissions(filter) } }
      try expectNoScan(reader) { _ = try $0.submission(1) }
      try expectNoScan(reader) { _ = try $0.revision(of: 1, 1) }
      try expectNoScan(reader) { _ = try $0.revisions(of: 1) }
      try expectNoScan(reader) { _ = try $0.openSubmission(of: "maya", withBytes: "b") }
      try expectNoScan(reader) { _ = try $0.approval(of: 1) }
      try expectNoScan(reader) { _ = try $0.submissionsPastWindow(at: minute(0)) }
      try expectNoScan(reader) { _ = try $0.delivery(1, 1, .x) }
      try expectNoScan(reader) { _ = try $0.queue(dueBy: minute(0)) }
      try expectNoScan(reader) { _ = try $0.queue() }
      try expectNoScan(reader) { _ = try $0.deliveries(of: 1) }
      try expectNoScan(reader) { _ = try $0.deliveries(in: .claimed) }
      try expectNoScan(reader) { _ = try $0.posts(from: minute(0), besides: 1) }
      try expectNoScan(reader) { _ = try $0.texts(inBands: [1, 2, 3], from: minute(0)) }
      try expectNoScan(reader) { _ = try $0.submissions(withPurpose: "p", besides: 1) }
      try expectNoScan(reader) {
        _ = try $0.pendingCount(of: "maya", from: minute(0), before: minute(30))
      }
      try expectNoScan(reader) { _ = try $0.ledger(of: 1) }
      try expectNoScan(reader) { _ = try $0.lastEmission(on: .x) }
      try expectNoScan(reader) { _ = try $0.assistant("maya") }
    }
  }

  @Test func noChangeScansATable() throws {
    let store = try Store.sample()
    try store.write { try $0.submitApproved() }
    try store.write { writer in
      try expectNoScan(writer.reader) { _ in
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
        { _ = try $0.ledger(of: 150, limit: 1) },
      ] as [(StoreReader) throws -> Void] {
        let plan = try reader.plans(question).flatMap(\.self)
        // A sort would have to see all there is before the first comes out.
        #expect(!plan.contains { $0 == "USE TEMP B-TREE FOR ORDER BY" }, "\(plan)")
      }
    }
  }

  private func expectNoScan(
    _ reader: StoreReader,
    sourceLocation: Testing.SourceLocation = #_sourceLocation,
    _ body: (StoreReader) throws -> Void
  ) throws {
    let plans = try reader.plans(body)
    #expect(!plans.isEmpty, sourceLocation: sourceLocation)
    for plan in plans {
      let scans = plan.filter { line in
        // What a subquery found is gone through, and constant rows are no table.
        line.hasPrefix("SCAN") && line != "SCAN shared" && line != "SCAN CONSTANT ROW"
          && line != "SCAN (subquery-1)"
      }
      #expect(scans == [], "\(plan)", sourceLocation: sourceLocation)
    }
  }
}

extension StoreReader {
  /// How SQLite goes about each statement that `body` runs.
  fileprivate func plans(_ body: (StoreReader) throws -> Void) throws -> [[String]] {
    let log = StatementLog()
    connection.database.trace { event in
      if case .statement(let statement) = event { log.append(statement.sql) }
    }
    try body(self)
    connection.database.trace(nil)
    return try log.statements.map { sql in
      let marks = sql.utf8.count { $0 == UInt8(ascii: "?") }
      return try connection.rows(
        "EXPLAIN QUERY PLAN " + sql,
        Array(repeating: .null, count: marks)
      ) { $0.text(3) }
    }
  }
}

private final class StatementLog: Sendable {
  private let texts = Mutex<[String]>([])

  /// The statements so far, without those of triggers, which come as comments.
  var statements: [String] { texts.withLock { $0.filter { !$0.hasPrefix("--") } } }

  func append(_ sql: String) { texts.withLock { $0.append(sql) } }
}
