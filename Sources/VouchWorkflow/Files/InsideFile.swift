import Foundation
import VouchStore

/// A file that was found to lie inside a folder, and is held: what was looked at is what is read,
/// whoever swaps names meanwhile.
final class InsideFile {
  /// Where it lies, relative to the folder, every link followed.
  let path: String
  private let descriptor: Int32

  /// Why a file is not taken.
  enum Refusal: Error, Equatable {
    case missing
    /// It lies elsewhere, perhaps behind a link.
    case outside
    case unreadable(FileProblem)
  }

  private init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// The file at `path`, if it lies below `root`.
  ///
  /// Nothing is opened for reading before it is known where it lies: opening alone can have
  /// consequences, for a pipe or a device.
  static func open(_ path: String, below root: Folder) throws(Refusal) -> InsideFile {
    // The system would stop at it, and open another file.
    guard !path.utf8.contains(0) else { throw .missing }
    let descriptor = Foundation.open(path, nameOnly | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(.last)
    }
    guard let base = root.realPath, let real = Folder.realPath(ofDescriptor: descriptor) else {
      close(descriptor)
      throw .unreadable(.failing("/proc is not mounted, so it cannot be told where it lies"))
    }
    let prefix = base.hasSuffix("/") ? base : base + "/"
    guard real.hasPrefix(prefix) else {
      close(descriptor)
      throw .outside
    }
    return InsideFile(descriptor: descriptor, path: String(real.dropFirst(prefix.count)))
  }

  /// Its bytes, at most `limit` of them.
  func read(limit: Int) throws(FileProblem) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    // Its path tells nothing once it has none.
    guard status.st_nlink > 0 else { throw .unreadable("it was removed just now") }
    // The very file that is held, whatever its names lead to by now.
    return try FileReader.read("/proc/self/fd/\(descriptor)", limit: limit)
  }

  /// `O_PATH`, which the headers hide behind a feature switch.
  private static let nameOnly: Int32 = 0o10000000
}
