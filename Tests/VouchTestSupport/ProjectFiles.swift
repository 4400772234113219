public import Foundation

/// Where tests find files of the project and of the conformance data beside it.
public enum ProjectFiles: Sendable {
  /// The root of the package.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  /// Data shared with other projects; it may be absent.
  public static let shared = root.deletingLastPathComponent().appending(path: "shared")
}
