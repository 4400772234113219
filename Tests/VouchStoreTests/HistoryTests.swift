import Testing
import VouchCore

@testable import VouchStore

/// What the rules may know of the past and of what is planned.
@Suite struct HistoryTests {
  @Test func postsAreWhatIsPlannedOrWentOutInOrderAndWithoutTheSubmissionItself() throws {
    let store = try Store.sample()
    let content = sampleContent(
      channels: [.x, .linkedin],
      kind: .mission,
      people: ["ana"],
      asked: ["@Li", "@bo"],
      isPromotional: true
    )
    try store.write { writer in
      for number in 1...7 {
        try writer.submitApproved(content, bytes: "\(number)", dueAt: minute(Int64(100 - number)))
      }
      try writer.move(sampleDelivery(1), .claim, .complete, at: minute(99))
      try writer.move(sampleDelivery(2), .claim, .lose)
      try writer.move(sampleDelivery(3), .cancel)
      try writer.move(sampleDelivery(4), .miss)
      try writer.move(sampleDelivery(5), .claim, .complete, .fail, at: minute(95))
    }
    let posts = try store.read { try $0.posts(from: minute(94), besides: 6) }
    #expect(
      posts.map { "\($0.submission) \($0.channel)" } == [
        "5 linkedin", "4 linkedin", "3 linkedin", "2 linkedin", "2 x", "1 linkedin", "1 x",
      ]
    )
    #expect(
      posts.last
        == PastPost(
          submission: 1,
          channel: .x,
          at: minute(99),
          kind: .mission,
          people: ["ana"],
          asked: ["li", "bo"],
          isPromotional: true
        )
    )
  }

  @Test func recentPostsAreOneASubmissionNewestFirstHoweverManyChannelsEachHas() throws {
    let store = try Store.sample()
    let channels = (10..<40).map { Channel("place-\($0)") }
    try store.write { writer in
      for number in 1...5 {
        try writer.submitApproved(
          sampleContent(channels: channels),
          bytes: "\(number)",
          dueAt: minute(Int64(number))
        )
      }
    }
    try store.read { reader throws in
      #expect(try reader.recentPosts(limit: 4).map(\.submission) == [5, 4, 3, 2])
      #expect(try reader.recentPosts(limit: 4, besides: 4).map(\.submission) == [5, 3, 2, 1])
      #expect(try reader.recentPosts(limit: 99).map(\.submission) == [5, 4, 3, 2, 1])
      #expect(try reader.recentPosts(limit: 0) == [])
      #expect(try reader.recentPosts(limit: 1).map(\.channel) == [Channel("place-10")])
    }
  }

  @Test func textsWithACommonBandCountWhilePendingOrApprovedOrOut() throws {
    let store = try Store.sample()
    try store.write { writer in
      // 1 pending, 2 blocked, 3 approved, 4 approved long ago, 5 out and then expired, 6 rejected,
      // 7 revised since, 8 with other words, 9 approved long ago and out now.
      for number in 1...9 {
        let state: SubmissionState = number == 2 ? .blocked : .pending
        let revision = sampleRevision(
          sampleContent(channels: [.x, .linkedin], wording: "words of \(number)"),
          bytes: "\(number)",
          at: minute(Int64(number))
        )
        _ = try writer.submit(revision, from: "maya", state: state)
        try band(number == 8 ? 88 : 7, of: number, in: writer)
        try band(number == 8 ? 89 : 9, of: number, in: writer)
      }
      for (id, at) in [(3, 1000), (4, 20), (5, 1000), (9, 20)] {
        let approval = sampleApproval(bytes: "\(id)", at: minute(Int64(at)))
        try writer.approve(id, approval, event: LedgerEvent("approved"))
      }
      for id in [5, 9] {
        try writer.schedule(sampleDelivery(id), by: .owner, at: minute(30))
        try writer.move(sampleDelivery(id), .claim, .complete, at: minute(1001))
      }
      for (id, action) in [(5, SubmissionAction.expire), (6, .reject)] {
        let event = LedgerEvent(action.rawValue)
        try writer.transition(id, action, by: .owner, at: minute(1002), event: event)
      }
      _ = try writer.revise(7, with: sampleRevision(bytes: "7b"), action: .revisePassing)
    }
    let texts = try store.read { try $0.texts(inBands: [7, 9, 7, 5], from: minute(500)) }
    #expect(
      texts == [
        text(1, isPending: true, at: 1), text(3, isPending: false, at: 1000),
        text(5, isPending: false, at: 1001), text(9, isPending: false, at: 1001),
      ]
    )
    try store.read { reader throws in
      #expect(
        try reader.texts(inBands: [7], from: minute(500), besides: 3).map(\.submission)
          == [1, 5, 9]
      )
      #expect(try reader.texts(inBands: [88], from: minute(500)).map(\.submission) == [8])
      #expect(try reader.texts(inBands: [1], from: minute(500)) == [])
      #expect(try reader.texts(inBands: [], from: minute(500)) == [])
    }
  }

  @Test func theBandsOfWhatIsHandedInAreKept() throws {
    let store = try Store.sample()
    let wording = Wording(canonical: "how we set and defend our fees when a client asks for less")
    let content = sampleContent(wording: wording.text)
    try store.write { try $0.submit(sampleRevision(content), from: "maya", state: .pending) }
    let stored = try store.read { reader in
      try reader.connection.rows("SELECT band FROM wordingBand ORDER BY band") { Int64($0.int(0)) }
    }
    #expect(stored == Set(wording.bands).sorted())
    let alike = try store.read { try $0.texts(like: wording, from: minute(0)) }
    #expect(alike.map(\.submission) == (wording.bands.isEmpty ? [] : [1]))
  }

  @Test func aPurposeIsSharedByPendingAndApprovedNewestRevisionsOnly() throws {
    let store = try Store.sample()
    let content = sampleContent(purposeKey: "talk about fees")
    try store.write { writer in
      for number in 1...5 {
        let state: SubmissionState = number == 2 ? .blocked : .pending
        let revision = sampleRevision(content, bytes: "\(number)")
        _ = try writer.submit(revision, from: "maya", state: state)
      }
      try writer.approve(3, sampleApproval(bytes: "3"), event: LedgerEvent("approved"))
      try writer.transition(
        4,
        .withdraw,
        by: .assistant("maya"),
        at: minute(1),
        event: LedgerEvent("withdrawn")
      )
      _ = try writer.revise(5, with: sampleRevision(bytes: "5b"), action: .revisePassing)
    }
    try store.read { reader throws in
      #expect(try reader.submissions(withPurpose: "talk about fees") == [1, 3])
      #expect(try reader.submissions(withPurpose: "talk about fees", besides: 1) == [3])
      #expect(try reader.submissions(withPurpose: "other") == [])
    }
  }

  @Test func theQuotaCountsWhatFirstReachedPendingFromAnInstantOn() throws {
    let store = try Store.sample()
    try store.write { writer in
      for number in 1...5 {
        let state: SubmissionState = number == 2 ? .blocked : .pending
        let revision = sampleRevision(bytes: "\(number)", at: minute(Int64(number)))
        let from = number == 4 ? "noor" : "maya"
        _ = try writer.submit(revision, from: from, state: state)
      }
      let revision = sampleRevision(bytes: "1b", at: minute(20))
      _ = try writer.revise(1, with: revision, action: .revisePassing)
      try writer.transition(
        5,
        .reject,
        by: .owner,
        at: minute(21),
        event: LedgerEvent("rejected")
      )
    }
    try store.read { reader throws in
      #expect(try reader.pendingCount(of: "maya", from: minute(0), before: minute(30)) == 3)
      // Reached pending at minute 1, and stays that however often it is revised.
      #expect(try reader.pendingCount(of: "maya", from: minute(2), before: minute(30)) == 2)
      #expect(
        try reader.pendingCount(of: "maya", from: minute(2), before: minute(30), besides: 3) == 1
      )
      // Only those before the asking one count, whenever it is asked about.
      #expect(try reader.pendingCount(of: "maya", from: minute(0), before: minute(2)) == 1)
      #expect(try reader.pendingCount(of: "noor", from: minute(0), before: minute(30)) == 1)
      #expect(try reader.counts() == [.pending: 3, .blocked: 1, .rejected: 1])
    }
  }

  private func band(_ band: Int, of submission: Int, in writer: StoreWriter) throws {
    try writer.connection.execute(
      "INSERT INTO wordingBand (band, submission, revision) VALUES (?, ?, 1)",
      [.int(band), .int(submission)]
    )
  }

  private func text(_ submission: Int, isPending: Bool, at count: Int64) -> PastText {
    PastText(
      submission: submission,
      isPending: isPending,
      at: minute(count),
      wording: Wording(canonical: "words of \(submission)")
    )
  }
}
