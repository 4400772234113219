import Foundation
import VouchCore
import VouchStore

/// What putting a backup back came to.
public struct RestoreResult: Sendable, Equatable {
  /// The backup, as named; nil where it had been put back by hand.
  public let file: String?
  /// Where what was there before is kept, relative to the workspace; nil where nothing was.
  public let kept: String?
  /// How many submissions there are now.
  public let submissions: Int
  /// The number of the newest ledger entry now, the one about this included.
  public let ledgerEntries: Int
  /// The digest of that entry, in hexadecimal.
  public let ledgerHead: String
  /// The number of the newest ledger entry before, or of the newest that was seen; nil where it
  /// could not be read, or where nothing had to be given up.
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
      try requireKinship(copy.store, live?.summary, file)
      let store = isPretended ? copy.store.recordingPretence() : copy.store
      try accept(store, insteadOf: live?.summary.head)
      let now = try copy.store.read { try $0.summary() }
      let kept =
        if let live {
          try replace(live.store, with: copy)
        } else {
          try Store.putInPlace(copy, of: workspace.database, keepingAs: freeName())
        }
      tellWitness(try storeForReading())
      return RestoreResult(
        file: file,
        kept: kept.map { ".vouch/\($0)" },
        submissions: now.submissions,
        ledgerEntries: now.head.sequence,
        ledgerHead: now.head.digest,
        entriesBefore: live?.summary.head.sequence
      )
    }
  }

  /// Lets the database that lies there hold, after a backup was put back by hand.
  ///
  /// - Throws: ``WorkflowError`` or `StoreError`.
  public func restoreByHand() throws -> RestoreResult {
    let seen = try acceptLedger()
    let now = try storeForReading().read { try $0.summary() }
    return RestoreResult(
      file: nil,
      kept: nil,
      submissions: now.submissions,
      ledgerEntries: now.head.sequence,
      ledgerHead: now.head.digest,
      entriesBefore: seen
    )
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
    let path = FilePath.absolute(file)
    guard FilePath.exists(path) else {
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

  /// Refuses a backup of another workspace: its posts would go out from here.
  private func requireKinship(
    _ backup: Store,
    _ live: DatabaseSummary?,
    _ file: String
  ) throws {
    let (key, chain) = try backup.read { (try $0.workspace().key, try KeyChain.trusted($0)) }
    let isOther = live.map { $0.workspace.key != key } ?? false
    // Where the database is gone, the settings still say whose workspace it is; a backup from before
    // the key was rotated is signed with one that the owner had then.
    let keyFile = try KeyFolder(folders: folders).read(key)
    let owned = keyFile.map { [$0.key.publicKey] + $0.earlier.map(\.publicKey) } ?? []
    let isForeign = workspace.settings.ownerKey.map { !chain.contains($0) } ?? false
    guard isOther || isForeign && !owned.contains(chain.current) else { return }
    throw WorkflowError(
      .conflict,
      "\(file) is a backup of another workspace, and its posts would go out from here",
      help: "name a backup of this one"
    )
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

  /// Keeps what `live` holds under another name, then gives it the content of `copy`.
  private func replace(_ live: Store, with copy: StagedCopy) throws -> String {
    // Others go on handing in: what is kept has to hold the last of it.
    for _ in 0..<16 {
      let kept = try freeName()
      let head = try live.copy(to: "\(workspace.hidden)/\(kept)").head
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
    while FilePath.exists("\(workspace.hidden)/\(free)") {
      free = "\(name)-\(number)"
      number += 1
    }
    return free
  }
}
