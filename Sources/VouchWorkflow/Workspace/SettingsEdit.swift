import Foundation
import VouchCore

extension Workspace {
  /// Makes `vouch.yaml` name another key of the owner, and leaves every other byte of it alone.
  ///
  /// - Throws: ``WorkflowError`` where it cannot be read or written.
  func write(ownerKey key: OwnerPublicKey) throws {
    let name = "vouch.yaml"
    let path = "\(root)/\(name)"
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(path, limit: Self.maxSettingsBytes, following: false)
    } catch {
      throw WorkflowError(.unavailable, "cannot read \(path): \(error)")
    }
    var lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let line = "key: \(key)"
    if let index = lines.firstIndex(where: { $0.hasPrefix("key:") }) {
      lines[index] = line
    } else {
      lines.insert(line, at: lines.last == "" ? lines.count - 1 : lines.count)
    }
    var status = stat()
    let mode = lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0o644
    let text = lines.joined(separator: "\n")
    try FileWriter.replace(name, in: root, bytes: Array(text.utf8), mode: mode)
  }
}
