import VouchCore
import VouchWorkflow

/// Draws a review: what stands on each line of the screen.
struct ReviewPage {
  let draft: ReviewedDraft
  let session: ReviewSession
  let zone: BrandZone
  let columns: Int
  let rows: Int

  /// The lines of the screen, the position of the cursor on the last one, and how far the draft
  /// can be scrolled.
  func lines() -> (lines: [[Ink]], cursor: Int?, maxScroll: Int) {
    let head = header
    let (foot, cursor) = footer
    let room = max(1, rows - head.count - foot.count)
    let body = session.mode == .help ? Self.help : self.body
    let maxScroll = max(0, body.count - room)
    let start = min(session.scroll, maxScroll)
    var visible = Array(body[start..<min(body.count, start + room)])
    while visible.count < room { visible.append([]) }
    return (Array((head + visible + foot).suffix(rows)), cursor, maxScroll)
  }

  private var header: [[Ink]] {
    let (submission, content) = (draft.shown.listed.submission, draft.shown.listed.revision.content)
    let position = "\(session.index + 1) of \(session.queue.count)"
    let left =
      " \(draft.id)  \(submission.assistant)  \(content.kind.rawValue)  "
      + "\(submission.state.rawValue)"
    let gap = max(1, columns - TextWidth.of(left) - position.utf8.count - 1)
    var lines: [[Ink]] = [
      [Ink(fit(left + String(repeating: " ", count: gap) + position + " "), .inverse)],
      [.bold(fit(" " + (content.title ?? "(no title)")))],
    ]
    if let why = content.why { lines += wrapped("why: " + why, look: .dim).prefix(3) }
    lines += plan
    if draft.texts.count > 1 { lines.append(tabs) }
    lines.append([.dim(String(repeating: "─", count: columns))])
    return lines
  }

  /// Where and when it would go out.
  private var plan: [[Ink]] {
    if let obstacle = draft.obstacle {
      return wrapped("it cannot be approved now: " + obstacle, look: .red)
    }
    return (draft.preview?.plan ?? []).flatMap { channel, outcome -> [[Ink]] in
      switch outcome {
      case .success(let instant): wrapped("\(channel)  \(zone.local(instant))", look: .cyan)
      case .failure(let obstacle): wrapped("\(channel)  \(obstacle.reason)", look: .yellow)
      }
    }
  }

  private var tabs: [Ink] {
    draft.texts.enumerated().flatMap { index, text -> [Ink] in
      let name = " \(text.names) "
      return [" ", Ink(name, index == session.tab ? .inverse : .dim)]
    } + [.dim("  ←/→")]
  }

  private var body: [[Ink]] {
    guard draft.texts.indices.contains(session.tab) else { return findings(draft.report.findings) }
    let text = draft.texts[session.tab]
    let post = text.post
    var rest = draft.report.findings
    var lines: [[Ink]] = []
    for (index, segment) in post.segments.enumerated() {
      if post.segmentCount > 1 {
        let offset = index < post.offsets.count ? "  +\(post.offsets[index])" : ""
        lines.append([.dim(" \(index + 1) of \(post.segmentCount)\(offset)")])
      }
      let safe = TerminalText.safe(segment, keepingLines: true)
      for line in safe.split(separator: "\n", omittingEmptySubsequences: false) {
        lines += wrapped(String(line), margin: "  ")
        let here = rest.filter { $0.isAbout(String(line)) }
        rest.removeAll { here.contains($0) }
        lines += findings(here, isBelow: true)
      }
      lines.append([])
    }
    lines += facts(text)
    if !rest.isEmpty { lines += [[], [.bold(" Findings")]] + findings(rest) }
    for waiver in session.waivers {
      lines += wrapped("waived: \(waiver.rule): \(waiver.reason)", look: .green)
    }
    return lines
  }

  private func facts(_ text: ChannelText) -> [[Ink]] {
    let content = draft.shown.listed.revision.content
    var lines: [[Ink]] = []
    if let ask = content.ask {
      lines += wrapped("asks \(content.asked.count) people: " + ask)
      lines += wrapped(content.asked.joined(separator: " "), look: .dim)
    }
    if let replyTo = content.replyTo { lines += wrapped("in reply to " + replyTo) }
    for media in content.media {
      lines += wrapped("media \(media.file): \(media.alt ?? "no alt text")", look: .dim)
    }
    let topics = content.topics.isEmpty ? "" : "  topics \(content.topics.joined(separator: ", "))"
    return lines + wrapped("length \(text.length)\(topics)", look: .dim)
  }

