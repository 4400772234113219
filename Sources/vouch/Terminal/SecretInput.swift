import Foundation
import VouchWorkflow

/// Asks for a secret on the terminal, without showing what is typed.
///
/// It asks the terminal itself, so that standard input and output may be anything.
struct SecretInput {
  private let descriptor: Int32

  /// Nil where there is no terminal to ask on.
  init?() {
    descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    if descriptor < 0 { return nil }
  }

  /// The answer; nothing where the terminal went away.
  ///
  /// - Throws: ``WorkflowError`` where a new passphrase was typed in two ways.
  func ask(_ question: Passphrase.Question) throws -> String? {
    defer { close(descriptor) }
    switch question {
    case .known: return read("passphrase of the owner's key: ")
    case .new:
      let first = read("new passphrase: ")
      guard let first, first == read("once more: ") else {
        throw WorkflowError(.invalid, "the passphrases differ; nothing was done")
      }
      return first
    }
  }

  private func read(_ prompt: String) -> String? {
    write(prompt)
    var before = termios()
    guard tcgetattr(descriptor, &before) == 0 else { return nil }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    guard tcsetattr(descriptor, TCSAFLUSH, &silent) == 0 else { return nil }
    defer {
      _ = tcsetattr(descriptor, TCSAFLUSH, &before)
      write("\n")
    }
    return line()
  }

  private func line() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < 4096 {
      let count = Foundation.read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      if byte == UInt8(ascii: "\n") { break }
      bytes.append(byte)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private func write(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
  }
}
