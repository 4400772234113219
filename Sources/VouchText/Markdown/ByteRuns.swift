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

  private static func word(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
  }

  /// Whether one of the eight bytes of `word` is `byte`.
  private static func has(_ byte: UInt8, _ word: UInt64) -> Bool {
    let zeros = word ^ (ones &* UInt64(byte))
    return (zeros &- ones) & ~zeros & highest != 0
  }
}
