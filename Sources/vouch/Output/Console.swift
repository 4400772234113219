import ArgumentParser
import Foundation
import VouchCore
import VouchWorkflow

/// Where answers and messages go.
enum Console {
  /// Sees to it that no file of the workspace is opened in the place of a standard stream that was
  /// closed, and then gets the answer written into it.
  ///
  /// What takes its place cannot be written to, so that an answer nobody gets is a failure still.
  static func occupyStandardStreams() {
    // The lowest free number is taken, so that they fill in order.
    for stream in 0...2 where fcntl(Int32(stream), F_GETFD) == -1 {
      _ = open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes `text` to standard output, whole.
  ///
  /// - Throws: `WorkflowError` where it cannot be written, such as on a full disk.
  static func write(_ text: String) throws {
    try write(text, to: STDOUT_FILENO)
  }

  /// Writes `bytes` to standard output, whole: text in UTF-8, or what another run of this program
  /// understands.
  static func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBufferPointer { try write($0, to: STDOUT_FILENO) }
  }

  /// Writes `document` to standard output.
  static func write(_ document: JSON) throws {
    try write(TerminalText.safe(json: document.text(indent: 2)) + "\n")
  }

  /// Writes a piece of a document to standard output.
  static func write(json piece: String) throws {
    try write(TerminalText.safe(json: piece))
  }

  /// Writes one message to standard error, `vouch: ` before it.
  static func message(_ text: String) {
    line("vouch: " + text)
  }

  /// Writes one line to standard error.
  static func line(_ text: String) {
    // Where nobody hears it, there is nobody to tell that nobody heard it.
    try? write(TerminalText.safe(text) + "\n", to: STDERR_FILENO)
  }

  /// Writes several lines to standard error.
  static func lines(_ text: String) {
    try? write(TerminalText.safe(text, keepingLines: true) + "\n", to: STDERR_FILENO)
  }

  /// Puts `text` in the place of the last progress on standard error, which is a terminal.
  static func progress(_ text: String) {
    try? write("\r\u{1B}[K" + TerminalText.safe(text), to: STDERR_FILENO)
  }

  private static func write(_ text: String, to descriptor: Int32) throws {
    var text = text
    try text.withUTF8 { try write($0, to: descriptor) }
  }

  private static func write(_ buffer: UnsafeBufferPointer<UInt8>, to descriptor: Int32) throws {
    var offset = 0
    while offset < buffer.count {
      let rest = UnsafeBufferPointer(rebasing: buffer[offset...])
      let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
        throw WorkflowError(.unavailable, "cannot write the answer: \(reason)")
      }
      offset += count
    }
  }
}

extension ParsableCommand {
  /// Writes the answer in the format that was asked for.
  func answer(
    _ format: OutputFormat,
    _ style: Style,
    json: @autoclosure () -> JSON,
    text: (inout TextPage) -> Void
  ) throws {
    switch format {
    case .json: try Console.write(json())
    case .text:
      var page = TextPage(style: style)
      text(&page)
      try Console.write(page.text)
    }
  }
}
