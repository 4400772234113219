import Foundation
import VouchCore

/// Holds back the signals that ask the program to end, so that they find it between two steps.
struct StopSignals {
  private var set = sigset_t()

  /// Blocks the signals; made before anything starts a thread, so that every thread inherits it.
  init() {
    sigemptyset(&set)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Waits for one of the signals, at most `span`; true where one came.
  func arrive(within span: TimeSpan) -> Bool {
    var set = set
    let rest = max(0, span.milliseconds)
    var time = timespec(tv_sec: Int(rest / 1000), tv_nsec: Int(rest % 1000) * 1_000_000)
    return sigtimedwait(&set, nil, &time) > 0
  }
}
