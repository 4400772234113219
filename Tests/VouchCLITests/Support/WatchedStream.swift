import Foundation

/// What a run writes to one of its streams, read while it runs.
///
/// Neither a run that ends nor one that hangs leaves whoever waits here waiting.
final class WatchedStream {
  /// The end that the run writes to, open here until it is closed.
  let writingEnd: Int32
  private let readingEnd: Int32
  private var bytes: [UInt8] = []
  private var isWritable = true

  /// The longest wait for something to be written, in milliseconds; a bound, not a pace.
  private static let patience: Int32 = 120_000

  /// - Throws: `Program.Trouble` where this process has no more room for open files.
  init() throws {
    var ends: [Int32] = [-1, -1]
    // Runs of other tests, started meanwhile, must not hold it open.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw Program.Trouble("no pair of sockets: \(errno)")
    }
    (readingEnd, writingEnd) = (ends[0], ends[1])
  }

  deinit {
    closeWritingEnd()
    close(readingEnd)
  }

  /// Leaves the writing end to the run alone, so that its end is seen.
  func closeWritingEnd() {
    if isWritable { close(writingEnd) }
    isWritable = false
  }

  /// What was written so far.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Waits until what was written so far satisfies `condition`.
  ///
  /// - Throws: `Program.Trouble` where the run ends, or nothing more comes, before it does.
  func wait(until condition: (String) -> Bool) throws {
    while !condition(text) {
      guard try readMore() else { throw Program.Trouble("the run ended; there was \(text)") }
    }
  }

  /// All that the run wrote, once it has ended.
  ///
  /// - Throws: `Program.Trouble` where it does not end.
  func whole() throws -> String {
    while try readMore() {}
    return text
  }

  /// Reads what comes next; false at the end.
  private func readMore() throws -> Bool {
    var source = pollfd(fd: readingEnd, events: Int16(POLLIN), revents: 0)
    let ready = poll(&source, 1, Self.patience)
    if ready < 0, errno == EINTR { return true }
    guard ready > 0 else { throw Program.Trouble("waited in vain; there was \(text)") }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(readingEnd, &buffer, buffer.count)
    guard count > 0 else { return false }
    bytes += buffer[..<count]
    return true
  }
}
