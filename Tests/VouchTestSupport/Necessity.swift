import Foundation

/// Whether tests may be left out where a machine lacks what they start.
///
/// Someone's own machine may lack a tool. Continuous integration sets `VOUCH_TEST_ALL`, and there
/// such tests fail in the place of being skipped: nobody reads what a green run has left out. What is
/// no tool stays a reason to skip: other people's test data, and the right to mount a disk.
public enum Necessity: Sendable {
  /// Whether nothing may be skipped for want of a tool.
  public static let isTotal = ProcessInfo.processInfo.environment["VOUCH_TEST_ALL"] == "1"

  /// Whether tests should run that need something which is there or not.
  public static func shouldRun(where isThere: Bool) -> Bool { isThere || isTotal }

  /// Whether tests should run that start the program at `path`.
  public static func shouldRun(with path: String) -> Bool {
    shouldRun(where: FileManager.default.isExecutableFile(atPath: path))
  }
}
