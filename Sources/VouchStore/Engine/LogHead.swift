import Foundation

/// The first bytes of a log, as SQLite's file format has them
/// (<https://sqlite.org/fileformat2.html#the_write_ahead_log>).
package struct LogHead {
  /// How many bytes a head takes.
  package static let byteCount = 32

  private let bytes: [UInt8]

  /// The head of the log called `name`; nil where none lies there, or less than a head.
  package init?(of name: String, in folder: Folder) {
    guard let file = try? folder.openFile(name) else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: Self.byteCount)
    guard pread(file, &bytes, bytes.count, 0) == bytes.count else { return nil }
    self.bytes = bytes
  }

  /// True where nothing that follows counts: the log was emptied.
  ///
  /// A log in use begins with a number that is not 0.
  package var isBlank: Bool { bytes[..<4].allSatisfy { $0 == 0 } }

  /// How many bytes a page has.
  package var pageBytes: Int { bytes[8..<12].reduce(0) { $0 << 8 | Int($1) } }
}
