import Foundation
import VouchCore
import VouchStore

/// What putting a backup back came to.
public struct RestoreResult: Sendable, Equatable {
  /// The backup, as named.
  public let file: String
  /// Where what was there before is kept, relative to the workspace; nil where nothing was.
  public let kept: String?
  /// How many submissions there are now.
  public let submissions: Int
  /// The number of the newest ledger entry now, the one about this included.
  public let ledgerEntries: Int
  /// The digest of that entry, in hexadecimal.
  public let ledgerHead: String
  /// The number of the newest ledger entry before; nil where it could not be read.
  public let entriesBefore: Int?
}

extension Desk {
  /// Puts the backup in `file` in the place of the database.
  ///
  /// What was there is kept beside it. Others may go on reading: they see the old or the new, and
  /// so does whoever comes after an interruption. Nothing is emitted meanwhile.
  ///
  /// - Throws: ``WorkflowError`` where the file is no sound backup of this workspace, or
  ///   `StoreError`; the database is as it was then.
  public func restore(from file: String) throws -> RestoreResult {
    try workspace.refuseLinks()
    // A clone of the workspace's text files has none yet.
    try FileWriter.makeFolder(workspace.hidden)
    return try FileLock.withLock(workspace.emitLock) {
      let copy = try staged(file)
      defer { copy.remove() }
      let backup = try copy.store.read { try $0.summary() }
      try requireFit(backup, file)
      let live = try livingDatabase()
      if let live, live.summary.workspace.key != backup.workspace.key {
        throw WorkflowError(
          .conflict,
          "\(file) is a backup of another workspace, and its posts would go out from here",
          help: "name a backup of this one"
        )
      }
      try note(backup, replacing: live?.summary, in: copy)
      let now = try copy.store.read { try $0.summary() }
      let kept =
        if let live {
          try replace(live.store, with: copy)
        } else {
          try Store.putInPlace(copy, of: workspace.database, keepingAs: freeName())
        }
      return RestoreResult(
        file: file,
        kept: kept.map { ".vouch/\($0)" },
        submissions: now.submissions,
        ledgerEntries: now.ledgerEntries,
        ledgerHead: now.ledgerHead,
        entriesBefore: live?.summary.ledgerEntries
      )
    }
  }

  /// A copy of the backup, once nothing was found wrong with it.
  private func staged(_ file: String) throws -> StagedCopy {
    func refusal(_ reason: String) -> WorkflowError {
      WorkflowError(
        .unavailable,
        "\(file) is no sound backup: \(reason)",
        help: "nothing was changed; name another one"
      )
    }
    let path = URL(fileURLWithPath: file).standardizedFileURL.path
    guard FileManager.default.fileExists(atPath: path) else {
      throw WorkflowError(.unavailable, "there is no file \(file)")
    }
    let copy: StagedCopy
    do {
      copy = try Store.stage(path, besides: workspace.database, digest: Digests.sha256)
    } catch StoreError.damaged(let reason) {
      throw refusal(reason)
    }
    do {
      if let problem = try copy.problems().first { throw refusal(problem) }
      return copy
    } catch {
      copy.remove()
      if case StoreError.damaged(let reason) = error { throw refusal(reason) }
      throw error
    }
  }

  private func requireFit(_ backup: DatabaseSummary, _ file: String) throws {
    let isSimulation = backup.workspace.isSimulation
    guard isSimulation == workspace.settings.isSimulation else {
      throw WorkflowError(
        .conflict,
        isSimulation
          ? "\(file) is a backup of a simulation, and this workspace is none"
          : "\(file) is a backup of a real workspace, and this one is a simulation",
        help: "name a backup of this workspace"
      )
    }
    guard isSimulation || !isPretended else {
      throw WorkflowError(
        .notAllowed,
        "time can be pretended for changes in a simulation only",
        help: "leave out --now"
      )
    }
  }

  /// The database as it is; nil where there is none that could be read.
  private func livingDatabase() throws -> (store: Store, summary: DatabaseSummary)? {
    do {
      guard try storeForReading().integrityProblems().isEmpty else { return nil }
      let store = try storeForWriting()
      return (store, try store.read { try $0.summary() })
    } catch let error as StoreError {
      switch error {
      case .missing, .damaged, .unreadable: return nil
      case .disk(code: EIO, isUnsure: _): return nil
      case .readOnly, .busy, .file, .diskFull, .disk, .newer, .failed: throw error
      }
    }
  }

  /// Lets the copy's own ledger say what it is about to replace.
  private func note(
    _ backup: DatabaseSummary,
    replacing live: DatabaseSummary?,
    in copy: StagedCopy
  ) throws {
    var details: JSON = [
      "entries": .int(backup.ledgerEntries), "head": .string(backup.ledgerHead),
    ]
    if let live {
      details = details.adding("entriesBefore", .int(live.ledgerEntries))
        .adding("headBefore", .string(live.ledgerHead))
    }
    let store = isPretended ? copy.store.recordingPretence() : copy.store
    try store.write {
      try $0.note(LedgerEvent("restored", details), by: .owner, at: clock.now)
    }
  }

  /// Keeps what `live` holds under another name, then gives it the content of `copy`.
  private func replace(_ live: Store, with copy: StagedCopy) throws -> String {
    // Others go on handing in: what is kept has to hold the last of it.
    for _ in 0..<16 {
      let kept = try freeName()
      let head = try live.copy(to: "\(workspace.hidden)/\(kept)").ledgerHead
      if try live.replaceContent(with: copy, whileHeadIs: head) { return kept }
      unlink("\(workspace.hidden)/\(kept)")
    }
    throw StoreError.busy
  }

  /// A name beside the database that nothing has yet, such as
  /// `vouch.sqlite.before-20261202T171500Z`.
  private func freeName() throws -> String {
    let stamp = BrandZone.utc.format(clock.now).filter { $0 != "-" && $0 != ":" }
    let name = "vouch.sqlite.before-\(stamp)"
    var free = name
    var number = 2
    while FileManager.default.fileExists(atPath: "\(workspace.hidden)/\(free)") {
      free = "\(name)-\(number)"
      number += 1
    }
    return free
  }
}
