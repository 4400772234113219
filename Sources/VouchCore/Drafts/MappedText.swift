/// Text that remembers, for every scalar, where in the file it was written.
///
/// All three views of a draft are made of it: the text a network shows, and the canonical text
/// that forbidden words are looked for in. Positions are indices of Unicode scalars, never of
/// `Character`s: `"@\u{301}"` is one `Character` and is not equal to `"@"`.
public struct MappedText: Sendable, Equatable {
  /// The text.
  public private(set) var scalars: [Unicode.Scalar]
  /// For each scalar, the bytes of the file it stands for.
  ///
  /// Text that was put in while rendering (a bullet, a blank line) has the place it was put in for, possibly without extent.
  public private(set) var origins: Origins

  /// No text.
  public init() {
    scalars = []
    origins = Origins()
  }

  /// `scalars`, each standing for the origin at its own index; the shorter list decides.
  public init(scalars: [Unicode.Scalar], origins: [SourceSpan]) {
    self.scalars = Array(scalars.prefix(origins.count))
    self.origins = Origins()
    for origin in origins.prefix(scalars.count) { self.origins.append(origin) }
  }

  /// `scalars`, as many as there are `origins`, each standing for the one at its own index.
  public init(scalars: [Unicode.Scalar], origins: Origins) {
    precondition(scalars.count == origins.count, "every scalar has its place")
    self.scalars = scalars
    self.origins = origins
  }

  /// `text`, all of it standing for `span`.
  public init(_ text: String, at span: SourceSpan) {
    self.init()
    append(text, from: span)
  }

  /// The bytes of `source` in `span`, each scalar in its own place.
  ///
  /// A span is kept within the file and widened to whole scalars.
  public init(verbatim span: SourceSpan, of source: SourceText) {
    self.init()
    let range = source.scalars(in: span)
    scalars.reserveCapacity(range.count)
    var offset = range.lowerBound
    for scalar in String(decoding: source.bytes[range], as: UTF8.self).unicodeScalars {
      let end = offset + UTF8.width(scalar)
      append(scalar, from: SourceSpan(offset, end))
      offset = end
    }
  }

  /// How many scalars there are.
  public var count: Int { scalars.count }

  /// True where there is no text.
  public var isEmpty: Bool { scalars.isEmpty }

  /// Adds one scalar that stands for `origin`.
  public mutating func append(_ scalar: Unicode.Scalar, from origin: SourceSpan) {
    scalars.append(scalar)
    origins.append(origin)
  }

  /// Adds `scalar` so often, each of them standing for `origin`.
  public mutating func append(_ scalar: Unicode.Scalar, count: Int, from origin: SourceSpan) {
    for _ in 0..<count { scalars.append(scalar) }
    origins.append(repeating: origin, count: count)
  }

  /// Adds `text`, all of it standing for `origin`.
  public mutating func append(_ text: String, from origin: SourceSpan) {
    let count = scalars.count
    for scalar in text.unicodeScalars { scalars.append(scalar) }
    origins.append(repeating: origin, count: scalars.count - count)
  }

  /// Adds another text behind this one, or what of it stands behind its first scalars.
  public mutating func append(_ other: MappedText, from start: Int = 0) {
    guard !isEmpty || start > 0 else {
      self = other
      return
    }
    append(other.scalars[start...], from: other.origins, start..<other.count)
  }

  /// Adds scalars that stand for those of `origins` that are in `range`, of the same length.
  public mutating func append(
    _ scalars: ArraySlice<Unicode.Scalar>,
    from origins: Origins,
    _ range: Range<Int>
  ) {
    precondition(scalars.count == range.count, "every scalar has its place")
    self.scalars += scalars
    self.origins.append(origins, in: range)
  }

  /// Makes room for `count` scalars that stand in several rows.
  public mutating func reserveCapacity(_ count: Int) {
    scalars.reserveCapacity(count)
    origins.reserveRows()
  }

  /// Makes room for a text like `other`.
  public mutating func reserveCapacity(for other: MappedText) {
    scalars.reserveCapacity(other.scalars.count)
    origins.reserveCapacity(for: other.origins)
  }

