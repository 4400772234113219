import Foundation

/// C libraries that tests load into a process (`LD_PRELOAD`), built when they are first needed and
/// gone when the tests end.
public enum LoadedLibrary: Sendable {
  /// Builds the library whose only source lies at `source`, relative to the root of the package.
  ///
  /// - Returns: Where it lies; nil where this machine has no C compiler, or where that complains.
  public static func build(_ source: String) -> String? {
    let compiler = ["/usr/bin/cc", "/usr/local/bin/cc"].first(
      where: FileManager.default.isExecutableFile
    )
    guard let compiler else { return nil }
    let source = ProjectFiles.root.appending(path: source)
    let name = source.deletingPathExtension().lastPathComponent
    let library = NSTemporaryDirectory() + "vouch-\(name)-\(getpid()).so"
    let run = try? ChildProcess(
      compiler,
      ["-std=gnu11", "-O1", "-shared", "-fPIC", "-o", library, source.path, "-ldl"],
      environment: [:],
      output: "/dev/null",
      errors: "/dev/null"
    )
    guard let run, (try? run.wait()) == 0 else { return nil }
    return EndOfRun.remove(library)
  }

  /// What skipped tests say where there is no library that does that.
  public static func absence(_ purpose: String) -> String {
    "there is no C compiler (cc) to build the library that \(purpose)"
  }
}
