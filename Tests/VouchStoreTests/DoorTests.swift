import Testing
import VouchCore

@testable import VouchStore

/// The one door for every change of state.
@Suite struct DoorTests {
  @Test func anIllegalMoveThrowsAndChangesNothingEvenWhereTheCallerGoesOn() throws {
    let store = try Store.sample()
    try store.write { try $0.submit(sampleRevision(), from: "maya", state: .blocked) }
    try store.write {
      try $0.transition(1, .reject, by: .owner, at: minute(1), event: LedgerEvent("rejected"))
    }
    let before = try store.logicalContent()
    try store.write { writer in
      for action in SubmissionAction.allCases {
        let expected = TransitionError(from: "rejected", action: word(action))
        #expect(throws: expected) {
          switch action {
          case .approve, .approveWaiving:
            let waivers =
              action == .approve ? [] : [Waiver(rule: "length", reason: "quoted whole")]
            try writer.approve(
              1,
              sampleApproval(at: minute(2), waivers: waivers),
              event: LedgerEvent("approved")
            )
          case .revisePassing, .reviseBlocked:
            _ = try writer.revise(1, with: sampleRevision(bytes: "Other"), action: action)
          default:
            try writer.transition(
              1,
              action,
              by: .owner,
              at: minute(2),
              event: LedgerEvent(action.rawValue)
            )
          }
        }
      }
    }
    #expect(try store.logicalContent() == before)
  }

  @Test func aMoveAfterALegalOneTakesTheLegalOneBackWhereItIsNotCaught() throws {
    let store = try Store.sample()
    try store.write { try $0.submitApproved() }
    let before = try store.logicalContent()
    #expect(throws: TransitionError(from: "cancelled", action: "claim")) {
      try store.write { writer in
        try writer.submitApproved(bytes: "Another text")
        try writer.move(sampleDelivery(1), .cancel, .claim)
      }
    }
    #expect(try store.logicalContent() == before)
  }

  @Test func whatACallerMakesOfADeliveryCannotSetItsState() throws {
    let store = try Store.sample()
    let moved = try store.write { writer in
      try writer.submitApproved()
      return try writer.transition(
        sampleDelivery(1),
        .claim,
        by: .scheduler,
        at: minute(60),
        event: LedgerEvent("claimed")
      ) {
        $0.state = .published
        $0.reason = "in hand"
      }
    }
    let deliveries = try store.read { try $0.deliveries(of: 1) }
    #expect(deliveries == [moved])
    #expect(moved.state == .claimed)
    #expect(moved.reason == "in hand")
  }

  @Test func approvalsAndRevisionsCannotBeMovedToWithoutTheirRecord() throws {
    let store = try Store.sample()
    try store.write { try $0.submit(sampleRevision(), from: "maya", state: .pending) }
    let before = try store.logicalContent()
    for action in [
      SubmissionAction.approve, .approveWaiving, .revisePassing, .reviseBlocked,
    ] {
      let answer = refusal {
        try store.write {
          try $0.transition(1, action, by: .owner, at: minute(1), event: LedgerEvent("moved"))
        }
      }
      #expect(answer == "the database failed: \(action.rawValue) cannot stand alone")
    }
    #expect(throws: StoreError.self) {
      try store.write { try $0.revise(1, with: sampleRevision(bytes: "B"), action: .reject) }
    }
    #expect(throws: StoreError.self) {
      try store.write { try $0.submit(sampleRevision(), from: "maya", state: .approved) }
    }
    #expect(try store.logicalContent() == before)
  }

  @Test func anApprovalHoldsOnlyForTheNewestWords() throws {
    let store = try Store.sample()
    try store.write { writer in
      _ = try writer.submit(sampleRevision(bytes: "A"), from: "maya", state: .pending)
      _ = try writer.revise(1, with: sampleRevision(bytes: "B"), action: .revisePassing)
    }
    let before = try store.logicalContent()
    let approvals = [
      sampleApproval(revision: 1, bytes: "A"), sampleApproval(revision: 2, bytes: "A"),
      sampleApproval(revision: 3, bytes: "B"),
    ]
    for approval in approvals {
      #expect(
        refusal { try store.write { try $0.approve(1, approval, event: LedgerEvent("approved")) } }
          == "the database failed: the approval is not of the newest words"
      )
    }
    #expect(try store.logicalContent() == before)
    let approval = sampleApproval(revision: 2, bytes: "B")
    try store.write { try $0.approve(1, approval, event: LedgerEvent("approved")) }
    #expect(try store.read { try $0.approval(of: 1) } == approval)
  }

  @Test func theNewestApprovalIsTheOneMadeLastWhateverTheClockSaid() throws {
    let store = try Store.sample()
    try store.write { try $0.submitApproved() }
    for (at, note) in [(minute(9), "late"), (minute(9), "again"), (minute(2), "set back")] {
      let approval = sampleApproval(at: at, note: note)
      try store.write { try $0.approve(1, approval, event: LedgerEvent("approved")) }
      #expect(try store.read { try $0.approval(of: 1) } == approval)
    }
  }

  @Test func onlyWhatIsApprovedIsPutOnItsWay() throws {
    let store = try Store.sample()
    try store.write { try $0.submit(sampleRevision(), from: "maya", state: .pending) }
    for (delivery, state) in [(sampleDelivery(1), "pending"), (sampleDelivery(2), "unknown")] {
      #expect(throws: TransitionError(from: state, action: "schedule")) {
        try store.write { try $0.schedule(delivery, by: .owner, at: minute(1)) }
      }
    }
    #expect(try store.read { try $0.queue() } == [])
  }

  @Test func aMissedPostIsScheduledAgainUnderTheSameKey() throws {
    let store = try Store.sample()
    try store.write { writer in
      try writer.submitApproved()
      try writer.move(sampleDelivery(1), .miss)
      try writer.schedule(sampleDelivery(1, at: minute(90)), by: .owner, at: minute(70))
    }
    let expected = sampleDelivery(1, at: minute(90))
    #expect(try store.read { try $0.deliveries(of: 1) } == [expected])
    try store.write { try $0.move(expected, .claim, .complete, at: minute(91)) }
    #expect(throws: TransitionError(from: "emitted", action: "move")) {
      try store.write { try $0.schedule(expected, by: .owner, at: minute(92)) }
    }
  }

  @Test func aHoldIsWrittenDownOnceForEachReason() throws {
    let store = try Store.sample()
    try store.write { try $0.submitApproved() }
    for reason in ["quiet hours", "quiet hours", "too close", "quiet hours"] {
      // Each time with the delivery as it was before the first: the store knows better.
      try store.write { try $0.hold(sampleDelivery(1), because: reason, at: minute(61)) }
    }
    let held = try store.read { try $0.ledger(of: 1) }.filter { $0.event.name == "held" }
    #expect(held.map { $0.event.details["reason"] } == ["quiet hours", "too close", "quiet hours"])
    #expect(try store.read { try $0.queue() }.map(\.reason) == ["quiet hours"])
    #expect(throws: StoreError.self) {
      try store.write { try $0.hold(sampleDelivery(7), because: "x", at: minute(61)) }
    }
  }

  @Test func theLedgerTellsNothingOfAssistantsNobodyKnows() throws {
    let store = try Store.sample()
    let attempts: [(StoreWriter) throws -> Void] = [
      { try $0.vet(assistant: "noor", reference: "a friend", at: minute(1)) },
      { try $0.train(assistant: "noor", at: 3, on: minute(1)) },
      { try $0.suspend(assistant: "noor", because: "spam", at: minute(1)) },
      { try $0.suspend(assistant: "noor", because: nil, at: minute(1)) },
    ]
    for attempt in attempts {
      #expect(
        refusal { try store.write(attempt) } == "the database failed: there is no assistant noor"
      )
    }
    #expect(try store.read { try $0.ledger() }.map(\.event.name) == ["founded"])
  }

  @Test func whatIsOnFileAboutAnAssistantIsReadBack() throws {
    let store = try Store.sample()
    let isNew = try store.write { writer in
      let isNew = try [
        writer.add(assistant: "maya", at: minute(1)), writer.add(assistant: "maya", at: minute(2)),
      ]
      try writer.vet(assistant: "maya", reference: "ana", at: minute(3))
      try writer.vet(assistant: "maya", reference: "li", at: minute(3))
      try writer.train(assistant: "maya", at: 3, on: minute(4))
      try writer.suspend(assistant: "maya", because: "spam", at: minute(5))
      return isNew
    }
    var standing = Standing(
      references: [
        Reference(source: "ana", at: minute(3)), Reference(source: "li", at: minute(3)),
      ],
      trainedAt: 3,
      suspension: "spam"
    )
    #expect(isNew == [true, false])
    #expect(
      try store.read { try $0.assistant("maya") } == Assistant(name: "maya", standing: standing)
    )
    try store.write { try $0.suspend(assistant: "maya", because: nil, at: minute(6)) }
    standing.suspension = nil
    #expect(try store.read { try $0.assistants() } == [Assistant(name: "maya", standing: standing)])
    #expect(
      try store.read { try $0.ledger() }.map(\.event.name) == [
        "founded", "assistant-added", "assistant-vetted", "assistant-vetted", "assistant-trained",
        "assistant-suspended", "assistant-resumed",
      ]
    )
  }

  private func word(_ action: SubmissionAction) -> String {
    switch action {
    case .revisePassing, .reviseBlocked: "revise"
    case .approve, .approveWaiving: "approve"
    case .requestChanges: "return"
    case .reject, .withdraw, .revoke, .expire: action.rawValue
    }
  }
}
