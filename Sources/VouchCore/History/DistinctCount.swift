/// Counts how many different numbers there are among many, without a table that would have to be
/// cleared first and without a guess at which number comes again.
///
/// Each number leaves its index in a place that its bits tell. Whoever finds the own index there was
/// the last to leave one, and stands for all that are equal; whoever finds that of another number
/// tries again with the others of that kind, by other bits. Each time somebody stands for each place,
/// so it ends.
enum DistinctCount {
  /// How many different ones there are of `numbers`, which have to be mixed well, and are overwritten.
  static func count(overwriting numbers: UnsafeMutableBufferPointer<UInt64>) -> Int {
    var size = 16
    while size < numbers.count * 2 { size *= 2 }
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: size) { last in
      var (count, left) = (0, numbers.count)
      while left > 0 {
        let mask = UInt64(truncatingIfNeeded: size &- 1)
        for index in 0..<left {
          last[Int(truncatingIfNeeded: numbers[index] & mask)] = UInt32(truncatingIfNeeded: index)
        }
        var strangers = 0
        for index in 0..<left {
          let number = numbers[index]
          let other = Int(truncatingIfNeeded: last[Int(truncatingIfNeeded: number & mask)])
          count &+= other == index ? 1 : 0
          // The other one stands behind this one or is this one: it has not been overwritten yet.
          let difference = numbers[other] ^ number
          numbers[strangers] = number &>> 24 | number &<< 40
          strangers &+= difference.anyBit
        }
        left = strangers
      }
      return count
    }
  }
}
