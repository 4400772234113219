import VouchCore

/// The values of a head, flat: each knows where its last part stands.
///
/// What a text says is read in the file when somebody asks: of most, as of keys, nobody keeps it.
struct HeadTree: Sendable {
  /// The file that the head was read of.
  let file: SourceText
  /// The values in the order they were written, each in front of its parts and each key in front of
  /// its value.
  private var nodes: [HeadNode] = []
  /// The texts that do not stand in the file as they read.
  private var resolved: [HeadScalar] = []

  /// A head without a value.
  init(of file: SourceText) { self.file = file }

  /// The value of the whole; nil where there is none.
  var root: HeadNode? { nodes.first }

  /// How many values there are.
  var count: Int { nodes.count }

  /// The value of that number.
  subscript(index: Int) -> HeadNode { nodes[index] }

  /// What `node`, which is a text, says.
  func text(of node: HeadNode) -> String {
    if let number = node.resolved { return resolved[number].text }
    return file.text(in: node.span)
  }

  /// What `node`, which is a text, says, and where its letters were written.
  func scalar(at node: HeadNode) -> HeadScalar {
    if let number = node.resolved { return resolved[number] }
    return HeadScalar(verbatim: file.text(in: node.span), at: node.span)
  }

  /// What `read` makes of the bytes that `node`, which is a text, says.
  func withBytes<Value>(of node: HeadNode, _ read: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    if let number = node.resolved {
      var text = resolved[number].text
      return text.withUTF8(read)
    }
    return file.bytes.withUnsafeBufferPointer {
      read(UnsafeBufferPointer(rebasing: $0[node.span.start..<node.span.end]))
    }
  }

  /// True where `node`, which is a text, says nothing.
  func isBlank(_ node: HeadNode) -> Bool {
    // Most texts begin with something that is plainly seen.
    let isPlainlySeen = withBytes(of: node) { $0.first.map { $0 > 0x20 && $0 < 0x7F } ?? false }
    return !isPlainlySeen && text(of: node).unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  /// True where no value was written at all: `why:`.
  func isMissing(_ node: HeadNode) -> Bool {
    node.resolved.map { resolved[$0].isMissing } ?? false
  }

  /// What `node` is, in a message.
  func noun(of node: HeadNode) -> String {
    switch node.kind {
    case .scalar: isMissing(node) ? "nothing" : "a text"
    case .sequence: "a list"
    case .mapping: "a set of keys"
    }
  }
}

// MARK: - Making

extension HeadTree {
  /// Makes room for `count` values.
  mutating func reserveCapacity(_ count: Int) { nodes.reserveCapacity(count) }

  /// Adds a text that stands in the file byte for byte.
  mutating func add(verbatim span: SourceSpan) {
    nodes.append(HeadNode(.scalar, at: span, index: nodes.count))
  }

  /// Adds a text.
  mutating func add(_ scalar: HeadScalar) {
    nodes.append(HeadNode(.scalar, at: scalar.span, index: nodes.count, resolved: resolved.count))
    resolved.append(scalar)
  }

  /// Adds a list, or keys, that begins at `start`, and answers its index; what is added from here on
  /// are its parts.
  mutating func open(_ kind: HeadNode.Kind, at start: Int) -> Int {
    nodes.append(HeadNode(kind, at: SourceSpan(start, start), index: nodes.count))
    return nodes.count - 1
  }

  /// Says that what was opened at `index` has all its parts, the last of which ends at `end`.
  mutating func close(_ index: Int, at end: Int) {
    nodes[index].range = nodes[index].range.lowerBound..<end
    nodes[index].end = nodes.count
  }

  /// The parts that were added to what was opened at `index`.
  func partsSoFar(of index: Int) -> HeadParts { HeadParts(next: index + 1, end: nodes.count) }

  /// Takes the values from the one at `index` on back.
  mutating func truncate(to index: Int) { nodes.removeLast(nodes.count - index) }
}

/// A value of a head, as written: nothing is taken for a number, a date or a truth value.
struct HeadNode: Sendable {
  /// What a value can be.
  enum Kind {
    /// A text.
    case scalar
    /// A list.
    case sequence
    /// Keys with values.
    case mapping
  }

  /// What it is.
  let kind: Kind
  /// Where it was written; for lists and mappings, from where they begin to where their last part
  /// ends.
  var span: SourceSpan { SourceSpan(range.lowerBound, range.upperBound) }
  @NarrowRange fileprivate var range: Range<Int>
  @Narrow fileprivate var index: Int
  /// The index behind its last part.
  @Narrow fileprivate var end: Int
  @Narrow private var number: Int

  fileprivate init(_ kind: Kind, at span: SourceSpan, index: Int, resolved: Int = -1) {
    self.kind = kind
    range = span.start..<span.end
    self.index = index
    end = index + 1
    number = resolved
  }

  /// Where its text stands among those that do not stand in the file as they read.
  fileprivate var resolved: Int? { number < 0 ? nil : number }

  /// Its parts, to be walked through.
  var parts: HeadParts { HeadParts(next: index + 1, end: end) }
}

/// The parts of a list, or the keys of a mapping and their values, to be walked through in order.
struct HeadParts {
  fileprivate var next: Int
  fileprivate let end: Int

  /// No parts.
  static let none = HeadParts(next: 0, end: 0)

  /// How many there are at most; as many where none has parts of its own.
  var most: Int { end - next }

  /// True where there are no more.
  var isEmpty: Bool { next == end }

  /// The next part in `tree`, which it is one of; nil behind the last.
  mutating func next(in tree: HeadTree) -> HeadNode? {
    guard next < end else { return nil }
    let node = tree[next]
    next = node.end
    return node
  }

  /// The next key in `tree` and its value; nil behind the last.
  mutating func nextPair(in tree: HeadTree) -> (key: HeadNode, value: HeadNode)? {
    guard let key = next(in: tree), let value = next(in: tree) else { return nil }
    return (key, value)
  }
}
