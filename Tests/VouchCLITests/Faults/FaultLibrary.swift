import VouchTestSupport

/// The C library that makes calls of a process fail, built when it is first needed.
enum FaultLibrary {
  /// Where it lies; nil where this machine has no C compiler.
  static let path = LoadedLibrary.build("Tests/VouchCLITests/Fixtures/faults.c")

  /// What skipped tests say.
  static let absence = LoadedLibrary.absence("fails")

  /// Variables that make a process note its calls on files below `folders` in `notes`.
  static func noting(_ notes: String, below folders: [String]) -> [String: String] {
    [
      "LD_PRELOAD": path ?? "", "FAULTS_LOG": notes,
      "FAULTS_BELOW": folders.joined(separator: ":"),
    ]
  }
}

extension NotedCall {
  /// What the file is for, whatever it is called in this run.
  var subject: String {
    [".part", "-wal", "-shm", "-journal", ".part-journal", ".json", ".png", ".md"]
      .first(where: fileName.hasSuffix) ?? fileName
  }
}
