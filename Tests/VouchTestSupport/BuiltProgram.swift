import Foundation

/// The program as it was built, which some tests run the way people do.
public enum BuiltProgram: Sendable {
  /// The binary beside the tests.
  ///
  /// - Throws: ``ChildProcess/Trouble`` where there is none.
  public static func path() throws -> String {
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    let built = ProjectFiles.root.appending(path: ".build/debug").path
    let candidates = [Bundle.main.bundlePath, beside, built].map { $0 + "/vouch" }
    guard let path = candidates.first(where: FileManager.default.isExecutableFile) else {
      throw ChildProcess.Trouble(
        "there is no vouch in \(candidates); run 'swift build --build-tests' first"
      )
    }
    return path
  }
}
