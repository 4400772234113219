import VouchCore
import VouchWorkflow

extension TextPage {
  /// Adds one line a submission.
  mutating func submissions(_ submissions: [SubmissionSummary], zone: BrandZone) {
    table(
      submissions.map { summary in
        let submission = summary.submission
        return [
          .bold("\(summary.id)"),
          Ink(submission.state.rawValue, submission.state.look),
          Ink(submission.verdict.rawValue, submission.verdict.look),
          Ink(submission.assistant),
          Ink(summary.kind.rawValue),
          Ink(summary.channels.map(\.name).joined(separator: ",")),
          .dim("\(zone.local(submission.submittedAt))"),
          Ink(summary.title ?? "(no title)"),
        ]
      }
    )
  }

  /// Adds what became of a draft that was handed in, and what to do next.
  mutating func submitted(_ draft: SubmittedDraft) {
    guard let id = draft.id else {
      line(.bold(draft.path), " cannot be read; nothing was stored")
      return findings(draft.report, path: draft.path)
    }
    let counts = draft.report.counts
    line(
      .bold("\(id)"),
      " ",
      Ink(draft.state.rawValue, draft.state.look),
      "  \(draft.path)\(counts.isEmpty ? "" : "  \(counts)")",
      .dim(draft.isKnown ? "  handed in before; nothing changed" : "")
    )
    findings(draft.report, path: draft.path)
    if draft.state == .blocked {
      line(.dim("fix it and hand it in again with --revises \(id.submission)"))
    }
  }

  /// Adds what came of a request to approve.
  mutating func approval(of id: RevisionID, _ outcome: ApprovalOutcome, zone: BrandZone) {
    switch outcome {
    case .approved(let deliveries, let report):
      line(.bold("\(id)"), " ", Ink("approved", .green))
      for delivery in deliveries {
        line("  \(delivery.channel) \(zone.local(delivery.scheduledAt))")
      }
      for finding in report.findings where finding.isWaived {
        line(.dim("  waived: \(finding.message) [\(finding.rule)]"))
      }
    case .blocked(let report, let path):
      line(
        .bold("\(id)"),
        " ",
        Ink("not approved", .red),
        ": \(report.counts); nothing was changed"
      )
      findings(report, path: path)
      line(.dim("accept an error with --waive RULE --because REASON, or return it"))
    }
  }

  /// Adds a submission, whole.
  mutating func submission(_ shown: ShownSubmission, zone: BrandZone, changes: [LineChange]?) {
    let listed = shown.listed
    let content = listed.revision.content
    line(
      .bold("\(listed.id)"),
      " ",
      Ink(listed.submission.state.rawValue, listed.submission.state.look),
      "  ",
      .bold(content.title ?? "(no title)")
    )
    facts(of: shown, zone: zone)
    if let changes {
      heading("Changes")
      if changes.isEmpty { line("  none") }
      for change in changes { line("  ", Ink(change.text, change.look)) }
    }
    for text in content.texts { self.text(text) }
    if let ask = content.ask {
      heading("Asked of \(counted(content.asked.count, "person").people)")
      block(ask)
      block(content.asked.joined(separator: " "), look: .dim)
    }
    for media in content.media {
      line("  media \(media.file)", .dim(media.alt.map { "  \($0)" } ?? "  no alt text"))
    }
    if !listed.report.findings.isEmpty {
      heading("Findings when it was handed in")
      findings(listed.report, path: listed.revision.path)
    }
    heading("History")
    history(shown.history, zone: zone, isOfOne: true)
  }

  /// Adds entries of the ledger.
  mutating func history(_ entries: [LedgerEntry], zone: BrandZone, isOfOne: Bool = false) {
    table(
      entries.map { entry in
        let what: [Ink] = [
          .dim("\(zone.local(entry.at))"), Ink(entry.actor.name), .bold(entry.event.name),
          .dim(entry.event.summary(in: zone)),
        ]
        let number = entry.submission.map { "\($0)" } ?? ""
        return (isOfOne ? [""] : [.dim("\(entry.sequence)"), Ink(number)]) + what
      }
    )
  }

  private mutating func facts(of shown: ShownSubmission, zone: BrandZone) {
    let (submission, revision) = (shown.listed.submission, shown.listed.revision)
    let content = revision.content
    var facts: [(String, String)] = [
      ("from", submission.assistant),
      ("kind", content.kind.rawValue),
      ("topics", content.topics.joined(separator: ", ")),
      ("why", content.why ?? ""),
      ("reply to", content.replyTo ?? ""),
      ("campaign", content.campaign ?? ""),
      ("wanted", content.wish(in: zone)),
      ("handed in", "\(zone.local(revision.submittedAt)) by \(revision.submittedBy.name)"),
    ]
    if let approval = shown.approval {
      facts.append(
        ("approved", "\(submission.id)@\(approval.revision) at \(zone.local(approval.at))")
      )
      facts.append(("note", approval.note ?? ""))
      for waiver in approval.waivers {
        facts.append(("waived", "\(waiver.rule): \(waiver.reason)"))
      }
    }
    table(facts.filter { !$0.1.isEmpty }.map { [.dim("  \($0)"), Ink($1)] })
    table(
      shown.listed.deliveries.map { delivery in
        [
          .dim("  \(delivery.channel)"), "\(zone.local(delivery.scheduledAt))",
          Ink(delivery.state.rawValue, delivery.state.look),
          Ink(delivery.url ?? delivery.reason ?? ""),
        ]
      }
    )
  }

  private mutating func text(_ text: ChannelText) {
    let post = text.post
    heading("\(text.names)  \(text.length)")
    for (index, segment) in post.segments.enumerated() {
      if post.segmentCount > 1 {
        let offset = index < post.offsets.count ? "  +\(post.offsets[index])" : ""
        line(.dim("  \(index + 1) of \(post.segmentCount)\(offset)"))
      }
      block(segment)
    }
  }
}

extension RevisionContent {
  /// When it should go out, in words; empty where any slot will do.
  func wish(in zone: BrandZone) -> String {
    if let exact { return "at \(zone.local(exact))" }
    let start = window.start.map { "from \(zone.local($0))" }
    let end = window.end.map { "before \(zone.local($0))" }
    return [start, end].compactMap { $0 }.joined(separator: " ")
  }
}

extension LedgerEvent {
  /// The details worth reading, on one line.
  func summary(in zone: BrandZone) -> String {
    guard case .object(let members) = details else { return "" }
    let quiet: Set = [
      "fingerprint", "policy", "key", "bytes", "digest", "statement", "signature", "signedBy",
      "byNewKey", "ownerKey",
    ]
    return members.compactMap { member in
      if quiet.contains(member.key) { return nil }
      switch member.value {
      case .null, .array([]), .bool(false): return nil
      case .bool(true): return member.key
      case .integer(let time) where member.key.hasSuffix("At") && time > 1_000_000_000:
        return "\(member.key) \(zone.local(Instant(milliseconds: time)))"
      case .string(let text): return "\(member.key) \(text)"
      default: return "\(member.key) \(member.value.text())"
      }
    }.joined(separator: ", ")
  }
}

extension String {
  fileprivate var people: String { replacing("persons", with: "people") }
}
