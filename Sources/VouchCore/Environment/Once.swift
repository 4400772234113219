public import Synchronization

/// Room for a value that is made when somebody first asks for it, and kept.
///
/// It lies inside the object that it belongs to, and is not copied with it. As an object of its own,
/// which can hold anything, it would have the runtime look up each time one is taken away what it
/// holds: longer than it takes to make many a value.
public struct Once<Value: Sendable>: ~Copyable, Sendable {
  @usableFromInline let made = Mutex<Value?>(nil)

  /// Nothing yet.
  @inlinable public init() {}

  /// The value, which `make` makes where nobody has asked before.
  @inlinable public borrowing func value(_ make: () -> Value) -> Value {
    made.withLock { made in
      if let made { return made }
      let new = make()
      made = new
      return new
    }
  }
}
