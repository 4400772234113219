import Testing
import VouchCore

@testable import vouch

@Suite struct ReviewSessionTests {
  private let first = RevisionID(submission: 1, revision: 2)

  private func session(waivable: [RuleID] = [], tabs: Int = 1) -> ReviewSession {
    var session = ReviewSession(queue: [1, 4])
    session.show(.init(id: first, waivable: waivable, tabs: tabs))
    return session
  }

  private func press(_ session: inout ReviewSession, _ text: String) -> ReviewSession.Effect {
    var effect = ReviewSession.Effect.nothing
    for character in text { effect = session.press(.character(character)) }
    return effect
  }

  @Test func oneKeyDecides() {
    var session = session()
    #expect(session.press(.character("a")) == .approve(first, []))
    #expect(session.press(.character("e")) == .edit(first))
    #expect(session.press(.character("q")) == .quit)
    #expect(session.press(.interrupt) == .quit)
    #expect(session.press(.suspend) == .suspend)
  }

  @Test func sayingNoAsksForAReason() {
    var session = session()
    #expect(press(&session, "r") == .nothing)
    #expect(session.press(.enter) == .nothing)
    #expect(session.message.contains("a reason is needed"))
    _ = press(&session, "too  loudx")
    _ = session.press(.backspace)
    #expect(session.press(.enter) == .reject(first, "too  loud"))
    _ = press(&session, "c")
    _ = press(&session, "q")
    #expect(session.press(.escape) == .nothing)
    #expect(session.mode == .reading)
    #expect(session.message == "nothing was changed")
  }

  @Test func lettersOfAReasonDecideNothing() {
    var session = session()
    #expect(press(&session, "caaqe") == .nothing)
    #expect(session.press(.enter) == .requestChanges(first, "aaqe"))
  }

  @Test func waiversAreGivenBeforeTheApproval() {
    var session = session(waivable: ["length", "links"])
    _ = press(&session, "w")
    #expect(session.mode == .choosing(["length", "links"], selected: 0))
    _ = session.press(.down)
    _ = session.press(.enter)
    _ = press(&session, "ours")
    #expect(session.press(.enter) == .nothing)
    _ = press(&session, "w")
    _ = press(&session, "quoted")
    _ = session.press(.enter)
    #expect(
      session.press(.character("a"))
        == .approve(
          first,
          [Waiver(rule: "links", reason: "ours"), Waiver(rule: "length", reason: "quoted")]
        )
    )
    _ = press(&session, "w")
    #expect(session.message == "there is no error here that can be waived")
  }

  @Test func waiversDoNotOutliveTheirRevision() {
    var session = session(waivable: ["length"])
    _ = press(&session, "wx")
    _ = session.press(.enter)
    session.show(.init(id: RevisionID(submission: 1, revision: 3), waivable: ["length"], tabs: 1))
    #expect(session.waivers.isEmpty)
    session.show(.init(id: RevisionID(submission: 1, revision: 3), waivable: ["length"], tabs: 1))
    #expect(session.press(.character("a")) == .approve(RevisionID(submission: 1, revision: 3), []))
  }

  @Test func theNextOneFollowsAndTheLastOneEnds() {
    var session = session()
    #expect(session.decided(.approved) == .show(4))
    // Nothing can be decided before the next one is on the screen.
    #expect(session.press(.character("a")) == .nothing)
    session.show(.init(id: RevisionID(submission: 4, revision: 1), waivable: [], tabs: 1))
    #expect(session.press(.character("b")) == .show(1))
    session.show(.init(id: first, waivable: [], tabs: 1))
    #expect(session.press(.character("b")) == .nothing)
    #expect(session.press(.character("s")) == .show(4))
    session.show(.init(id: RevisionID(submission: 4, revision: 1), waivable: [], tabs: 1))
    #expect(session.press(.character("s")) == .quit)
    #expect(session.summary == "2 skipped; every decision is kept")
  }

  @Test func tabsGoRound() {
    var session = session(tabs: 3)
    _ = session.press(.left)
    #expect(session.tab == 2)
    _ = session.press(.right)
    #expect(session.tab == 0)
  }

  @Test func noKeysAtAllDecideWithoutTheKeyThatDoes() {
    var state: UInt64 = 3
    let keys: [Key] = [
      .enter, .escape, .backspace, .up, .down, .left, .right, .home, .end, .pageDown, .pageUp,
      .character("w"), .character("?"), .character("x"), .character("g"), .character("j"),
    ]
    var session = session(waivable: ["length", "links"], tabs: 2)
    for _ in 0..<5000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let key = keys[Int(state >> 33) % keys.count]
      #expect(session.press(key) == .nothing, "\(key) in \(session.mode)")
    }
  }
}
