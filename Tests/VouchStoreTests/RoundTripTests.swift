import Testing
import VouchCore

@testable import VouchStore

/// What is stored is what is read back, to the byte.
@Suite struct RoundTripTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func aRevisionEqualsItsReloadedSelf(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let content = random.content()
    let handed = NewRevision(
      submittedBy: random.one(of: [.owner, .scheduler, .assistant("maya")]),
      submittedAt: random.instant(),
      path: random.text(),
      bytes: random.list(upTo: 3000) { UInt8($0.number(0...255)) },
      bytesDigest: random.text(),
      fingerprint: random.text(),
      content: StorableContent(content),
      report: random.report()
    )
    let store = try Store.sample()
    let submission = try store.write { try $0.submit(handed, from: "maya", state: .pending) }
    let expected = Revision(
      number: 1,
      submittedBy: handed.submittedBy,
      submittedAt: handed.submittedAt,
      path: handed.path,
      bytes: handed.bytes,
      fingerprint: handed.fingerprint,
      content: content,
      report: handed.report
    )
    let stored = try #require(try store.read { try $0.revision(of: 1, 1) })
    #expect(stored == expected, "seed \(seed)")
    // Texts that differ in their bytes alone are equal to Swift, and are not to a fingerprint.
    #expect(
      Array(String(describing: stored).utf8) == Array(String(describing: expected).utf8),
      "seed \(seed)"
    )
    #expect(try store.read { try $0.revisions(of: 1) } == [expected], "seed \(seed)")
    #expect(
      submission
        == Submission(
          id: 1,
          assistant: "maya",
          state: .pending,
          latestRevision: 1,
          submittedAt: handed.submittedAt,
          reachedPendingAt: handed.submittedAt,
          windowEnd: content.window.end,
          verdict: handed.report.verdict
        ),
      "seed \(seed)"
    )
    #expect(try store.read { try $0.submission(1) } == submission, "seed \(seed)")
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func anApprovalEqualsItsReloadedSelf(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let approval = sampleApproval(
      at: random.instant(),
      window: random.window(),
      waivers: random.list(upTo: 3) { Waiver(rule: RuleID($0.text()), reason: $0.text()) },
      note: random.optional { $0.text() }
    )
    let store = try Store.sample()
    let submission = try store.write { writer in
      _ = try writer.submit(sampleRevision(), from: "maya", state: .pending)
      return try writer.approve(1, approval, event: LedgerEvent("approved"))
    }
    #expect(try store.read { try $0.approval(of: 1) } == approval, "seed \(seed)")
    #expect(submission.windowEnd == approval.window.end, "seed \(seed)")
  }

  @Test func theLargestDraftIsKeptWhole() throws {
    let store = try Store.sample()
    let bytes = String(repeating: "ä\r\n\"", count: 256 * 1024 / 5)
    var content = sampleContent(
      channels: [.x],
      people: (0..<500).map { "person-\($0)" },
      asked: (0..<500).map { "@Person\($0)" },
      // A line for each text, and this is one.
      wording: String(repeating: "ä r\"", count: 256 * 1024 / 5)
    )
    content.posts = content.channels.map {
      Rendition(
        channel: $0,
        text: bytes,
        segments: [bytes],
        offsets: [],
        lengths: [bytes.utf8.count],
        mentions: [],
        hashtags: [],
        links: []
      )
    }
    let revision = sampleRevision(content, bytes: bytes)
    try store.write { try $0.submit(revision, from: "maya", state: .pending) }
    let stored = try store.read { try $0.revision(of: 1, 1) }
    #expect(stored?.content == content)
    #expect(stored?.bytes == revision.bytes)
  }

  @Test func anEntryEqualsItsReloadedSelf() throws {
    let store = try Store.sample()
    let details: JSON = [
      "text": "\u{0} \" \\ \n e\u{301} 👩‍👩‍👧", "number": -1, "list": [nil, true, [:], []],
    ]
    let event = LedgerEvent("seen", details)
    try store.write { try $0.note(event, by: .scheduler, at: Instant(milliseconds: -1)) }
    let entries = try store.read { try $0.ledger() }
    let last = try #require(entries.last)
    #expect(
      last
        == LedgerEntry(
          sequence: 2,
          at: Instant(milliseconds: -1),
          actor: .scheduler,
          event: event,
          submission: nil,
          digest: last.digest,
          previous: entries[0].digest
        )
    )
  }

  @Test func somethingUnreadableIsAnErrorAndNotAnEmptyAnswer() throws {
    let store = try Store.sample()
    try store.write { writer in
      try writer.submitApproved()
      try writer.connection.run(
        script: """
          DROP TRIGGER revisionNeverChanges; DROP TRIGGER approvalNeverChanges;
          UPDATE revision SET content = '{"posts":'; UPDATE approval SET waivers = '';
          """
      )
    }
    #expect(
      refusal { try store.read { try $0.revision(of: 1, 1) } }
        == "the database holds something unreadable: the content of a revision"
    )
    #expect(
      refusal { try store.read { try $0.approval(of: 1) } }
        == "the database holds something unreadable: the waivers of an approval"
    )
    try store.write { try $0.connection.run(script: "UPDATE revision SET kind = 'poem'") }
    #expect(
      refusal { try store.read { try $0.summaries(of: [1]) } }
        == "the database holds something unreadable: the kind of a revision"
    )
  }
}

