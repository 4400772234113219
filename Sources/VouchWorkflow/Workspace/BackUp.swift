import Foundation
import VouchStore

extension Desk {
  /// Writes a consistent copy of the database to `file`, also while others are working.
  ///
  /// - Throws: ``WorkflowError`` where something lies there already, or `StoreError`.
  public func backUp(to file: String) throws {
    let path = URL(fileURLWithPath: file).standardizedFileURL.path
    guard !FileManager.default.fileExists(atPath: path) else {
      throw WorkflowError(.conflict, "\(file) is there already, and nothing is overwritten")
    }
    try storeForReading().copy(to: path)
  }
}
