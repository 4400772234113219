import Foundation

/// How a process waits for its turn while another one finishes a transaction.
enum Turn {
  /// Pauses before the next try; false where more was waited than `patience`, in seconds, give or
  /// take what the system adds to each pause.
  ///
  /// Whoever has waited longer asks more often, so that nobody starves where many write at once.
  /// SQLite's own pauses grow to a tenth of a second, and so whoever comes anew goes first.
  static func wait(afterTries tries: Int, patience: Double) -> Bool {
    let early = min(tries, 20)
    let waited = early * 5 + (tries - early)
    guard Double(waited) < patience * 1000 else { return false }
    usleep(tries < 20 ? 5000 : 1000)
    return true
  }
}
