import Testing
import VouchCore

@testable import VouchStore

/// What the rules may know of the past and of what is planned.
@Suite struct HistoryTests {
  @Test func postsNearbyAreWhatIsPlannedOrWentOutInOrderAndWithoutTheSubmissionItself() throws {
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
      // Neither mentions nor asks anybody.
      try writer.submitApproved(bytes: "8", dueAt: minute(96))
    }
    try store.read { reader throws in
      let mentioning = try reader.postsMentioning(in: minute(94)...minute(99), besides: 6)
      #expect(
        mentioning.map { "\($0.submission) \($0.channel)" } == [
          "5 linkedin", "4 linkedin", "3 linkedin", "2 linkedin", "2 x", "1 linkedin", "1 x",
        ]
      )
      #expect(try reader.missions(in: minute(94)...minute(99), besides: 6) == mentioning)
      #expect(try reader.missions(in: minute(98)...minute(98)).map(\.submission) == [2, 2])
      #expect(
        mentioning.last
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
      // For planning, every post takes its slot, whatever it says.
      let taken = try reader.takenSlots(on: .x, in: minute(96)..<minute(99))
      #expect(taken.map(\.submission) == [8, 2])
      #expect(taken.map(\.isMission) == [false, true])
      let missions = try reader.takenByMissions(in: minute(93)..<minute(95), besides: 7)
      #expect(missions.map { "\($0.submission) \($0.slot.channel)" } == ["6 linkedin", "6 x"])
      #expect(try reader.hasPosts(on: .linkedin, from: minute(99)))
      #expect(try !reader.hasPosts(on: .linkedin, from: minute(100)))
    }
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

  private static let words = "how we set and defend our fees when a client asks us for less work"

  @Test func likeTextsCountWhilePendingOrApprovedOrOut() throws {
    let store = try Store.sample()
    try store.write { writer in
      // 1 pending, 2 blocked, 3 approved, 4 approved long ago, 5 out and then expired, 6 rejected,
      // 7 revised since, 8 with other words, 9 approved long ago and out now.
      for number in 1...9 {
        let state: SubmissionState = number == 2 ? .blocked : .pending
        let words = number == 8 ? "bread and butter and a cup of tea" : "\(Self.words) \(number)"
        let revision = sampleRevision(
          sampleContent(channels: [.x, .linkedin], wording: words),
          bytes: "\(number)",
          at: minute(Int64(number))
        )
        _ = try writer.submit(revision, from: "maya", state: state)
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
    func like(_ words: String, besides submission: Int? = nil) throws -> [PastText] {
      try store.read {
        let wording = Wording(canonical: words)
        return try $0.texts(
          like: wording.prints,
          percent: 60,
          from: minute(500),
          besides: submission
        )
      }
    }
    #expect(
      try like(Self.words) == [
        text(1, isPending: true, at: 1), text(3, isPending: false, at: 1000),
        text(5, isPending: false, at: 1001), text(9, isPending: false, at: 1001),
      ]
    )
    #expect(try like(Self.words, besides: 3).map(\.submission) == [1, 5, 9])
    #expect(try like("bread and butter and a cup of tea").map(\.submission) == [8])
    #expect(try like("something else entirely") == [])
    #expect(try like("") == [])
  }

  @Test func whatIsRememberedOfATextIsForgottenWithEveryDecision() throws {
    let store = try Store.sample()
    let content = sampleContent(channels: [.x, .linkedin], wording: Self.words)
    func like(since count: Int64 = 0) throws -> [PastText] {
      try store.read {
        let wording = Wording(canonical: Self.words)
        return try $0.texts(like: wording.prints, percent: 60, from: minute(count))
      }
    }
    func submit(_ bytes: String) throws -> Int {
      let revision = sampleRevision(content, bytes: bytes)
      return try store.write { try $0.submit(revision, from: "maya", state: .pending).id }
    }
    #expect(try submit("1") == 1)
    #expect(try like().map(\.isPending) == [true])
    #expect(try submit("2") == 2)
    #expect(try like().map(\.submission) == [1, 2])
    let approval = sampleApproval(bytes: "1", at: minute(5))
    try store.write { _ = try $0.approve(1, approval, event: LedgerEvent("approved")) }
    #expect(try like().map(\.isPending) == [false, true])
    #expect(try like(since: 6).map(\.submission) == [2])
    try store.write { try $0.schedule(sampleDelivery(1), by: .owner, at: minute(6)) }
    try store.write { try $0.move(sampleDelivery(1), .claim, .complete, at: minute(9)) }
    #expect(try like(since: 6).map(\.at).first == minute(9))
    try store.write { writer in
      _ = try writer.revise(
        2,
        with: sampleRevision(sampleContent(wording: "bread and butter"), bytes: "2b"),
        action: .revisePassing
      )
    }
    #expect(try like().map(\.submission) == [1])
    #expect(try submit("3") == 3)
    #expect(try like().map(\.submission) == [1, 3])
  }

  @Test func aCopyIsFoundHoweverManyTextsLieBetween() throws {
    let store = try Store.sample()
    let day: Int64 = 24 * 60
    func submit(_ number: Int, _ words: String, on days: Int64, _ writer: StoreWriter) throws -> Int
    {
      let content = sampleContent(wording: words)
      let revision = sampleRevision(content, bytes: "\(number)", at: minute(days * day))
      return try writer.submit(revision, from: "maya", state: .pending).id
    }
    // Three pages and a bit: 1 waits since long ago, 2 was approved lately, 3 long ago, 4 went out
    // lately; all lie on a page of which nobody heard for months, but for those two.
    try store.write { writer in
      for number in 1...800 {
        let words = number <= 4 ? "\(Self.words) \(number)" : "text \(number) of its own kind"
        _ = try submit(number, words, on: 0, writer)
      }
      for (id, days) in [(3, 1), (4, 1), (2, 100)] {
        let approval = sampleApproval(bytes: "\(id)", at: minute(Int64(days) * day))
        try writer.approve(id, approval, event: LedgerEvent("approved"))
      }
      try writer.schedule(sampleDelivery(4), by: .owner, at: minute(day))
      try writer.move(sampleDelivery(4), .claim, .complete, at: minute(99 * day))
    }
    try store.read { reader throws in
      let wording = Wording(canonical: Self.words)
      let pages = try reader.connection.rows("SELECT id FROM wordingPage") { $0.int(0) }
      #expect(pages == [0, 1, 2])
      func like(since days: Int64) throws -> [Int] {
        try reader.texts(like: wording.prints, percent: 60, from: minute(days * day)).map(
          \.submission
        )
      }
      #expect(try like(since: 0) == [1, 2, 3, 4])
      #expect(try like(since: 50) == [1, 2, 4])
      // What waits counts, however long it has waited, also where its page is passed over.
      #expect(try like(since: 300) == [1])
      // Those that wait have a row each, and of the newest all do.
      let rows = try reader.connection.row("SELECT count(*) FROM wordingSketch") { $0.int(0) }
      #expect(rows == 800 - 3)
    }
    try store.write { writer in
      for id in [1, 10] {
        let event = LedgerEvent("rejected")
        try writer.transition(id, .reject, by: .owner, at: minute(101 * day), event: event)
      }
      _ = try writer.revise(11, with: sampleRevision(bytes: "again"), action: .revisePassing)
    }
    try store.read { reader throws in
      let wording = Wording(canonical: Self.words)
      #expect(try reader.texts(like: wording.prints, percent: 60, from: minute(300 * day)) == [])
      let rows = try reader.connection.row("SELECT count(*) FROM wordingSketch") { $0.int(0) }
      #expect(rows == 800 - 3 - 3 + 1)
    }
  }

  @Test func whatWasReadBeforeABackupWasRestoredIsNotRemembered() throws {
    try withDatabase { path throws in
      func submit(_ words: String, to store: Store) throws {
        let revision = sampleRevision(sampleContent(wording: words), bytes: words)
        try store.write { _ = try $0.submit(revision, from: "maya", state: .pending) }
      }
      func like(_ words: String, in store: Store) throws -> [Int] {
        let wording = Wording(canonical: words)
        return try store.read { reader in
          try reader.texts(like: wording.prints, percent: 60, from: minute(0)).map(\.submission)
        }
      }
      let others = "bread and butter and a cup of tea in the afternoon"
      let store = try Store.open(path, digest: sampleDigest)
      try store.copy(to: path + ".backup")
      try submit(Self.words, to: store)
      #expect(try like(Self.words, in: store) == [1])

      // Another process goes back to the backup, and a third one hands in.
      let other = try Store.open(path, digest: sampleDigest)
      let copy = try Store.stage(path + ".backup", besides: path, digest: sampleDigest)
      let head = try other.read { try $0.ledgerHead() }
      #expect(try other.replaceContent(with: copy, whileHeadIs: head))
      copy.remove()
      try submit(others, to: other)
      #expect(try like(Self.words, in: store) == [])
      #expect(try like(others, in: store) == [1])
    }
  }

  @Test func aPageThatWasTakenBackIsNotRemembered() throws {
    struct Trouble: Error {}
    let store = try Store.sample()
    func fill(_ words: String, _ writer: StoreWriter) throws {
      for number in 1...256 {
        let content = sampleContent(wording: number == 7 ? words : "text \(number) of its own kind")
        let revision = sampleRevision(content, bytes: "\(number)")
        let id = try writer.submit(revision, from: "maya", state: .pending).id
        let approval = sampleApproval(bytes: "\(number)")
        try writer.approve(id, approval, event: LedgerEvent("approved"))
      }
    }
    func like(_ words: String, _ reader: StoreReader) throws -> [Int] {
      let wording = Wording(canonical: words)
      return try reader.texts(like: wording.prints, percent: 60, from: minute(0)).map(
        \.submission
      )
    }
    let others = "bread and butter and a cup of tea in the afternoon"
    #expect(throws: Trouble.self) {
      try store.write { writer in
        try fill(Self.words, writer)
        #expect(try like(Self.words, writer.reader) == [7])
        throw Trouble()
      }
    }
    try store.write { try fill(others, $0) }
    try store.read { reader throws in
      #expect(try like(others, reader) == [7])
      #expect(try like(Self.words, reader) == [])
    }
  }

  @Test func ofManyWithOnePurposeTheNewestAreTold() throws {
    let store = try Store.sample()
    try store.write { writer in
      for number in 1...12 {
        let content = sampleContent(purposeKey: "talk about fees")
        let revision = sampleRevision(content, bytes: "\(number)")
        _ = try writer.submit(revision, from: "maya", state: .pending)
      }
    }
    try store.read { reader throws in
      #expect(try reader.submissions(withPurpose: "talk about fees") == Array(5...12))
    }
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

  private func text(_ submission: Int, isPending: Bool, at count: Int64) -> PastText {
    PastText(
      submission: submission,
      isPending: isPending,
      at: minute(count),
      wording: Wording(canonical: "\(Self.words) \(submission)")
    )
  }
}
