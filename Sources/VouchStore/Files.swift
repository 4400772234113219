import Foundation

/// True where something lies at `path`.
func fileExists(_ path: String) -> Bool {
  FileManager.default.fileExists(atPath: path)
}
