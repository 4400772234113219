/// Tells the present instant; the live one is made in the executable alone.
public struct WallClock: Sendable {
  private let read: @Sendable () -> Instant

  /// A clock that asks `read`.
  public init(_ read: @escaping @Sendable () -> Instant) {
    self.read = read
  }

  /// The present instant.
  public var now: Instant { read() }

  /// A clock that stands still.
  public static func fixed(_ instant: Instant) -> WallClock {
    WallClock { instant }
  }
}
