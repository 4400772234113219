import Foundation
import VouchCore
import VouchStore

/// A copy of the database that was made and checked.
public struct BackupResult: Sendable, Equatable {
  /// The file, as named.
  public let file: String
  /// Its size in bytes.
  public let bytes: Int
  /// How many submissions it holds.
  public let submissions: Int
  /// The number of its newest ledger entry.
  public let ledgerEntries: Int
  /// The digest of its newest ledger entry, in hexadecimal.
  public let ledgerHead: String
}

extension Desk {
  /// Writes a consistent copy of the database to `file`, also while others are working.
  ///
  /// A file of that name is there only once the copy is whole, checked and on the disk.
  ///
  /// - Throws: ``WorkflowError`` where something lies there already, or `StoreError`.
  public func backUp(to file: String) throws -> BackupResult {
    let path = FilePath.absolute(file)
    var status = stat()
    guard lstat(path, &status) != 0 else {
      throw WorkflowError(.conflict, "\(file) is there already, and nothing is overwritten")
    }
    let summary = try storeForReading().copy(to: path)
    guard lstat(path, &status) == 0 else { throw WorkflowError(FileFailure("find", path)) }
    try? Self.noteBackup(at: clock.now, in: workspace)
    return BackupResult(
      file: file,
      bytes: Int(status.st_size),
      submissions: summary.submissions,
      ledgerEntries: summary.head.sequence,
      ledgerHead: summary.head.digest
    )
  }
}
