import Synchronization

/// The policy that was read last at a desk.
///
/// To read it takes longer than most of what is asked of a desk, and an answer needs no more of it
/// than its zone.
final class PolicyMemory: Sendable {
  private let rulebook = Mutex<Rulebook?>(nil)

  /// The policy; nil where none was read yet.
  var known: Rulebook? { rulebook.withLock { $0 } }

  func remember(_ rulebook: Rulebook) {
    self.rulebook.withLock { $0 = rulebook }
  }
}
