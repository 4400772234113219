import VouchTestSupport

/// The C library that makes calls of a process fail, built when it is first needed.
enum FaultLibrary {
  static let library = LoadedLibrary("Tests/VouchCLITests/Fixtures/faults.c", "fails")

  /// Variables that make a process note its calls on files below `folders` in `notes`.
  static func noting(_ notes: String, below folders: [String]) throws -> [String: String] {
    [
      "LD_PRELOAD": try library.path(), "FAULTS_LOG": notes,
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
