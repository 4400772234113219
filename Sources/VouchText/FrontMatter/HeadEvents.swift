// The event parser that comes with Yams: composing nodes of Yams' own and turning those into ours
// takes three times as long as reading the events.
import CYaml
import VouchCore

/// Composes the nodes of a head that has nothing unusual in it.
struct HeadEvents {
  private let head: HeadText
  private let map: HeadScalarMap
  private var open: [Container] = []
  private var tree: HeadTree

  /// A list, or keys, whose end has not been read.
  private struct Container {
    let isList: Bool
    /// Its index in the tree.
    let node: Int
    /// Where its last part ends, up to now.
    var end: Int
    /// True where a key waits for its value.
    var hasKey = false
    /// The keys that were read.
    var names: Set<String> = []
  }

  /// A key that cannot be one.
  enum BadKey {
    /// A word that stands there already.
    case doubled(HeadScalar)
    /// A list, or keys.
    case noWord(SourceSpan)
  }

  private var badKey: BadKey?

  /// The values of `head`; nil where it has none, and for whatever Yams has to look at and explain:
  /// mistakes, aliases, keys that are no words or stand twice.
  static func compose(_ head: HeadText) -> HeadTree? {
    var events = HeadEvents(head: head)
    return events.read() && events.tree.root != nil ? events.tree : nil
  }

  /// The first key of `head` that cannot be one; Yams tells another, and of two the same it tells
  /// now this one and now that.
  static func badKey(in head: HeadText) -> BadKey? {
    var events = HeadEvents(head: head)
    return events.read() ? nil : events.badKey
  }

  private init(head: HeadText) {
    self.head = head
    map = HeadScalarMap(head: head)
    tree = HeadTree(of: head.source)
  }

  private mutating func read() -> Bool {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return false }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    return head.bytes.withUnsafeBufferPointer { input in
      yaml_parser_set_input_string(&parser, input.baseAddress, input.count)
      while parser.stream_end_produced == 0 {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else { return false }
        defer { yaml_event_delete(&event) }
        guard take(event) else { return false }
      }
      return true
    }
  }

  /// Takes one event; false where it is none that a plain head has.
  private mutating func take(_ event: yaml_event_t) -> Bool {
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      guard scalar.anchor == nil, scalar.tag == nil else { return false }
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let text = map.scalar(Array(bytes), style: scalar.style, at: offset(event))
      let node = tree.count
      tree.add(text)
      return end(node)
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      guard start.anchor == nil, start.tag == nil else { return false }
      begin(.sequence, at: offset(event))
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      guard start.anchor == nil, start.tag == nil else { return false }
      begin(.mapping, at: offset(event))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      guard let container = open.popLast() else { return false }
      tree.close(container.node, at: container.end)
      return end(container.node)
    case YAML_DOCUMENT_START_EVENT: return tree.root == nil
    case YAML_ALIAS_EVENT: return false
    default: break
    }
    return true
  }

  private mutating func begin(_ kind: HeadNode.Kind, at start: Int) {
    let node = tree.open(kind, at: start)
    open.append(Container(isList: kind == .sequence, node: node, end: start + 1))
  }

  /// Says that the value at `index` is read; false for a key that is no word or stands there already.
  private mutating func end(_ index: Int) -> Bool {
    let last = open.count - 1
    if last < 0 { return true }
    if open[last].isList || open[last].hasKey {
      open[last].end = tree[index].span.end
      open[last].hasKey = false
    } else {
      badKey = take(key: tree[index], in: &open[last])
    }
    return badKey == nil
  }

  private func take(key node: HeadNode, in keys: inout Container) -> BadKey? {
    guard node.kind == .scalar else { return .noWord(node.span) }
    let key = tree.scalar(at: node)
    guard keys.names.insert(key.text).inserted else { return .doubled(key) }
    keys.hasKey = true
    return nil
  }

  private func offset(_ event: yaml_event_t) -> Int {
    head.offset(line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1)
  }
}
