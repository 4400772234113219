import Foundation
import Synchronization

/// A folder for a test that is removed with the value, unless there is something to look at.
final class StormFolder: Sendable {
  let path: String
  private let isKept = Mutex(false)

  init() throws {
    path = NSTemporaryDirectory() + "vouch-storm-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    if !isKept.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }

  /// Leaves the folder where it is.
  func keep() { isKept.withLock { $0 = true } }
}
