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
  public private(set) var origins: [SourceSpan]

  /// No text.
  public init() {
    scalars = []
    origins = []
  }

  /// `scalars`, each standing for the origin at its own index; the shorter list decides.
  public init(scalars: [Unicode.Scalar], origins: [SourceSpan]) {
    let count = min(scalars.count, origins.count)
    self.scalars = count == scalars.count ? scalars : Array(scalars.prefix(count))
    self.origins = count == origins.count ? origins : Array(origins.prefix(count))
  }

  /// `text`, all of it standing for `span`.
  public init(_ text: String, at span: SourceSpan) {
    scalars = Array(text.unicodeScalars)
    origins = Array(repeating: span, count: scalars.count)
  }

  /// `text`, which stands in the file byte for byte from `offset` on.
  public init(_ text: String, writtenAt offset: Int) {
    self.init()
    append(utf8: Array(text.utf8)[...], from: offset)
  }

  /// The bytes of `source` in `span`, each scalar in its own place.
  ///
  /// A span is kept within the file and widened to whole scalars.
  public init(verbatim span: SourceSpan, of source: SourceText) {
    self.init()
    let range = source.scalars(in: span)
    scalars.reserveCapacity(range.count)
    origins.reserveCapacity(range.count)
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

  /// Adds `text`, all of it standing for `origin`.
  public mutating func append(_ text: String, from origin: SourceSpan) {
    for scalar in text.unicodeScalars { append(scalar, from: origin) }
  }

  /// Adds another text behind this one, or what of it stands behind its first scalars.
  public mutating func append(_ other: MappedText, from start: Int = 0) {
    scalars += other.scalars[start...]
    origins += other.origins[start...]
  }

  /// Adds scalars, each standing for the origin beside it.
  public mutating func append(
    _ scalars: ArraySlice<Unicode.Scalar>,
    from origins: ArraySlice<SourceSpan>
  ) {
    self.scalars += scalars
    self.origins += origins
  }

  /// Makes room for `count` scalars.
  public mutating func reserveCapacity(_ count: Int) {
    scalars.reserveCapacity(count)
    origins.reserveCapacity(count)
  }

  /// Adds ASCII that stands in the file byte for byte from `offset` on.
  public mutating func append(ascii bytes: ArraySlice<UInt8>, from offset: Int) {
    scalars.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
    origins.append(contentsOf: (offset..<offset + bytes.count).lazy.map { SourceSpan($0, $0 + 1) })
  }

  /// Adds UTF-8 that stands in the file byte for byte from `offset` on.
  public mutating func append(utf8 bytes: ArraySlice<UInt8>, from offset: Int) {
    // How far the file is ahead of the bytes.
    let shift = offset - bytes.startIndex
    var index = bytes.startIndex
    while index < bytes.endIndex {
      var end = index
      while end < bytes.endIndex, bytes[end] < 0x80 { end &+= 1 }
      if end > index { append(ascii: bytes[index..<end], from: index + shift) }
      let start = end
      while end < bytes.endIndex, bytes[end] >= 0x80 { end &+= 1 }
      index = start
      for scalar in String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars {
        let next = index + UTF8.width(scalar)
        append(scalar, from: SourceSpan(index + shift, next + shift))
        index = next
      }
    }
  }

  /// Drops scalars from the end until `count` are left.
  public mutating func truncate(to count: Int) {
    guard count < scalars.count else { return }
    scalars.removeLast(scalars.count - count)
    origins.removeLast(origins.count - count)
  }

  /// The part in `range`.
  public func slice(_ range: Range<Int>) -> MappedText {
    var part = MappedText()
    part.scalars = Array(scalars[range])
    part.origins = Array(origins[range])
    return part
  }

  /// The smallest stretch of the file that holds everything in `range`; for an empty range, the
  /// place it lies at.
  public func span(of range: Range<Int>) -> SourceSpan {
    guard let first = range.first else {
      if range.lowerBound < origins.count {
        let start = origins[range.lowerBound].start
        return SourceSpan(start, start)
      }
      let end = origins.last?.end ?? 0
      return SourceSpan(end, end)
    }
    var span = origins[first]
    for index in range.dropFirst() { span = span.union(origins[index]) }
    return span
  }

  /// The text in `range` as a string.
  public func string(in range: Range<Int>) -> String {
    String(scalars: scalars[range])
  }

  /// The whole text as a string.
  public var string: String { string(in: 0..<count) }
}

extension String {
  /// The text that `scalars` are.
  public init(scalars: ArraySlice<Unicode.Scalar>) {
    // Appending scalar by scalar to a string takes ten times as long.
    self = scalars.withUnsafeBufferPointer { Self(scalars: $0) }
  }

  private init(scalars: UnsafeBufferPointer<Unicode.Scalar>) {
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
}
