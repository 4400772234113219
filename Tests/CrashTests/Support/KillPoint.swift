import VouchTestSupport

/// A call at which a process is killed: the first that changes something outside of it is 1.
struct KillPoint: Hashable, Sendable, CustomStringConvertible {
  /// How far the call gets.
  enum Moment: String, CaseIterable, Sendable {
    /// It never happens.
    case before
    /// Half of its bytes are written; calls that write nothing happen whole.
    case half
    /// It happens whole, and nothing after it.
    case after
  }

  let call: Int
  let moment: Moment

  var description: String { "\(moment.rawValue) call \(call)" }
}

extension NotedCall {
  /// What kind of file it was about, so that calls of many runs can be counted together.
  var subject: String {
    switch fileName {
    case _ where fileName.hasSuffix("-wal"): "log of the database"
    case _ where fileName.hasSuffix("-shm"): "index of the log"
    case _ where fileName.hasSuffix("-journal"): "journal"
    case "vouch.sqlite": "database"
    case "out", "err": "answer"
    case ".vouch", "media", "outbox": "folder \(fileName)"
    case _ where fileName.hasSuffix(".part"): "temporary file"
    case _ where file.contains("/outbox/"): "post"
    case _ where file.contains("/media/"): "copy of media"
    case _ where file.contains("/inbox/"): "inbox"
    case _ where file.contains("/home/"): "owner's home"
    default: fileName.contains(".lock") ? "lock" : "other file"
    }
  }
}

/// The C library that counts calls and kills, built when it is first needed.
enum KillPointLibrary {
  static let library = LoadedLibrary("Tests/CrashTests/Fixtures/kill-point.c", "kills")

  /// Variables that make a process note its calls in `notes`, and die at `point`.
  static func environment(notes: String, point: KillPoint?) throws -> [String: String] {
    var variables = ["LD_PRELOAD": try library.path(), "STORM_LOG": notes]
    if let point {
      variables["STORM_KILL"] = String(point.call)
      variables["STORM_WHEN"] = point.moment.rawValue
    }
    return variables
  }
}