extension SeededGenerator {
  mutating func instant() -> Instant {
    Instant(milliseconds: Int64(number(-1_000...253_402_300_799_999)))
  }

  mutating func window() -> Window {
    Window(start: optional { $0.instant() }, end: optional { $0.instant() })
  }

  mutating func content() -> RevisionContent {
    RevisionContent(
      title: optional { $0.text() },
      kind: one(of: DraftKind.allCases),
      channels: list(upTo: 3) { Channel($0.text()) },
      topics: list(upTo: 3) { $0.text() },
      why: optional { $0.text() },
      purposeKey: optional { $0.text() },
      campaign: optional { $0.text() },
      replyTo: optional { $0.text() },
      posts: list(upTo: 3) { $0.rendition() },
      media: list(upTo: 3) { random in
        StoredMedia(
          file: random.text(),
          sha256: random.optional { $0.text() },
          copy: random.optional { $0.text() },
          alt: random.optional { $0.text() }
        )
      },
      ask: optional { $0.text() },
      asked: list(upTo: 3) { $0.text() },
      people: list(upTo: 3) { $0.text() },
      isPromotional: flag(),
      wording: Wording(canonical: text()),
      window: window(),
      exact: optional { $0.instant() }
    )
  }

  mutating func rendition() -> Rendition {
    Rendition(
      channel: Channel(text()),
      text: text(),
      segments: list(upTo: 3) { $0.text() },
      offsets: list(upTo: 3) { TimeSpan(milliseconds: Int64($0.number(0...99_999_999))) },
      lengths: list(upTo: 3) { $0.number(0...99_999) },
      mentions: list(upTo: 3) { $0.text() },
      hashtags: list(upTo: 3) { $0.text() },
      links: list(upTo: 3) { $0.text() }
    )
  }

  mutating func report() -> Report {
    Report(
      findings: list(upTo: 4) { random in
        Finding(
          rule: RuleID(random.text()),
          severity: random.one(of: Severity.allCases),
          message: random.text(),
          start: SourceLocation(line: random.number(1...9), column: random.number(1...9)),
          end: SourceLocation(line: random.number(1...9), column: random.number(1...9)),
          excerpt: random.text(),
          surface: random.optional { $0.one(of: Surface.allCases) },
          measured: random.optional { $0.number(-5...5) },
          limit: random.optional { $0.number(0...5) },
          help: random.optional { $0.text() },
          isWaived: random.flag()
        )
      },
      policyName: text(),
      policyFingerprint: text()
    )
  }
}
