import Foundation
import CSQLite

/// Why the store could not do what was asked.
public enum StoreError: Error, Sendable, CustomStringConvertible {
  /// There is no database at this path.
  case missing(path: String)
  /// The folder or file cannot be opened or written.
  case readOnly(path: String)
  /// Another process held the database for longer than the store waits.
  case busy
  /// A file or folder of the store cannot be worked with.
  case file(FileFailure)
  /// The disk is full.
  case diskFull
  /// The disk failed, with the system's number for the reason; unsure where a change may have been
  /// kept all the same.
  case disk(code: Int32, isUnsure: Bool)
  /// The file is damaged, or no database at all.
  case damaged(String)
  /// The file was made by a newer Vouch.
  case newer(version: Int)
  /// Something stored cannot be read back.
  case unreadable(String)
  /// Any other failure of the database.
  case failed(String)

  /// One sentence for people, saying what to do where something can be done.
  public var description: String {
    switch self {
    case .missing(let path):
      "there is no database at \(path); put a backup there with 'vouch restore'"
    case .readOnly(let path):
      "\(path) cannot be opened or written; check its permissions and the disk"
    case .busy: "the database is busy with another process; try again"
    case .file(let failure):
      failure.description + (failure.help.map { "; \($0)" } ?? "")
    case .diskFull: "the disk is full; nothing was changed: make room, then do it again"
    case .disk(let code, let isUnsure): Self.sentence(onDisk: code, isUnsure: isUnsure)
    case .damaged(let what):
      "the database is damaged: \(what); put a backup back with 'vouch restore'"
    case .newer(let version):
      "the database was made by a newer version of Vouch (schema \(version)); update this one"
    case .unreadable(let what): "the database holds something unreadable: \(what)"
    case .failed(let what): "the database failed: \(what)"
    }
  }

  /// A file without content where a workspace should be.
  static let blank = StoreError.damaged("it holds no workspace")
  /// What a caller names was never put on its way.
  static let noSuchDelivery = StoreError.failed("there is no such delivery")
  /// A text that would be cut short when it is stored.
  static let nulCharacter = StoreError.failed("a text holds a NUL character")

  private static func sentence(onDisk code: Int32, isUnsure: Bool) -> String {
    let failure = FileFailure("use", "the database", code: code)
    let reason = code == 0 ? "the disk reports an error" : failure.reason
    if isUnsure {
      return "the disk did not confirm that the change was kept: \(reason); "
        + "look with 'vouch history' whether it was, before you do it again"
    }
    return "the database cannot be used: \(reason); nothing was changed"
      + (failure.help.map { ": \($0)" } ?? "")
  }

  /// What it means that the disk failed the library.
  static func disk(_ error: SQLiteFailure) -> StoreError {
    .disk(code: told(error.systemCode), isUnsure: error.isUnsure)
  }

  /// What it means that the disk did not say, for the reason `code`, that it has what was written.
  static func unsure(_ code: Int32) -> StoreError { .disk(code: told(code), isUnsure: true) }

  /// The system's number where it is one that says something about the disk.
  private static func told(_ code: Int32) -> Int32 {
    [EIO, ENOSPC, EDQUOT, EROFS, EACCES, EPERM, EFBIG, EMFILE, ENFILE].contains(code) ? code : 0
  }

  /// What keeps `path` from being opened or written, as far as the system says.
  private static func unwritable(_ path: String) -> StoreError {
    guard access(path, W_OK) != 0, errno == EROFS else { return .readOnly(path: path) }
    return .file(FileFailure("write", path, code: EROFS))
  }

  /// Translates what the engine threw; errors that are not the engine's pass through.
  static func translating<Value>(path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as SQLiteFailure {
      switch error.code {
      case SQLITE_BUSY, SQLITE_LOCKED: throw StoreError.busy
      case SQLITE_FULL: throw StoreError.diskFull
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN: throw StoreError.unwritable(path)
      case SQLITE_CORRUPT, SQLITE_NOTADB: throw StoreError.damaged(error.message)
      case SQLITE_IOERR: throw StoreError.disk(error)
      default: throw StoreError.failed(error.message)
      }
    }
  }
}
