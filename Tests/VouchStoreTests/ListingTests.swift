import Testing
import VouchCore

@testable import VouchStore

/// Lists read what is repeated for them beside submissions: whatever happens, it says the same.
@Suite struct ListingTests {
  @Test(arguments: 0..<30 as Range<UInt64>)
  func listsSayWhatASlowLookSays(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let store = try Store.sample()
    for step in 0..<100 {
      do {
        try store.write { try change(&random, Int64(step), $0) }
      } catch is TransitionError {}
    }
    try store.read { reader throws in
      let slow = try SlowLook(reader)
      for states in [nil, [SubmissionState.pending], [.blocked, .approved], []] {
        for assistant in [nil, "maya", "noor", "eve"] {
          for channel in [nil, Channel.x, .linkedin, .blog] {
            let filter = SubmissionFilter(states: states, assistant: assistant, channel: channel)
            let expected = slow.numbers(of: filter)
            let story: Comment = "seed \(seed), \(filter)"
            #expect(try reader.submissions(filter).map(\.id) == expected, story)
            let before = random.number(1...40)
            #expect(
              try reader.numbers(of: filter, .newest(before: before), limit: 5)
                == Array(expected.filter { $0 < before }.suffix(5)),
              story
            )
            #expect(
              try reader.numbers(of: filter, .oldest(after: before), limit: 5)
                == Array(expected.filter { $0 > before }.prefix(5)),
              story
            )
          }
        }
      }
      for summary in try reader.summaries(of: slow.submissions.map(\.id).reversed()) {
        let revision = try #require(slow.revisions[summary.submission.id])
        let story: Comment = "seed \(seed), \(summary.id)"
        #expect(summary.title == revision.content.title, story)
        #expect(summary.kind == revision.content.kind, story)
        #expect(summary.channels == revision.content.channels, story)
        #expect(summary.topics == revision.content.topics, story)
        #expect(summary.why == revision.content.why, story)
        #expect(summary.deliveries == (try reader.deliveries(of: summary.submission.id)), story)
        #expect(summary.submission.verdict == slow.verdicts[summary.submission.id], story)
      }
      for states in [[SubmissionState.pending], [.pending, .blocked]] {
        let expected = slow.submissions.filter { states.contains($0.state) }
          .map { WaitingPlace(since: $0.reachedPendingAt ?? $0.submittedAt, submission: $0.id) }
          .sorted { ($0.since, $0.submission) < ($1.since, $1.submission) }
        #expect(try reader.waiting(in: states, limit: .max) == expected, "seed \(seed)")
        var paged: [WaitingPlace] = []
        while true {
          let page = try reader.waiting(in: states, after: paged.last, limit: 3)
          if page.isEmpty { break }
          paged += page
        }
        #expect(paged == expected, "seed \(seed)")
      }
      // What planning and the scheduler read in the place of a submission.
      let stale = try reader.connection.rows(
        """
        SELECT submission.id FROM delivery JOIN submission ON submission.id = delivery.submission
        WHERE isApproved <> (submission.state = 'approved')
          OR delivery.windowEnd IS NOT submission.windowEnd
        """
      ) { $0.int(0) }
      #expect(stale == [], "seed \(seed)")
    }
  }

  @Test func aCountThatIsWrongIsFound() throws {
    let store = try Store.sample()
    try store.write { writer in
      try writer.submitApproved()
      _ = try writer.submit(sampleRevision(bytes: "B"), from: "maya", state: .pending)
    }
    #expect(try store.integrityProblems() == [])
    #expect(try store.read { try $0.deliveryCounts() } == [.scheduled: 1])
    try store.write {
      try $0.connection.run(script: "UPDATE stateCount SET count = 3 WHERE state = 'pending'")
    }
    #expect(try store.integrityProblems() == ["it counts 2 too many submissions as pending"])
    try store.write {
      try $0.connection.run(
        script: "UPDATE stateCount SET count = 1 WHERE state = 'pending'; "
          + "DELETE FROM stateCount WHERE subject = 'delivery'"
      )
    }
    #expect(try store.integrityProblems() == ["it counts 1 too few deliveries as scheduled"])
    try store.write {
      try $0.connection.run(
        script: "INSERT INTO stateCount VALUES ('delivery', 'scheduled', 1); "
          + "UPDATE quotaCount SET count = 7 WHERE assistant = 'maya'"
      )
    }
    #expect(
      try store.integrityProblems() == [
        "it counts 5 too many submissions of maya for a day's quota"
      ]
    )
  }

  /// One thing that somebody might do now, allowed or not.
  private func change(
    _ random: inout SeededGenerator,
    _ step: Int64,
    _ writer: StoreWriter
  ) throws {
    let known = try writer.reader.submissions()
    let now = minute(step)
    let channels = random.one(of: [[Channel.x], [.linkedin], [.x, .linkedin], [.linkedin, .x]])
    let end = random.flag() ? minute(Int64(random.number(0...400))) : nil
    let findings = random.flag() ? [] : [error]
    let revision = sampleRevision(
      sampleContent(channels: channels, window: Window(end: end)),
      bytes: "draft \(step)",
      at: now,
      findings: findings
    )
    guard let submission = known.isEmpty ? nil : random.one(of: known), random.number(0...3) > 0
    else {
      let assistant = random.one(of: ["maya", "noor"])
      _ = try writer.submit(
        revision,
        from: assistant,
        state: findings.isEmpty ? .pending : .blocked
      )
      return
    }
    let id = submission.id
    switch random.number(0...6) {
    case 0, 1:
      let action: SubmissionAction = findings.isEmpty ? .revisePassing : .reviseBlocked
      _ = try writer.revise(id, with: revision, action: action)
    case 2, 3:
      let newest = try writer.reader.revision(of: id, submission.latestRevision)
      let approval = Approval(
        revision: submission.latestRevision,
        fingerprint: newest?.fingerprint ?? "",
        at: now,
        window: Window(end: end),
        waivers: random.flag() ? [] : [Waiver(rule: "length", reason: "quoted whole")],
        note: nil
      )
      try writer.approve(id, approval, canExpire: random.flag(), event: LedgerEvent("approved"))
      for channel in newest?.content.channels ?? [] {
        let delivery = sampleDelivery(
          id,
          revision: submission.latestRevision,
          channel: channel,
          at: now
        )
        try writer.schedule(delivery, by: .owner, at: now)
      }
    case 4:
      let action = random.one(of: [
        SubmissionAction.reject, .requestChanges, .withdraw, .revoke, .expire,
      ])
      try writer.transition(id, action, by: .owner, at: now, event: LedgerEvent(action.rawValue))
    default:
      guard let delivery = try writer.reader.deliveries(of: id).last else { return }
      try writer.move(delivery, random.one(of: DeliveryAction.allCases), at: now)
    }
  }

  private var error: Finding {
    let place = SourceLocation(line: 1, column: 1)
    return Finding(
      rule: "length",
      severity: .error,
      message: "too long",
      start: place,
      end: place,
      excerpt: "",
      surface: nil,
      measured: nil,
      limit: nil,
      help: nil,
      isWaived: false
    )
  }
}

/// What submissions, revisions and approvals themselves say, one after another.
private struct SlowLook {
  var submissions: [Submission] = []
  var revisions: [Int: Revision] = [:]
  var verdicts: [Int: Verdict] = [:]

  init(_ reader: StoreReader) throws {
    var number = 1
    while let submission = try reader.submission(number) {
      submissions.append(submission)
      let newest = try reader.revision(of: number, submission.latestRevision)
      revisions[number] = newest
      let approval = try reader.approval(of: number)
      let isOfNewest = approval?.revision == submission.latestRevision
      let waivers = isOfNewest ? approval?.waivers ?? [] : []
      verdicts[number] = newest?.report.waiving(Set(waivers.map(\.rule))).verdict
      number += 1
    }
  }

  func numbers(of filter: SubmissionFilter) -> [Int] {
    submissions.filter { submission in
      (filter.states?.contains(submission.state) ?? true)
        && (filter.assistant.map { $0 == submission.assistant } ?? true)
        && (filter.channel.map {
          revisions[submission.id]?.content.channels.contains($0) ?? false
        } ?? true)
    }.map(\.id)
  }
}