  /// Adds the ASCII that `bytes` begin with, which stands in the file byte for byte from `offset` on,
  /// and answers how many bytes that is.
  @discardableResult
  private mutating func append(asciiOf bytes: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int {
    let before = scalars.count
    scalars.append(addingCapacity: bytes.count) { room in
      room.withUnsafeMutableBufferPointer { room, count in
        count = room.write(asciiOf: UnsafeRawBufferPointer(bytes))
      }
    }
    origins.append(bytesFrom: offset, count: scalars.count - before)
    return scalars.count - before
  }

  /// Adds what `bytes`, which are UTF-8, have in `range`, which stands in the file byte for byte from
  /// `offset` on.
  public mutating func append(utf8 bytes: [UInt8], in range: Range<Int>, from offset: Int) {
    bytes.withUnsafeBufferPointer {
      append(utf8: UnsafeBufferPointer(rebasing: $0[range]), from: offset)
    }
  }

  private mutating func append(utf8 bytes: UnsafeBufferPointer<UInt8>, from offset: Int) {
    var index = 0
    while index < bytes.count {
      let rest = UnsafeBufferPointer(rebasing: bytes[index...])
      let start = index + append(asciiOf: rest, from: offset + index)
      guard start < bytes.count else { return }
      var end = start
      while end < bytes.count, bytes[end] >= 0x80 { end &+= 1 }
      index = start
      for scalar in String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars {
        let next = index + UTF8.width(scalar)
        append(scalar, from: SourceSpan(offset + index, offset + next))
        index = next
      }
    }
  }

  /// Puts the capitals of ASCII in lower case, of which `masks` of this text tell the places.
  public mutating func lowercaseASCII(capitals masks: ScalarMasks) {
    precondition(masks.count == count, "the masks are those of this text")
    scalars.withUnsafeMutableBufferPointer { scalars in
      for (index, block) in masks.blocks.enumerated() {
        var capitals = block.capitals
        while capitals != 0 {
          let place = index &* 64 &+ capitals.trailingZeroBitCount
          scalars[place] = Unicode.Scalar(UInt8(truncatingIfNeeded: scalars[place].value) | 0x20)
          capitals &= capitals &- 1
        }
      }
    }
  }

  /// Drops scalars from the end until `count` are left.
  public mutating func truncate(to count: Int) {
    guard count < scalars.count else { return }
    scalars.removeLast(scalars.count - count)
    origins.truncate(to: count)
  }

  /// The part in `range`.
  public func slice(_ range: Range<Int>) -> MappedText {
    var part = MappedText()
    part.append(scalars[range], from: origins, range)
    return part
  }

  /// The smallest stretch of the file that holds everything in `range`; for an empty range, the
  /// place it lies at.
  public func span(of range: Range<Int>) -> SourceSpan {
    guard range.isEmpty else { return origins.union(of: range) }
    if range.lowerBound < origins.count {
      let start = origins[range.lowerBound].start
      return SourceSpan(start, start)
    }
    let end = origins.last?.end ?? 0
    return SourceSpan(end, end)
  }

  /// The text in `range` as a string.
  public func string(in range: Range<Int>) -> String {
    scalars.withUnsafeBufferPointer {
      String(scalars: UnsafeBufferPointer(rebasing: $0[range]))
    }
  }

  /// The whole text as a string.
  public var string: String { string(in: 0..<count) }
}

extension UnsafeMutableBufferPointer<Unicode.Scalar> {
  /// Writes the ASCII that `bytes` begin with, for which there is room, eight at a time; answers how
  /// many bytes that is.
  fileprivate func write(asciiOf bytes: UnsafeRawBufferPointer) -> Int {
    let room = UnsafeMutableRawBufferPointer(self)
    var count = 0
    while count + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: count, as: UInt64.self)
      guard word & 0x8080_8080_8080_8080 == 0 else { break }
      let scalars = SIMD8<UInt32>(truncatingIfNeeded: unsafeBitCast(word, to: SIMD8<UInt8>.self))
      room.storeBytes(of: scalars, toByteOffset: count * 4, as: SIMD8<UInt32>.self)
      count += 8
    }
    while count < bytes.count, bytes[count] < 0x80 {
      initializeElement(at: count, to: Unicode.Scalar(bytes[count]))
      count += 1
    }
    return count
  }
}

extension String {
  /// The text that `scalars` are.
  public init(scalars: ArraySlice<Unicode.Scalar>) {
    // Appending scalar by scalar to a string takes ten times as long.
    self = scalars.withUnsafeBufferPointer { Self(scalars: $0) }
  }

  /// The text that `scalars`, which somebody holds, are.
  package init(scalars: UnsafeBufferPointer<Unicode.Scalar>) {
    var all: UInt32 = 0
    for scalar in scalars { all |= scalar.value }
    guard all >= 0x80 else {
      self.init(ascii: scalars)
      return
    }
    var size = 0
    for scalar in scalars { size += scalar.isASCII ? 1 : UTF8.width(scalar) }
    self.init(unsafeUninitializedCapacity: size) { buffer in
      var next = 0
      for scalar in scalars {
        if scalar.isASCII {
          buffer[next] = UInt8(truncatingIfNeeded: scalar.value)
          next += 1
        } else {
          for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            buffer[next] = unit
            next += 1
          }
        }
      }
      return next
    }
  }

  private init(ascii scalars: UnsafeBufferPointer<Unicode.Scalar>) {
    self.init(unsafeUninitializedCapacity: scalars.count) { buffer in
      for index in scalars.indices {
        buffer[index] = UInt8(truncatingIfNeeded: scalars[index].value)
      }
      return scalars.count
    }
  }
}
