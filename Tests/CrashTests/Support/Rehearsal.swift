import Foundation
import VouchCore
import VouchTestSupport

/// One command, killed at one call, and everything that has to hold afterwards.
struct Strike: Sendable {
  let deed: Deed
  let point: KillPoint
}

/// A deed with what it comes to where nobody interferes.
struct Rehearsal: Sendable {
  let deed: Deed
  let stage: StormWorkspace
  /// The calls that it makes.
  let calls: [NotedCall]
  private let outcome: Outcome

  /// What can be seen of a workspace from outside.
  private struct Outcome: Sendable {
    let list: String
    let outbox: [String: String]
    let inbox: [String]

    /// The lines in which it is not `other`.
    func difference(to other: Outcome) -> [String] {
      zip(lines, other.lines).filter { $0 != $1 }.map { "\($0) instead of \($1)" }
        + (lines.count == other.lines.count
          ? [] : ["\(lines.count) lines, not \(other.lines.count)"])
    }

    /// What another key makes another one of; `Inspection` looks whether it is right.
    private static let signed = ["statement", "signature", "signedBy"]

    private var lines: [String] {
      let posts = outbox.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
      return ([list] + posts + inbox).flatMap { $0.split(separator: "\n").map(String.init) }
        .filter { line in !Self.signed.contains { line.hasPrefix("  \"\($0)\": ") } }
    }
  }

  /// Does the deed once in a copy of `stage`, noting its calls.
  init(_ deed: Deed, on stage: StormWorkspace) throws {
    self.deed = deed
    self.stage = stage
    let copy = try stage.copy(to: "\(stage.folder)-\(deed.rawValue)")
    defer { copy.remove() }
    calls = try Self.calls(of: deed, in: copy)
    if let next = deed.next { try copy.mustRun(next, at: Deed.minute) }
    let inspection = Inspection(workspace: copy, minute: Deed.minute)
    let complaints = try inspection.settle() + inspection.deliveries().complaints
    guard complaints.isEmpty else { throw Unexpected(description: "\(complaints)") }
    outcome = try Self.outcome(of: copy)
  }

  /// The calls that `deed` makes, done in a copy of `stage`.
  static func calls(of deed: Deed, on stage: StormWorkspace) throws -> [NotedCall] {
    let copy = try stage.copy(to: "\(stage.folder)-\(deed.rawValue)")
    defer { copy.remove() }
    return try calls(of: deed, in: copy)
  }

  private static func calls(of deed: Deed, in workspace: StormWorkspace) throws -> [NotedCall] {
    let words = deed.arguments(in: workspace)
    let ending = try workspace.start(words, at: Deed.minute, notingCalls: true).wait()
    guard [0, 1].contains(ending.status) else { throw Unexpected(description: "\(ending)") }
    return ending.calls
  }

  /// Every strike that can be made on the deed.
  ///
  /// To die before a call is to die after the one before it, so `after` is for the last alone;
  /// only writes can be cut in two.
  var strikes: [(strike: Strike, call: NotedCall)] {
    calls.flatMap { call in
      var moments: [KillPoint.Moment] = [.before]
      if call.name.contains("write") { moments.append(.half) }
      if call.number == calls.count { moments.append(.after) }
      return moments.map { moment in
        (Strike(deed: deed, point: KillPoint(call: call.number, moment: moment)), call)
      }
    }
  }

  /// Makes a strike in a copy called `name`: what the dead process promised holds, the same
  /// command given again needs no repair, and all comes to what it would have come to.
  func make(_ strike: Strike, in folder: String, isThorough: Bool) throws -> Tally {
    let copy = try stage.copy(to: folder)
    defer { copy.remove() }
    var tally = Tally()
    let inspection = Inspection(workspace: copy, minute: Deed.minute)
    let words = deed.arguments(in: copy)
    let ending = try copy.start(words, at: Deed.minute, killedAt: strike.point).wait()
    tally.count(ending, as: deed.rawValue, at: strike.point.moment)
    var complaints: [String] = []
    if !ending.wasKilled { complaints.append("nothing was killed: \(ending)") }
    complaints += try inspection.ledger()
    complaints += try inspection.backup(copy.backup)
    let promises = Set(Promise.made(in: ending))
    tally.count(promises)

    if let next = deed.next {
      let ending = try copy.run(next, at: Deed.minute)
      if ending.status != 0 { complaints.append("the next command failed: \(ending)") }
    }
    let again = try copy.run(words, at: Deed.minute)
    // What was done and not acknowledged is refused the second time; nothing may fail.
    if ![0, 1].contains(again.status) { complaints.append("the next try failed: \(again)") }
    complaints += try inspection.settle()
    let deliveries = try inspection.deliveries()
    complaints += deliveries.complaints
    complaints += try inspection.kept(promises)
    if isThorough {
      complaints += try inspection.setUp()
      complaints += try inspection.signatures()
    }
    complaints += try inspection.backup(copy.backup)
    let difference = try Self.outcome(of: copy).difference(to: outcome)
    if !difference.isEmpty { complaints.append("it came to something else: \(difference)") }
    tally.emitted = deliveries.count
    tally.ledgers = 2
    if complaints.isEmpty { tally.foundWhole = tally.acknowledged }
    tally.complaints = complaints.map { "\(deed.rawValue), killed \(strike.point): \($0)" }
    return tally
  }

  private static func outcome(of workspace: StormWorkspace) throws -> Outcome {
    let list = try workspace.mustRun(["list", "--all", "--format", "json"], at: Deed.minute)
    let inbox = FileManager.default.enumerator(atPath: workspace.root + "/inbox")
    return Outcome(
      list: list.out,
      outbox: try workspace.outbox(),
      // A temporary file of somebody who died is no draft, and says so by its name.
      inbox: (inbox?.allObjects ?? []).map { "\($0)" }.filter { !$0.hasSuffix(".part") }.sorted()
    )
  }

  private struct Unexpected: Error, CustomStringConvertible {
    let description: String
  }
}
