import VouchCore
import VouchStore

/// An instant that many minutes after the one the tests begin at.
func minute(_ count: Int64) -> Instant {
  Instant(milliseconds: 1_790_000_000_000 + count * 60_000)
}

/// A stand-in for SHA-256, which the store is handed: 64 hexadecimal digits that depend on every
/// byte (FNV-1a, four times).
@Sendable func sampleDigest(_ bytes: [UInt8]) -> String {
  (0..<4).map { lane in
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 &+ UInt64(lane)
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }.joined()
}

/// What a short draft says; only what a test is about is spelled out there.
func sampleContent(
  channels: [Channel] = [.x],
  kind: DraftKind = .post,
  purposeKey: String? = nil,
  people: [String] = [],
  asked: [String] = [],
  isPromotional: Bool = false,
  wording: String = "office hours about fees",
  window: Window = .always
) -> RevisionContent {
  RevisionContent(
    title: "Pricing office hours",
    kind: kind,
    channels: channels,
    topics: ["pricing"],
    why: "Start talks with consultants who ask about fees.",
    purposeKey: purposeKey,
    campaign: nil,
    replyTo: nil,
    posts: channels.map {
      Rendition(
        channel: $0,
        text: "Office hours",
        segments: ["Office hours"],
        offsets: [],
        lengths: [12],
        mentions: [],
        hashtags: [],
        links: []
      )
    },
    media: [],
    ask: nil,
    asked: asked,
    people: people,
    isPromotional: isPromotional,
    wording: Wording(canonical: wording),
    window: window,
    exact: nil
  )
}

/// Something handed in by maya at minute `at`.
func sampleRevision(
  _ content: RevisionContent = sampleContent(),
  bytes: String = "Office hours",
  at instant: Instant = minute(0),
  findings: [Finding] = []
) -> NewRevision {
  NewRevision(
    submittedBy: .assistant("maya"),
    submittedAt: instant,
    path: "drafts/office-hours.md",
    bytes: Array(bytes.utf8),
    bytesDigest: "bytes of \(bytes)",
    fingerprint: "fingerprint of \(bytes)",
    content: StorableContent(content),
    report: Report(findings: findings, policyName: "harbor", policyFingerprint: "p1")
  )
}

/// The owner's word for a revision made by ``sampleRevision(_:bytes:at:findings:)``.
func sampleApproval(
  revision: Int = 1,
  bytes: String = "Office hours",
  at instant: Instant = minute(1),
  window: Window = .always,
  waivers: [Waiver] = [],
  note: String? = nil
) -> Approval {
  Approval(
    revision: revision,
    fingerprint: "fingerprint of \(bytes)",
    at: instant,
    window: window,
    waivers: waivers,
    note: note
  )
}

/// A delivery that waits for its instant.
func sampleDelivery(
  _ submission: Int,
  revision: Int = 1,
  channel: Channel = .x,
  at instant: Instant = minute(60)
) -> Delivery {
  Delivery(
    submission: submission,
    revision: revision,
    channel: channel,
    scheduledAt: instant,
    key: "key \(submission)@\(revision) \(channel)"
  )
}

extension StoreWriter {
  /// Hands in and approves, and puts every channel of `content` on its way.
  @discardableResult
  func submitApproved(
    _ content: RevisionContent = sampleContent(),
    bytes: String = "Office hours",
    at instant: Instant = minute(0),
    dueAt: Instant = minute(60)
  ) throws -> Int {
    let revision = sampleRevision(content, bytes: bytes, at: instant)
    let id = try submit(revision, from: "maya", state: .pending).id
    let approval = sampleApproval(bytes: bytes, at: instant + .minutes(1), window: content.window)
    try approve(id, approval, event: LedgerEvent("approved"))
    for channel in content.channels {
      let delivery = sampleDelivery(id, channel: channel, at: dueAt)
      try schedule(delivery, by: .owner, at: instant + .minutes(1))
    }
    return id
  }

  /// Moves a delivery without anything else going with the move.
  @discardableResult
  func move(_ delivery: Delivery, _ actions: DeliveryAction..., at instant: Instant = minute(61))
    throws -> Delivery
  {
    var delivery = delivery
    for action in actions {
      delivery = try transition(
        delivery,
        action,
        by: .scheduler,
        at: instant,
        event: LedgerEvent(action.rawValue)
      ) {
        if action == .complete { $0.emittedAt = instant }
      }
    }
    return delivery
  }
}
