import Foundation
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

  /// A call that a process made, as the library notes it.
  struct Call: Hashable, Sendable {
    let number: Int
    /// The name of the C function.
    let name: String
    /// The path of the file it was about.
    let file: String

    /// The call in a line of the library's notes, such as `17 fsync /brand/.vouch/media`.
    init?(line: Substring) {
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count == 3, let number = Int(words[0]) else { return nil }
      self.number = number
      name = String(words[1])
      file = String(words[2])
    }

    /// What kind of file it was about, so that calls of many runs can be counted together.
    var subject: String {
      let name = file.split(separator: "/").last.map(String.init) ?? file
      switch name {
      case _ where name.hasSuffix("-wal"): return "log of the database"
      case _ where name.hasSuffix("-shm"): return "index of the log"
      case _ where name.hasSuffix("-journal"): return "journal"
      case "vouch.sqlite": return "database"
      case "out", "err": return "answer"
      case ".vouch", "media", "outbox": return "folder \(name)"
      case _ where name.hasSuffix(".part"): return "temporary file"
      case _ where file.contains("/outbox/"): return "post"
      case _ where file.contains("/media/"): return "copy of media"
      case _ where file.contains("/inbox/"): return "inbox"
      case _ where file.contains("/home/"): return "owner's home"
      default: return name.contains(".lock") ? "lock" : "other file"
      }
    }
  }

  /// Calls that the library noted in `file`.
  static func calls(notedIn file: String) -> [Call] {
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap(Call.init)
  }
}

/// The C library that counts calls and kills, built when it is first needed.
enum KillPointLibrary {
  /// Where it lies; nil where this machine has no C compiler.
  static let path: String? = build()

  /// What skipped tests say.
  static let absence = "there is no C compiler (cc) to build the library that kills"

  /// Variables that make a process note its calls in `notes`, and die at `point`.
  static func environment(notes: String, point: KillPoint?) -> [String: String] {
    guard let path else { return [:] }
    var variables = ["LD_PRELOAD": path, "STORM_LOG": notes]
    if let point {
      variables["STORM_KILL"] = String(point.call)
      variables["STORM_WHEN"] = point.moment.rawValue
    }
    return variables
  }

  private static func build() -> String? {
    let source = ProjectFiles.root.appending(path: "Tests/CrashTests/Fixtures/kill-point.c").path
    let library = NSTemporaryDirectory() + "vouch-kill-point-\(getpid()).so"
    let messages = library + ".err"
    defer { unlink(messages) }
    let compiler = ["/usr/bin/cc", "/usr/local/bin/cc"].first(
      where: FileManager.default.isExecutableFile
    )
    guard let compiler else { return nil }
    let run = try? ChildProcess(
      compiler,
      ["-std=gnu11", "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl"],
      environment: [:],
      output: "/dev/null",
      errors: messages
    )
    guard let run, (try? run.wait()) == 0 else { return nil }
    atexit { unlinkBuiltLibrary() }
    return library
  }
}

private func unlinkBuiltLibrary() {
  unlink(NSTemporaryDirectory() + "vouch-kill-point-\(getpid()).so")
}
