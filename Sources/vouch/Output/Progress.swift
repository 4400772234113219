/// Tells somebody who waits at a terminal how far long work has come, and nobody else.
final class Progress {
  private let verb: String
  private let total: Int?
  private var count = 0
  private var hasShown = false
  private let isShown = Live.showsProgress

  /// From this many steps on, work counts as long.
  private static let threshold = 20

  init(_ verb: String, of total: Int?) {
    self.verb = verb
    self.total = total
  }

  /// So many more steps are done.
  func step(_ steps: Int = 1) {
    count += steps
    guard isShown, (total ?? count) > Self.threshold else { return }
    hasShown = true
    Console.progress("\(verb) \(count)" + (total.map { " of \($0)" } ?? ""))
  }

  /// Takes away what was shown.
  func end() {
    if hasShown { Console.progress("") }
    hasShown = false
  }
}
