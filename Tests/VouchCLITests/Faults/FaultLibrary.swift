import Foundation
import VouchTestSupport

/// The C library that makes calls of a process fail, built when it is first needed.
enum FaultLibrary {
  /// Where it lies; nil where this machine has no C compiler.
  static let path: String? = build()

  /// What skipped tests say.
  static let absence = "there is no C compiler (cc) to build the library that fails"

  /// A call on a file, as the library noted it.
  struct Call: Hashable {
    let number: Int
    /// The kind of call: `open`, `write`, `fsync` and so on.
    let name: String
    let file: String

    init?(line: Substring) {
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count == 3, let number = Int(words[0]) else { return nil }
      self.number = number
      name = String(words[1])
      file = String(words[2])
    }

    /// What the file is for, whatever it is called in this run.
    var subject: String {
      let name = file.split(separator: "/").last.map(String.init) ?? file
      for ending in [".part", "-wal", "-shm", "-journal", ".part-journal", ".json", ".png", ".md"]
      where name.hasSuffix(ending) { return ending }
      return name
    }
  }

  /// Variables that make a process note its calls on files below `folders` in `notes`.
  static func noting(_ notes: String, below folders: [String]) -> [String: String] {
    [
      "LD_PRELOAD": path ?? "", "FAULTS_LOG": notes,
      "FAULTS_BELOW": folders.joined(separator: ":"),
    ]
  }

  /// The calls noted in `file`.
  static func calls(notedIn file: String) -> [Call] {
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap(Call.init)
  }

  private static func build() -> String? {
    let source = ProjectFiles.root.appending(path: "Tests/VouchCLITests/Fixtures/faults.c").path
    let library = NSTemporaryDirectory() + "vouch-faults-\(getpid()).so"
    let compiler = ["/usr/bin/cc", "/usr/local/bin/cc"].first(
      where: FileManager.default.isExecutableFile
    )
    guard let compiler else { return nil }
    let run = try? ChildProcess(
      compiler,
      ["-std=gnu11", "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl"],
      environment: [:],
      output: "/dev/null",
      errors: "/dev/null"
    )
    guard let run, (try? run.wait()) == 0 else { return nil }
    atexit { unlink(NSTemporaryDirectory() + "vouch-faults-\(getpid()).so") }
    return library
  }
}
