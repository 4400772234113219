import Foundation
import Synchronization

/// What many tests share on disk, and nobody needs any more when the tests end.
public enum EndOfRun: Sendable {
  private static let paths = Mutex<[String]>([])

  /// Has the file or folder at `path` removed when this process ends by itself.
  ///
  /// - Returns: `path`.
  @discardableResult
  public static func remove(_ path: String) -> String {
    let isFirst = paths.withLock { paths in
      paths.append(path)
      return paths.count == 1
    }
    if isFirst { atexit { EndOfRun.removeAll() } }
    return path
  }

  private static func removeAll() {
    for path in paths.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }
}
