import Foundation

/// True where something lies at `path`.
///
/// - Throws: ``StoreError`` where that cannot be told because a folder above cannot be entered.
func fileExists(_ path: String) throws -> Bool {
  var status = stat()
  if stat(path, &status) == 0 { return true }
  guard errno == EACCES else { return false }
  throw StoreError.readOnly(path: path)
}

/// True where a file lies at `path`, and not a folder.
func isFile(_ path: String) -> Bool {
  var isFolder: ObjCBool = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
}

/// True where nothing lies at `path`, or a file without content.
func isFileEmpty(_ path: String) -> Bool {
  let attributes = try? FileManager.default.attributesOfItem(atPath: path)
  return (attributes?[.size] as? NSNumber)?.intValue ?? 0 == 0
}

/// Waits until the file at `path` and its name are safe against a power cut; false where the
/// system cannot promise that.
func syncFile(_ path: String) -> Bool {
  let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
  return [path, folder].allSatisfy { path in
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }
}
