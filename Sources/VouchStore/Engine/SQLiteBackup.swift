import CSQLite

/// One database on its way over the content of another, page by page.
struct SQLiteBackup {
  private let source: SQLConnection
  private let destination: SQLConnection

  init(of source: SQLConnection, over destination: SQLConnection) {
    self.source = source
    self.destination = destination
  }

  /// Copies all of it in one transaction of the destination.
  ///
  /// `isStillWanted` is asked once nobody else can write to the destination any more.
  ///
  /// - Returns: False where it was not wanted any more; nothing is changed then.
  /// - Throws: ``SQLiteFailure``, or what `isStillWanted` throws; nothing is changed then.
  func run(where isStillWanted: () throws -> Bool) throws -> Bool {
    let copy = sqlite3_backup_init(destination.handle, "main", source.handle, "main")
    guard let copy else {
      throw SQLiteFailure(sqlite3_extended_errcode(destination.handle), on: destination.handle)
    }
    var isFinished = false
    defer { if !isFinished { _ = finish(copy) } }
    var isAsked = false
    while true {
      // The first step locks the destination, so it has to leave something to do.
      let code = sqlite3_backup_step(copy, 4)
      guard code == SQLITE_OK || code == SQLITE_DONE else {
        // Only its end tells the destination what went wrong.
        isFinished = true
        _ = finish(copy)
        throw SQLiteFailure(code, on: destination.handle)
      }
      if code == SQLITE_DONE { break }
      if !isAsked, try !isStillWanted() { return false }
      isAsked = true
    }
    isFinished = true
    let code = finish(copy)
    guard code == SQLITE_OK else { throw SQLiteFailure(code, on: destination.handle) }
    return true
  }

  /// Ends the copying; what was not copied whole is taken back.
  private func finish(_ copy: OpaquePointer) -> Int32 {
    let code = sqlite3_backup_finish(copy)
    // The library takes it back without a word to anybody; what was kept is not gathered any more.
    GatheredLog.forget(for: destination.handle)
    return code
  }
}