  private func findings(_ findings: [Finding], isBelow: Bool = false) -> [[Ink]] {
    findings.flatMap { finding -> [[Ink]] in
      let isWaived = finding.isWaived || session.waivers.contains { $0.rule == finding.rule }
      let look: Ink.Look = isWaived ? .dim : finding.severity.look
      let text = "\(finding.severity.name): \(finding.message) [\(finding.rule)]"
      var lines: [[Ink]] = []
      if !isBelow, !finding.excerpt.isEmpty {
        lines += wrapped(
          "line \(finding.start.line): \(finding.excerpt)",
          margin: "   ",
          look: .dim
        )
      }
      lines += wrapped((isBelow ? "↑ " : "") + text, margin: "   ", look: look)
      if let help = finding.help { lines += wrapped(help, margin: "     ", look: .dim) }
      return lines
    }
  }

  private var footer: (lines: [[Ink]], cursor: Int?) {
    let rule: [Ink] = [.dim(String(repeating: "─", count: columns))]
    let message: [Ink] = [Ink(fit(" " + session.message), .yellow)]
    switch session.mode {
    case .reading:
      let keys = " a approve  r reject  c changes  w waive  e edit  s skip  b back  q quit  ? help"
      return ([rule, message, [.dim(fit(keys))]], nil)
    case .help: return ([rule, message, [.dim(" any key goes back")]], nil)
    case .choosing(let rules, let selected):
      let choices = rules.enumerated().flatMap { index, rule -> [Ink] in
        [" ", Ink(" \(rule) ", index == selected ? .inverse : .plain)]
      }
      return ([rule, [Ink(" waive which? ↑/↓, Enter; Esc goes back", .yellow)], choices], nil)
    case .asking(let question, let input):
      let prompt = " \(question.words) "
      let room = max(1, columns - TextWidth.of(prompt) - 1)
      let typed = TextWidth.tail(TerminalText.safe(input.text), of: room)
      let hint: [Ink] =
        session.message.isEmpty ? [.dim(" Enter keeps it, Esc goes back")] : message
      return ([rule, hint, [.bold(prompt), Ink(typed)]], TextWidth.of(prompt + typed))
    }
  }

  private func wrapped(_ text: String, margin: String = " ", look: Ink.Look = .plain) -> [[Ink]] {
    TextWidth.wrapped(TerminalText.safe(text), to: columns - margin.utf8.count - 1)
      .map { [Ink(margin), Ink($0, look)] }
  }

  private func fit(_ text: String) -> String { TextWidth.cut(TerminalText.safe(text), to: columns) }

  private static let help: [[Ink]] = [
    ("a", "approve what is on the screen, with the waivers given"),
    ("r", "reject it for good; a reason is asked"),
    ("c", "request changes: hand it back; a reason is asked"),
    ("w", "waive the errors of one rule; a reason is asked, then a approves"),
    ("e", "edit it in your editor; it becomes your own revision"),
    ("s", "skip it; it stays where it is"),
    ("b", "back to the one before"),
    ("← →", "the texts of other channels"),
    ("j k ↑ ↓", "scroll; Space, PgUp, PgDn by pages, g and G to the ends"),
    ("q", "quit; so does Ctrl-C. Every decision is kept at once"),
  ].map { [.bold(" " + TextWidth.padded($0.0, to: 9)), Ink($0.1)] }
}

extension ReviewSession.Question {
  /// What is asked.
  fileprivate var words: String {
    switch self {
    case .reject: "why is it rejected?"
    case .requestChanges: "what has to change?"
    case .waive(let rule): "why is \(rule) acceptable here?"
    }
  }
}

extension Finding {
  /// True where the words it is about stand in `line` of a rendered text.
  fileprivate func isAbout(_ line: String) -> Bool {
    guard surface == .published, !excerpt.isEmpty else { return false }
    var words = Substring(TerminalText.safe(excerpt))
    if words.hasSuffix("…") { words = words.dropLast() }
    return !words.isEmpty && line.contains(words)
  }
}
