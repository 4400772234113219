/// Comparing bytes eight at a time.
enum ByteRuns {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highest: UInt64 = 0x8080_8080_8080_8080

  /// True where the `count` bytes of `left` from `start` on are those of `right` from `other` on;
  /// both have as many.
  static func areEqual(
    _ left: [UInt8],
    from start: Int,
    _ right: [UInt8],
    from other: Int,
    count: Int
  ) -> Bool {
    left[start..<start + count].withUnsafeBytes { left in
      right[other..<other + count].withUnsafeBytes { right in
        var index = 0
        while index + 8 <= count {
          guard word(left, index) == word(right, index) else { return false }
          index += 8
        }
        while index < count {
          guard left[index] == right[index] else { return false }
          index += 1
        }
        return true
      }
    }
  }

  /// How many of the `count` bytes from `start` on are those from `other` on, up to the first `&`
  /// or backslash: what may stand for something else.
  static func plainLength(_ bytes: [UInt8], _ start: Int, _ other: Int, count: Int) -> Int {
    bytes.withUnsafeBytes { bytes in
      var index = 0
      while index + 8 <= count {
        let here = word(bytes, start + index)
        guard here == word(bytes, other + index), !has(UInt8(ascii: "&"), here),
          !has(UInt8(ascii: "\\"), here)
        else { break }
        index += 8
      }
      while index < count {
        let byte = bytes[start + index]
        guard byte == bytes[other + index], byte != UInt8(ascii: "&"),
          byte != UInt8(ascii: "\\")
        else { break }
        index += 1
      }
      return index
    }
  }

  /// How often `byte`, which is ASCII, stands in `bytes`.
  static func count(of byte: UInt8, in bytes: [UInt8]) -> Int {
    let pattern = ones &* UInt64(byte)
    return bytes.withUnsafeBytes { bytes in
      var count = 0
      var index = 0
      while index + 8 <= bytes.count {
        let differing = word(bytes, index) ^ pattern
        // The highest bit of each byte that differs in nothing: no byte spills into the next.
        let equal = ~(((differing & ~highest) &+ ~highest) | differing) & highest
        if equal != 0 { count &+= equal.nonzeroBitCount }
        index += 8
      }
      while index < bytes.count {
        count &+= bytes[index] == byte ? 1 : 0
        index += 1
      }
      return count
    }
  }

  /// How many of the bytes from `start` up to `end`, in steps of eight, are ASCII in print and neither
  /// of `marks`.
  static func printLength(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    to end: Int,
    without marks: (UInt8, UInt8)
  ) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = start
    while index + 8 <= end {
      let word = word(raw, index)
      // Adding one or taking 32 away changes the highest bit of what is not in print; where a byte
      // spills into the next, there was one.
      guard (word | (word &+ ones) | (word &- ones &* 0x20)) & highest == 0, !has(marks.0, word),
        !has(marks.1, word)
      else { break }
      index += 8
    }
    return index - start
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
  }

  /// Whether one of the eight bytes of `word` is `byte`.
  private static func has(_ byte: UInt8, _ word: UInt64) -> Bool {
    let zeros = word ^ (ones &* UInt64(byte))
    return (zeros &- ones) & ~zeros & highest != 0
  }
}
