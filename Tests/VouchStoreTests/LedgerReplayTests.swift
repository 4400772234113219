import Testing
import VouchCore

@testable import VouchStore

/// Nothing changes without an entry: the ledger alone gives every state.
@Suite struct LedgerReplayTests {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func theLedgerReplayedGivesEveryStoredState(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let store = try Store.sample()
    var refused = 0
    for step in 0..<120 {
      do {
        try store.write { try change(&random, Int64(step), $0) }
      } catch is TransitionError {
        refused += 1
      }
    }
    let entries = try store.read { try $0.ledger() }
    let stored = try store.read { reader in
      try Replay(
        reader.submissions(),
        deliveries: reader.submissions().flatMap {
          try reader.deliveries(of: $0.id)
        }
      )
    }
    #expect(Replay(entries) == stored, "seed \(seed)")
    #expect(refused > 0 && stored.submissions.count > 3, "seed \(seed)")
    #expect(
      try store.read { try $0.verifyLedger() }
        == LedgerVerification(
          head: LedgerHead(
            sequence: entries.count,
            digest: try #require(entries.last).digest
          ),
          fault: nil
        ),
      "seed \(seed)"
    )
    let counts = try store.read { try $0.counts() }
    #expect(counts.values.reduce(0, +) == stored.submissions.count, "seed \(seed)")
    #expect(try store.integrityProblems() == [], "seed \(seed)")
  }

  /// One thing that somebody might do now, allowed or not.
  private func change(
    _ random: inout SeededGenerator,
    _ step: Int64,
    _ writer: StoreWriter
  ) throws {
    let now = minute(step)
    let known = try writer.reader.submissions()
    guard let submission = known.isEmpty ? nil : random.one(of: known), random.number(0...9) > 0
    else {
      let revision = sampleRevision(bytes: "draft \(step)", at: now)
      _ = try writer.submit(revision, from: "maya", state: random.one(of: [.pending, .blocked]))
      return
    }
    let id = submission.id
    switch random.number(0...5) {
    case 0:
      let action = random.one(of: [SubmissionAction.revisePassing, .reviseBlocked])
      let revision = sampleRevision(bytes: "draft \(step)", at: now)
      _ = try writer.revise(id, with: revision, action: action)
    case 1:
      let action = random.one(of: [
        SubmissionAction.reject, .requestChanges, .withdraw, .revoke, .expire,
      ])
      // What the event is called and says is the caller's; a state it makes up does not count.
      let event = LedgerEvent(action.rawValue, random.flag() ? [:] : ["state": "made up"])
      try writer.transition(id, action, by: .owner, at: now, event: event)
    case 2:
      let newest = try writer.reader.revision(of: id, submission.latestRevision)
      let approval = Approval(
        revision: submission.latestRevision,
        fingerprint: newest?.fingerprint ?? "",
        at: now,
        window: .always,
        waivers: random.flag() ? [] : [Waiver(rule: "length", reason: "quoted whole")],
        note: nil
      )
      try writer.approve(id, approval, event: LedgerEvent("approved"))
    case 3:
      let delivery = sampleDelivery(
        id,
        revision: submission.latestRevision,
        channel: random.one(of: [.x, .linkedin]),
        at: now
      )
      try writer.schedule(delivery, by: .owner, at: now)
    default:
      let deliveries = try writer.reader.deliveries(of: id)
      guard !deliveries.isEmpty else { return }
      let action = random.one(of: DeliveryAction.allCases)
      try writer.move(random.one(of: deliveries), action, at: now)
    }
  }
}

/// Every state, as far as it can be told.
private struct Replay: Equatable {
  var submissions: [Int: String] = [:]
  var revisions: [Int: Int] = [:]
  var deliveries: [String: String] = [:]

  /// As the ledger tells it.
  init(_ entries: [LedgerEntry]) {
    for entry in entries {
      guard let id = entry.submission, let state = entry.event.details["state"]?.string else {
        continue
      }
      let revision = entry.event.details["revision"]?.int
      if let channel = entry.event.details["channel"]?.string, let revision {
        deliveries["\(id)@\(revision) \(channel)"] = state
      } else {
        submissions[id] = state
        if let revision { revisions[id] = revision }
      }
    }
  }

  /// As it is stored.
  init(_ submissions: [Submission], deliveries: [Delivery]) {
    for submission in submissions {
      self.submissions[submission.id] = submission.state.rawValue
      revisions[submission.id] = submission.latestRevision
    }
    for delivery in deliveries {
      let name = "\(delivery.submission)@\(delivery.revision) \(delivery.channel)"
      self.deliveries[name] = delivery.state.rawValue
    }
  }
}
