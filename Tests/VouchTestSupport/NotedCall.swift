import Foundation

/// A call that changes something outside of a process, as a library loaded into it noted it.
public struct NotedCall: Hashable, Sendable {
  /// Its place among the calls of the process; the first is 1.
  public let number: Int
  /// The name of the C function: `open`, `write`, `fsync` and so on.
  public let name: String
  /// The path of the file it was about.
  public let file: String

  /// The call in a line of the library's notes, such as `17 fsync /brand/.vouch/media`.
  public init?(line: Substring) {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count == 3, let number = Int(words[0]) else { return nil }
    self.number = number
    name = String(words[1])
    file = String(words[2])
  }

  /// The last name of the path.
  public var fileName: String { file.split(separator: "/").last.map(String.init) ?? file }

  /// The calls noted in `notes`, in order; none where there are no notes.
  public static func all(notedIn notes: String) -> [NotedCall] {
    let text = (try? String(contentsOfFile: notes, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap(NotedCall.init)
  }
}
