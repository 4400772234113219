import Foundation
import VouchWorkflow

/// The owner's editor.
enum Editor {
  /// Opens the owner's editor on `text` and gives back what was made of it.
  ///
  /// - Throws: `WorkflowError` where there is no editor, or it fails.
  static func edit(_ text: [UInt8], name: String) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.path
    // Six of these letters before the suffix are the place that `mkstemps` fills in.
    let blank = String(repeating: "X", count: 6)
    let suffix = ".md"
    var path = Array("\(folder)/vouch-\(name)-\(blank)\(suffix)".utf8CString)
    let descriptor = mkstemps(&path, Int32(suffix.utf8.count))
    guard descriptor >= 0 else {
      throw WorkflowError(.unavailable, "cannot make a file in \(folder) to edit")
    }
    close(descriptor)
    let file = path.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    defer { unlink(file) }
    let url = URL(fileURLWithPath: file)
    do {
      try Data(text).write(to: url)
      try run(on: file)
      return [UInt8](try Data(contentsOf: url))
    } catch let error as WorkflowError {
      throw error
    } catch {
      throw WorkflowError(.unavailable, "cannot edit \(file): \(error.localizedDescription)")
    }
  }

  private static var command: String {
    Live.environment("VISUAL") ?? Live.environment("EDITOR") ?? "vi"
  }

  /// Runs the editor through the shell, since `VISUAL` may hold arguments, and waits for it.
  private static func run(on file: String) throws {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The signals that are held back here are the editor's own business.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let words: [String] = ["sh", "-c", command + " \"$1\"", "sh", file]
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    guard posix_spawn(&child, "/bin/sh", nil, &attributes, arguments, environ) == 0 else {
      throw WorkflowError(.unavailable, "cannot start the editor '\(command)'")
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { break }
    }
    guard status == 0 else {
      throw WorkflowError(
        .unavailable,
        "the editor failed, so nothing was changed: \(command)",
        help: "set VISUAL or EDITOR to the one you use"
      )
    }
  }
}
