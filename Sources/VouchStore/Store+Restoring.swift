import Foundation
public import VouchCore

/// A copy of a database that is about to be put back: checked, and brought to today's schema.
///
/// It is a file of its own beside the workspace's database, so that what was checked is what is
/// put back, whatever becomes of the file it was made of.
public struct StagedCopy: Sendable {
  /// Its content, for reading and for the last words before it is put back.
  public let store: Store
  let place: DatabasePlace

  /// What is wrong with it; empty where it is sound.
  ///
  /// - Throws: ``StoreError``.
  public func problems() throws -> [String] {
    let problems = try store.integrityProblems()
    if !problems.isEmpty { return problems }
    let ledger = try store.read { try $0.verifyLedger() }
    return ledger.fault.map { ["ledger entry \($0.sequence): \($0.reason)"] } ?? []
  }

  /// Removes it.
  public func remove() {
    try? store.engine.close()
    try? place.removeFiles()
  }
}

extension Store {
  /// Copies the database at `path` to a temporary file beside the workspace's database at
  /// `database`, and brings the copy to today's schema.
  ///
  /// - Throws: ``StoreError`` where it cannot be read or is not Vouch's.
  public static func stage(
    _ path: String,
    besides database: String,
    digest: @escaping Digest
  ) throws -> StagedCopy {
    let live = try DatabasePlace(database)
    let place = DatabasePlace(folder: live.folder, name: Folder.temporaryName(for: live.name))
    try place.removeFiles()
    do {
      try StoreError.translating(path: path) {
        let source = try SQLiteEngine.openReadOnly(try DatabasePlace(copyAt: path))
        let version = try source.read { try $0.schemaVersion() }
        try Migrations.refuseNewer(version)
        guard version > 0 else { throw StoreError.blank }
        // The library copies no page into a file whose pages have another size.
        let pageBytes = try source.read { try $0.row("PRAGMA page_size") { $0.int(0) } }
        let staged = try SQLiteEngine.open(
          place,
          pageBytes: pageBytes ?? SQLiteEngine.pageBytes
        ) { _ in }
        _ = try source.overwrite(staged) { true }
        try staged.close()
      }
      let store = try open(place, digest: digest)
      return StagedCopy(store: store, place: place)
    } catch {
      try? place.removeFiles()
      throw error
    }
  }

  /// Makes the content of `copy` that of this database, in one transaction: whoever reads
  /// meanwhile sees the old or the new, and a process killed in between leaves the old.
  ///
  /// - Parameters:
  ///   - copy: What is put in the place of its content.
  ///   - head: The newest ledger entry that this database may have.
  /// - Returns: False where somebody added an entry; nothing is changed then.
  /// - Throws: ``StoreError``; nothing is changed then.
  public func replaceContent(with copy: StagedCopy, whileHeadIs head: LedgerHead) throws -> Bool {
    try StoreError.translating(path: path) {
      // A connection of its own: the one that writes cannot look at the state before.
      let reading = try SQLiteEngine.openReadOnly(path)
      defer { shelf.clear() }
      return try copy.store.engine.overwrite(engine) {
        try reading.read { connection in
          try StoreReader(connection: connection, digest: digest).ledgerHead() == head
        }
      }
    }
  }

  /// Puts `copy` in the place of the database at `path`, which is missing or cannot be read, and
  /// keeps what lies there under another name.
  ///
  /// - Returns: The name under which what lay there is kept; nil where nothing did.
  /// - Throws: ``StoreError``.
  public static func putInPlace(
    _ copy: StagedCopy,
    of path: String,
    keepingAs kept: String
  ) throws -> String? {
    let live = try DatabasePlace(path)
    return try StoreError.translating(path: path) {
      // Folds the log into the copy: only the file itself is moved.
      try copy.store.engine.close()
      do throws(FileFailure) {
        try copy.place.folder.syncFile(copy.place.name)
        let hadFile = live.folder.kind(of: live.name) != nil
        // The file goes first: until the new one is there, there is none, and nobody takes half
        // of the old for a whole.
        for suffix in ["", "-wal", "-shm"] where live.folder.kind(of: live.name + suffix) != nil {
          try live.folder.move(live.name + suffix, to: live.folder, as: kept + suffix)
        }
        try live.folder.sync()
        guard try live.folder.place(copy.place.name, as: live.name) else {
          throw FileFailure("write", path, code: EEXIST)
        }
        try live.folder.sync()
        try live.folder.remove(copy.place.name)
        return hadFile ? kept : nil
      } catch {
        throw StoreError.file(error)
      }
    }
  }
}
