import Foundation

/// True where something lies at `path`.
func fileExists(_ path: String) -> Bool {
  FileManager.default.fileExists(atPath: path)
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
