import ArgumentParser
import Foundation
import VouchCore
import VouchWorkflow

/// Runs a review on the owner's terminal: draws, waits for keys, does what they ask for.
struct ReviewScreen {
  let desk: Desk
  let style: Style

  /// Goes through `waiting` and says what was decided.
  func run(_ waiting: [Int]) throws -> String {
    let driver = ReviewDriver(
      desk: desk,
      style: style,
      zone: desk.brandZone(),
      terminal: try RawTerminal(),
      session: ReviewSession(queue: waiting)
    )
    defer { driver.terminal.leave() }
    driver.terminal.enter()
    try driver.run()
    driver.terminal.leave()
    return driver.session.summary
  }
}

private final class ReviewDriver {
  let terminal: RawTerminal
  private(set) var session: ReviewSession
  private let desk: Desk
  private let style: Style
  private let zone: BrandZone
  private var draft: ReviewedDraft?
  /// A text that was edited and cannot be read; the editor opens on it again.
  private var unread: (id: RevisionID, bytes: [UInt8])?

  init(
    desk: Desk,
    style: Style,
    zone: BrandZone,
    terminal: RawTerminal,
    session: ReviewSession
  ) {
    self.desk = desk
    self.style = style
    self.zone = zone
    self.terminal = terminal
    self.session = session
  }

  func run() throws {
    guard let first = session.current else { return }
    var effect = try perform(.show(first))
    while effect != .quit {
      if !terminal.isBusy { draw() }
      switch terminal.next() {
      case .key(let key): effect = try perform(session.press(key))
      case .resized: effect = .nothing
      case .suspended: effect = try perform(.suspend)
      case .ended(SIGINT): effect = .quit
      case .ended(let signal):
        terminal.leave()
        Console.message("ended by a signal; " + session.summary)
        throw ExitCode(128 + signal)
      }
    }
  }

  private func draw() {
    guard let draft else { return }
    let (columns, rows) = terminal.size
    session.page = max(1, rows - 10)
    let page = ReviewPage(
      draft: draft,
      session: session,
      zone: zone,
      columns: columns,
      rows: rows
    )
    let (lines, cursor, maxScroll) = page.lines()
    session.scroll = min(session.scroll, maxScroll)
    terminal.show(lines.map { $0.map(style.paint).joined() }, cursor: cursor)
  }

  /// Does what the session asks for, until it waits for the next key or is over.
  private func perform(_ first: ReviewSession.Effect) throws -> ReviewSession.Effect {
    var effect = first
    while effect != .nothing, effect != .quit { effect = try step(effect) }
    return effect
  }

  private func step(_ effect: ReviewSession.Effect) throws -> ReviewSession.Effect {
    switch effect {
    case .nothing, .quit: return effect
    case .suspend:
      terminal.suspend()
      return .nothing
    case .show(let number): return try show(number)
    case .approve(let id, let waivers):
      return try deciding(id) {
        let request = ApprovalRequest(id: id, waivers: waivers, fingerprint: draft?.fingerprint)
        switch try desk.approve(request) {
        case .approved: return .approved
        case .blocked(let report, _):
          session.message = "not approved: \(report.counts); w waives, c hands it back"
          return nil
        }
      }
    case .reject(let id, let reason):
      return try deciding(id) {
        try desk.reject(id, because: reason)
        return .rejected
      }
    case .requestChanges(let id, let reason):
      return try deciding(id) {
        try desk.requestChanges(id, because: reason)
        return .returned
      }
    case .edit(let id):
      try edit(id)
      return .nothing
    }
  }

  /// Loads a submission and puts it on the screen.
  private func show(_ number: Int) throws -> ReviewSession.Effect {
    let loaded = try load(number)
    if !loaded.isUndecided {
      session.message = "\(loaded.id) is \(loaded.shown.listed.submission.state.rawValue) already"
    }
    return .nothing
  }

  private func load(_ number: Int) throws -> ReviewedDraft {
    let loaded = try ReviewedDraft(number, at: desk)
    // Whoever pressed a key twice has seen one draft, not two: nothing is decided unseen.
    if loaded.id != draft?.id { terminal.forgetKeys() }
    draft = loaded
    session.show(loaded.card)
    return loaded
  }

  /// Makes a decision and goes on; where it is refused, says why and shows what there is now.
  private func deciding(
    _ id: RevisionID,
    _ body: () throws -> ReviewSession.Outcome?
  ) throws -> ReviewSession.Effect {
    do {
      guard let outcome = try body() else { return .nothing }
      let effect = session.decided(outcome)
      session.message = "\(id) \(outcome.rawValue)"
      return effect
    } catch {
      guard let failure = Failure(error) else { throw error }
      let loaded = try load(id.submission)
      session.message =
        loaded.id == id
        ? failure.lines[0] : "\(id) was replaced by \(loaded.id); this is the new one"
      return .nothing
    }
  }

  private func edit(_ id: RevisionID) throws {
    guard let draft else { return }
    let original = draft.shown.listed.revision.bytes
    let start = unread.flatMap { $0.id == id ? $0.bytes : nil } ?? original
    do {
      let edited = try terminal.lend { try Editor.edit(start, name: "\(id.submission)") }
      guard edited != original else {
        unread = nil
        session.message = "nothing was changed"
        return
      }
      let filed = try desk.edit(id, to: edited)
      guard let new = filed.id else {
        unread = (id, edited)
        let problem = filed.report.findings.first
        let place = problem.map { "line \($0.start.line): \($0.message)" } ?? ""
        session.message = "it cannot be read, so it was not filed: \(place); e edits it again"
        return
      }
      unread = nil
      _ = try load(id.submission)
      session.message = "filed as \(new), your own revision; a approves it"
    } catch {
      guard let failure = Failure(error) else { throw error }
      session.message = failure.lines[0]
    }
  }
}
