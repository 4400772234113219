import VouchCore
import VouchWorkflow

/// What one process says to another about some drafts in a row.
///
/// One line of ASCII, `clear flagged blocked rules size size`, and then as many bytes as the two
/// sizes name: the text, and what is said about drafts that could not be opened. Both ends are the
/// same program, so the form is nobody's contract.
struct CheckRecord: Equatable {
  /// What is said about the drafts that were checked.
  var piece = CheckedPiece()
  /// Why the others could not be opened.
  var failures: [Failure] = []

  /// Why a draft could not be opened, and what to do.
  struct Failure: Equatable {
    let message: String
    let help: String?
  }

  /// The record as it is sent.
  var bytes: [UInt8] {
    // No message has a NUL: what names a file cannot have one.
    let others = failures.flatMap { "\($0.message)\0\($0.help ?? "")\0".utf8 }
    let counts = Verdict.allCases.map { "\(piece.counts[$0]) " }.joined()
    let rules = piece.rules.isEmpty ? "-" : piece.rules.joined(separator: ",")
    let head = "\(counts)\(rules) \(piece.text.count) \(others.count)\n"
    return Array(head.utf8) + piece.text + others
  }

  /// The record that `bytes` begins with, and its length; nil where the rest of it is missing.
  static func read(_ bytes: ArraySlice<UInt8>) throws -> (record: CheckRecord, length: Int)? {
    guard let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let fields = String(decoding: bytes[..<newline], as: UTF8.self).split(separator: " ")
    let numbers = fields.compactMap { Int($0) }
    let verdicts = Verdict.allCases
    guard fields.count == verdicts.count + 3, numbers.count >= verdicts.count + 2,
      let size = Int(fields[verdicts.count + 1]), let others = numbers.last
    else {
      throw WorkerProcess.trouble("a process that checks drafts gave no answer that can be read")
    }
    let text = bytes[(newline + 1)...]
    guard text.count >= size + others else { return nil }
    var record = CheckRecord()
    for (verdict, count) in zip(verdicts, numbers) { record.piece.counts[verdict] = count }
    let rules = fields[verdicts.count]
    if rules != "-" { record.piece.rules = rules.split(separator: ",").map(String.init) }
    record.piece.text = Array(text.prefix(size))
    record.failures = failures(in: text.dropFirst(size).prefix(others))
    return (record, newline + 1 - bytes.startIndex + size + others)
  }

  private static func failures(in bytes: ArraySlice<UInt8>) -> [Failure] {
    let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    return stride(from: 0, to: parts.count - 1, by: 2).map { index in
      Failure(message: parts[index], help: parts[index + 1].isEmpty ? nil : parts[index + 1])
    }
  }
}
