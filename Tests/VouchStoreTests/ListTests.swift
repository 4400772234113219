import Testing
import VouchCore

@testable import VouchStore

/// What lists, queues and look-ups answer with.
@Suite struct ListTests {
  @Test func aListShowsWhatPassesEveryPartOfItsFilterOldestFirst() throws {
    let store = try Store.sample()
    try store.write { writer in
      for (assistant, state, channel) in [
        ("noor", SubmissionState.pending, Channel.x), ("maya", .blocked, .x),
        ("maya", .pending, .linkedin), ("maya", .pending, .x),
      ] {
        let content = sampleContent(channels: [channel])
        _ = try writer.submit(sampleRevision(content), from: assistant, state: state)
      }
      // The newest revision says where it should go.
      let content = sampleContent(channels: [.linkedin, .x])
      _ = try writer.revise(2, with: sampleRevision(content), action: .reviseBlocked)
    }
    try store.read { reader throws in
      func list(_ filter: SubmissionFilter) throws -> [Int] {
        try reader.submissions(filter).map(\.id)
      }
      #expect(try list(SubmissionFilter()) == [1, 2, 3, 4])
      #expect(try list(SubmissionFilter(states: [.pending])) == [1, 3, 4])
      #expect(try list(SubmissionFilter(states: [.blocked, .pending, .expired])) == [1, 2, 3, 4])
      #expect(try list(SubmissionFilter(states: [])) == [])
      #expect(try list(SubmissionFilter(assistant: "maya")) == [2, 3, 4])
      #expect(try list(SubmissionFilter(channel: .linkedin)) == [2, 3])
      #expect(try list(SubmissionFilter(channel: Channel("linked"))) == [])
      #expect(
        try list(SubmissionFilter(states: [.pending], assistant: "maya", channel: .x)) == [4]
      )
      #expect(try reader.submission(5) == nil)
      #expect(try reader.revision(of: 1, 2) == nil)
      #expect(try reader.revisions(of: 2).map(\.number) == [1, 2])
      #expect(try reader.approval(of: 1) == nil)
    }
  }

  @Test(arguments: SubmissionState.allCases)
  func handingInTheSameBytesAgainFindsWhatIsOpen(state: SubmissionState) throws {
    let store = try Store.sample()
    try store.write { try lead(to: state, in: $0) }
    let found = try store.read {
      try $0.openSubmission(of: "maya", withBytes: "bytes of Office hours")
    }
    let isOpen: Bool
    switch state {
    case .blocked, .pending, .changesRequested, .approved: isOpen = true
    case .rejected, .withdrawn, .revoked, .expired: isOpen = false
    }
    #expect(found?.id == (isOpen ? 1 : nil))
    #expect(found?.state == (isOpen ? state : nil))
    try store.read { reader throws in
      #expect(
        try reader.openSubmission(of: "noor", withBytes: "bytes of Office hours") == nil
      )
      #expect(try reader.openSubmission(of: "maya", withBytes: "bytes of Other") == nil)
    }
  }

  @Test func whatWentOutOrWasReplacedIsNotFoundByItsBytes() throws {
    let store = try Store.sample()
    try store.write { writer in
      try writer.submitApproved()
      try writer.move(sampleDelivery(1), .claim, .complete)
      _ = try writer.submit(sampleRevision(bytes: "B"), from: "maya", state: .pending)
      _ = try writer.revise(2, with: sampleRevision(bytes: "C"), action: .revisePassing)
    }
    try store.read { reader throws in
      for bytes in ["Office hours", "B"] {
        #expect(try reader.openSubmission(of: "maya", withBytes: "bytes of \(bytes)") == nil)
      }
      #expect(try reader.openSubmission(of: "maya", withBytes: "bytes of C")?.id == 2)
    }
  }

  @Test func aPassedWindowIsFoundWhileAnythingCanStillHappen() throws {
    let store = try Store.sample()
    let content = sampleContent(window: Window(end: minute(100)))
    try store.write { writer in
      for state in SubmissionState.allCases {
        try lead(to: state, sampleRevision(content, bytes: state.rawValue), in: writer)
      }
      // Out: nothing can happen any more, however often somebody looks.
      let out = try writer.submitApproved(content, bytes: "out")
      try writer.move(sampleDelivery(out), .claim, .complete)
      try writer.submitApproved(bytes: "any time")
    }
    let open = try store.read { try $0.submissionsPastWindow(at: minute(100)) }
    let states = try store.read { reader in
      try open.map { try reader.submission($0)?.state }
    }
    #expect(states == [.blocked, .pending, .changesRequested, .approved])
    #expect(open == open.sorted())
    #expect(
      try store.read {
        try $0.submissionsPastWindow(at: Instant(milliseconds: minute(100).milliseconds - 1))
      } == []
    )
  }

  @Test func theQueueIsWhatWaitsInOrder() throws {
    let store = try Store.sample()
    try store.write { writer in
      for (number, due) in [(1, 70), (2, 60), (3, 80), (4, 60), (5, 60)] {
        try writer.submitApproved(bytes: "\(number)", dueAt: minute(Int64(due)))
      }
      try writer.move(sampleDelivery(4), .claim, .retry)
      try writer.move(sampleDelivery(5), .claim)
    }
    try store.read { reader throws in
      #expect(try reader.queue().map(\.submission) == [2, 4, 1, 3])
      #expect(try reader.queue(dueBy: minute(70)).map(\.submission) == [2, 4, 1])
      #expect(try reader.queue(dueBy: minute(59)) == [])
      #expect(try reader.deliveries(in: .claimed).map(\.submission) == [5])
      #expect(try reader.deliveries(in: .missed) == [])
      #expect(try reader.delivery(1, 2, .x) == nil)
    }
  }

  /// Hands in and goes the shortest way to a state.
  private func lead(
    to state: SubmissionState,
    _ revision: NewRevision = sampleRevision(),
    in writer: StoreWriter
  ) throws {
    let start: SubmissionState = state == .blocked ? .blocked : .pending
    let id = try writer.submit(revision, from: "maya", state: start).id
    func move(_ action: SubmissionAction) throws {
      try writer.transition(
        id,
        action,
        by: .owner,
        at: minute(2),
        event: LedgerEvent(action.rawValue)
      )
    }
    switch state {
    case .blocked, .pending: break
    case .changesRequested: try move(.requestChanges)
    case .rejected: try move(.reject)
    case .withdrawn: try move(.withdraw)
    case .expired: try move(.expire)
    case .approved, .revoked:
      let approval = Approval(
        revision: 1,
        fingerprint: revision.fingerprint,
        at: minute(1),
        window: revision.content.window,
        waivers: [],
        note: nil
      )
      try writer.approve(id, approval, event: LedgerEvent("approved"))
      try writer.schedule(sampleDelivery(id), by: .owner, at: minute(1))
      if state == .revoked { try move(.revoke) }
    }
  }
}
