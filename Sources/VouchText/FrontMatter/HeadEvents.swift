// The event parser that comes with Yams: composing nodes of Yams' own and turning those into ours
// takes three times as long as reading the events.
import CYaml
import VouchCore

/// Composes the nodes of a head that has nothing unusual in it.
struct HeadEvents {
  private let head: HeadText
  private let map: HeadScalarMap
  private var open: [Container] = []
  private var root: HeadNode?

  /// A list, or keys, whose end has not been read.
  private struct Container {
    let isList: Bool
    let start: Int
    var nodes: [HeadNode] = []
    var pairs: [HeadPair] = []
    /// A key that waits for its value.
    var key: HeadScalar?
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

  /// The value of `head`; nil where it has none, and for whatever Yams has to look at and explain:
  /// mistakes, aliases, keys that are no words or stand twice.
  static func compose(_ head: HeadText) -> HeadNode? {
    var events = HeadEvents(head: head, map: HeadScalarMap(head: head))
    return events.read() ? events.root : nil
  }

  /// The first key of `head` that cannot be one; Yams tells another, and of two the same it tells
  /// now this one and now that.
  static func badKey(in head: HeadText) -> BadKey? {
    var events = HeadEvents(head: head, map: HeadScalarMap(head: head))
    return events.read() ? nil : events.badKey
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
      return close(.scalar(text))
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      guard start.anchor == nil, start.tag == nil else { return false }
      open.append(Container(isList: true, start: offset(event)))
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      guard start.anchor == nil, start.tag == nil else { return false }
      open.append(Container(isList: false, start: offset(event)))
    case YAML_SEQUENCE_END_EVENT:
      guard let list = open.popLast() else { return false }
      let end = list.nodes.last?.span.end ?? list.start + 1
      return close(.sequence(list.nodes, SourceSpan(list.start, end)))
    case YAML_MAPPING_END_EVENT:
      guard let keys = open.popLast() else { return false }
      let end = keys.pairs.last?.value.span.end ?? keys.start + 1
      return close(.mapping(keys.pairs, SourceSpan(keys.start, end)))
    case YAML_DOCUMENT_START_EVENT: return root == nil
    case YAML_ALIAS_EVENT: return false
    default: break
    }
    return true
  }

  /// Puts `node` where it belongs; false for a key that is no word or stands there already.
  private mutating func close(_ node: HeadNode) -> Bool {
    let last = open.count - 1
    if last < 0 {
      root = node
    } else if open[last].isList {
      open[last].nodes.append(node)
    } else if let key = open[last].key {
      open[last].pairs.append(HeadPair(key: key, value: node))
      open[last].key = nil
    } else {
      badKey = take(key: node, in: &open[last])
    }
    return badKey == nil
  }

  private func take(key node: HeadNode, in keys: inout Container) -> BadKey? {
    guard case .scalar(let key) = node else { return .noWord(node.span) }
    guard keys.names.insert(key.text).inserted else { return .doubled(key) }
    keys.key = key
    return nil
  }

  private func offset(_ event: yaml_event_t) -> Int {
    head.offset(line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1)
  }
}
