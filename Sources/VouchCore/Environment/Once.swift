public import Synchronization

/// A value that is made when it is first asked for, once, whoever asks.
public final class Once<Value: Sendable>: Sendable {
  @usableFromInline let made = Mutex<Value?>(nil)
  @usableFromInline let make: @Sendable () -> Value

  /// The value that `make` makes.
  @inlinable public init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
  }

  /// The value.
  @inlinable public var value: Value {
    made.withLock { made in
      if let made { return made }
      let new = make()
      made = new
      return new
    }
  }
}
