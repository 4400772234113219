import Foundation
public import VouchCore

/// What a database holds, in numbers: enough to tell one copy from another.
public struct DatabaseSummary: Hashable, Sendable {
  /// The workspace it belongs to.
  public let workspace: WorkspaceRecord
  /// How many submissions it holds.
  public let submissions: Int
  /// The newest ledger entry.
  public let head: LedgerHead
  /// When the newest ledger entry was written; nil where there is none.
  public let newestAt: Instant?
}

extension StoreReader {
  /// What the database holds, in numbers.
  ///
  /// - Throws: ``StoreError``.
  public func summary() throws -> DatabaseSummary {
    DatabaseSummary(
      workspace: try workspace(),
      submissions: try connection.row("SELECT count(*) FROM submission") { $0.int(0) } ?? 0,
      head: try ledgerHead(),
      newestAt: try newestEntryAt()
    )
  }

  /// When the newest ledger entry was written; nil where there is none.
  ///
  /// - Throws: ``StoreError``.
  public func newestEntryAt() throws -> Instant? {
    try connection.row("SELECT at FROM ledgerEntry ORDER BY sequence DESC LIMIT 1") {
      SubmissionRecord.instant($0.int(0))
    }
  }
}

extension Store {
  /// Writes a consistent copy of the database to a new file at `destination`, while others work.
  ///
  /// The copy is made under a temporary name, checked, synced and put in place: a file called
  /// `destination` is whole, and safe against a power cut once the call returns.
  ///
  /// - Throws: ``StoreError``, also where something lies at `destination`.
  @discardableResult
  public func copy(to destination: String) throws -> DatabaseSummary {
    let place = try DatabasePlace(copyAt: destination)
    guard try !place.exists() else { throw StoreError.failed("\(destination) is there already") }
    let staged = DatabasePlace(
      folder: place.folder,
      name: Folder.temporaryName(for: place.name)
    )
    try staged.removeFiles()
    defer { try? staged.removeFiles() }
    do {
      return try StoreError.translating(path: destination) {
        try fill(staged, thenPlaceAt: place)
      }
    } catch StoreError.diskFull {
      throw StoreError.file(FileFailure("write", destination, code: ENOSPC))
    } catch StoreError.disk(let code, isUnsure: _) {
      throw StoreError.file(FileFailure("write", destination, code: code == 0 ? EIO : code))
    }
  }

  private func fill(
    _ staged: DatabasePlace,
    thenPlaceAt place: DatabasePlace
  ) throws -> DatabaseSummary {
    do {
      try place.folder.makeEmpty(staged.name, mode: 0o600)
      try engine.withoutTransaction { try $0.copy(to: staged.heldPath) }
      try place.folder.syncFile(staged.name)
      let summary = try Self.checkedSummary(of: staged, digest: digest)
      guard try place.folder.place(staged.name, as: place.name) else {
        throw StoreError.failed("\(place.path) is there already")
      }
      do throws(FileFailure) {
        try place.folder.sync()
      } catch {
        // Nobody is to take for a backup what may be gone after a power cut.
        try? place.folder.remove(place.name)
        throw error
      }
      return summary
    } catch let error as FileFailure {
      throw StoreError.file(error)
    }
  }

  /// What a copy holds, once a quick look has found nothing wrong with it.
  private static func checkedSummary(
    of place: DatabasePlace,
    digest: @escaping Digest
  ) throws -> DatabaseSummary {
    let engine = try SQLiteEngine.openReadOnly(place)
    return try engine.read { connection in
      if let problem = try connection.quickProblems().first { throw StoreError.damaged(problem) }
      try connection.refuseMixture()
      return try StoreReader(connection: connection, digest: digest).summary()
    }
  }
}

extension DatabasePlace {
  /// The place of a copy: in any folder, also one that is reached through a link.
  init(copyAt path: String) throws {
    let parts = DatabasePlace.parts(of: path)
    do throws(FileFailure) {
      self.init(folder: try Folder.open(parts.folder), name: parts.name)
    } catch {
      throw StoreError.file(error)
    }
  }

  /// Removes the file and those beside it, where they are there.
  func removeFiles() throws {
    for name in names {
      do throws(FileFailure) { try folder.remove(name) } catch { throw StoreError.file(error) }
    }
  }
}
