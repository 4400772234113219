import Foundation

/// Turns signals into bytes that can be waited for beside the keyboard.
///
/// Signal handlers may do next to nothing; a thread that waits for signals may do anything.
struct SignalPipe: Sendable {
  /// Where the numbers of signals can be read, one byte each.
  let descriptor: Int32

  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGWINCH]

  /// Blocks the signals for this thread and all that it starts, and begins to wait for them.
  init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    let (readable, writable) = (ends[0], ends[1])
    for end in [readable, writable] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(readable, F_SETFL, O_NONBLOCK)
    descriptor = readable
    var set = sigset_t()
    sigemptyset(&set)
    for signal in Self.signals { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let waited = set
    Thread.detachNewThread {
      var set = waited
      var signal: Int32 = 0
      while sigwait(&set, &signal) == 0 {
        var byte = UInt8(truncatingIfNeeded: signal)
        while Foundation.write(writable, &byte, 1) < 0, errno == EINTR {}
      }
    }
  }

  /// The signals that came since the last call, in order.
  func arrived() -> [Int32] {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = Foundation.read(descriptor, &buffer, buffer.count)
    return count > 0 ? buffer[..<count].map(Int32.init) : []
  }
}
