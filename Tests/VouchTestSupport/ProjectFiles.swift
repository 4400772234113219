public import Foundation

/// Where tests find files of the project and of the conformance data beside it.
public enum ProjectFiles: Sendable {
  /// The root of the package.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  /// Data shared with other projects; it may be absent.
  public static let shared = root.deletingLastPathComponent().appending(path: "shared")

  /// The bytes of the file at `path`, relative to the root of the package.
  ///
  /// - Throws: An error of the file system.
  public static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }
}
