import VouchCore
import VouchWorkflow

/// What one process says to another about one draft.
///
/// One line of ASCII, `verdict rules size` or `unreadable - size`, and then as many bytes as that
/// names. Both ends are the same program, so the form is nobody's contract.
enum CheckRecord: Equatable {
  /// The draft was checked.
  case checked(CheckedPiece)
  /// The draft could not be opened; the message and the help for it.
  case unreadable(message: String, help: String?)

  /// The record as it is sent.
  var bytes: [UInt8] {
    switch self {
    case .checked(let piece):
      let rules = piece.rules.isEmpty ? "-" : piece.rules.joined(separator: ",")
      return Self.bytes("\(piece.verdict.rawValue) \(rules)", piece.text)
    case .unreadable(let message, let help):
      // No message has a NUL: what names a file cannot have one.
      return Self.bytes("unreadable -", message + (help.map { "\0" + $0 } ?? ""))
    }
  }

  private static func bytes(_ head: String, _ text: String) -> [UInt8] {
    Array("\(head) \(text.utf8.count)\n".utf8) + text.utf8
  }

  /// The record that `bytes` begins with, and its length; nil where the rest of it is missing.
  static func read(_ bytes: ArraySlice<UInt8>) throws -> (record: CheckRecord, length: Int)? {
    guard let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let fields = String(decoding: bytes[..<newline], as: UTF8.self).split(separator: " ")
    guard fields.count == 3, let size = Int(fields[2]) else {
      throw WorkflowError(.unavailable, "a process that checks drafts answers in riddles")
    }
    let start = newline + 1
    guard bytes.endIndex - start >= size else { return nil }
    let text = String(decoding: bytes[start..<start + size], as: UTF8.self)
    let length = start + size - bytes.startIndex
    guard let verdict = Verdict(rawValue: String(fields[0])) else {
      let parts = text.split(separator: "\0", maxSplits: 1)
      let help = parts.count > 1 ? String(parts[1]) : nil
      return (.unreadable(message: parts.first.map(String.init) ?? "", help: help), length)
    }
    let rules = fields[1] == "-" ? [] : fields[1].split(separator: ",").map(String.init)
    return (.checked(CheckedPiece(verdict: verdict, rules: rules, text: text)), length)
  }
}
