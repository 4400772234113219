extension Array {
  /// As many elements as `fill` says it has put into the room it is handed, which is for `capacity`.
  ///
  /// The standard library's initialiser for this asks the runtime for the type of the storage, each
  /// time anew, which costs more than a short array itself; adding to one does not.
  @inlinable public init(room capacity: Int, fill: (UnsafeMutableBufferPointer<Element>) -> Int) {
    self = []
    append(addingCapacity: capacity) { room in
      room.withUnsafeMutableBufferPointer { room, count in count = fill(room) }
    }
  }

  /// Adds `others`, as `+=` does, which takes its time even where there are none, as mostly.
  @inlinable public mutating func add(_ others: [Element]) {
    if others.isEmpty { return }
    if isEmpty { self = others } else { append(contentsOf: others) }
  }
}
