// The event parser that comes with Yams. Yams' own composer cannot be used here: it resolves
// aliases before anybody can refuse them, recurses as deep as the file says, and stops at the
// first duplicate key without its place.
import CYaml

/// Reads the YAML of a policy file: plain maps, lists and text, and nothing else of YAML.
struct PolicyYAML {
  private let file: PolicyFile
  private var problems: [PolicyProblem] = []
  private var open: [Container] = []
  private var root: PolicyNode?

  /// The deepest nesting that is read; a sound policy needs six levels.
  static let depthLimit = 32

  /// The tree of `file`.
  ///
  /// - Throws: ``PolicyError`` where the file is too large, not UTF-8, or not the YAML of a policy.
  static func read(_ file: PolicyFile) throws(PolicyError) -> PolicyNode {
    if let problem = unreadable(file) { throw PolicyError([problem]) }
    var reader = PolicyYAML(file: file)
    reader.run()
    guard reader.problems.isEmpty else { throw PolicyError(reader.problems) }
    guard let root = reader.root else {
      throw PolicyError([PolicyProblem("the file is empty", at: file.place(of: 0))])
    }
    return root
  }

  private init(file: PolicyFile) {
    self.file = file
  }

  private static func unreadable(_ file: PolicyFile) -> PolicyProblem? {
    let start = PolicyPlace(file: file.file, line: 1, column: 1)
    guard file.bytes.count <= PolicyFile.sizeLimit else {
      return PolicyProblem(
        "the file has \(file.bytes.count) bytes; a policy has at most \(PolicyFile.sizeLimit)",
        at: start
      )
    }
    guard String(validating: file.bytes, as: UTF8.self) != nil else {
      return PolicyProblem("the file is not UTF-8", at: start)
    }
    if let offset = file.content.firstIndex(of: 0) {
      let index = file.index(ofByte: offset - file.content.startIndex)
      return PolicyProblem("the file has a NUL byte", at: file.place(of: index))
    }
    return nil
  }

  private mutating func run() {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      report("there is no memory left to read it", at: 0)
      return
    }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    file.content.withUnsafeBufferPointer { input in
      yaml_parser_set_input_string(&parser, input.baseAddress, input.count)
      while parser.stream_end_produced == 0 {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else {
          report(failure: parser)
          return
        }
        defer { yaml_event_delete(&event) }
        guard take(event) else { return }
      }
    }
  }

  /// Takes one event; false where there is no point in going on.
  private mutating func take(_ event: yaml_event_t) -> Bool {
    let range =
      Int(
        event.start_mark.index
      )..<max(
        Int(event.start_mark.index),
        Int(event.end_mark.index)
      )
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      refuse(anchor: scalar.anchor, tag: scalar.tag, at: range)
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let text = String(decoding: bytes, as: UTF8.self)
      let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
      close(PolicyNode(content: .text(text, isPlain: isPlain), range: range))
    case YAML_SEQUENCE_START_EVENT:
      refuse(
        anchor: event.data.sequence_start.anchor,
        tag: event.data.sequence_start.tag,
        at: range
      )
      open.append(Container(isMap: false, start: range.lowerBound))
    case YAML_MAPPING_START_EVENT:
      refuse(anchor: event.data.mapping_start.anchor, tag: event.data.mapping_start.tag, at: range)
      open.append(Container(isMap: true, start: range.lowerBound))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      guard let container = open.popLast() else { return false }
      close(container.node(end: range.upperBound))
    case YAML_ALIAS_EVENT:
      report("a policy has no aliases; write the value again", at: range.lowerBound)
      close(PolicyNode(content: .text("", isPlain: true), range: range))
    case YAML_DOCUMENT_START_EVENT where root != nil:
      report("a policy is one document; a second one starts here", at: range.lowerBound)
      return false
    default: break
    }
    if open.count > Self.depthLimit {
      report("it is nested more than \(Self.depthLimit) levels deep", at: range.lowerBound)
      return false
    }
    return true
  }

  private mutating func close(_ node: PolicyNode) {
    if open.isEmpty { root = node } else { open[open.count - 1].add(node) }
  }

  private mutating func refuse(
    anchor: UnsafeMutablePointer<UInt8>?,
    tag: UnsafeMutablePointer<UInt8>?,
    at range: Range<Int>
  ) {
    if anchor != nil {
      report(
        "a policy has no anchors",
        at: range.lowerBound,
        help: "quote the text if the '&' belongs to it"
      )
    }
    if tag != nil {
      report(
        "a policy has no tags",
        at: range.lowerBound,
        help: "quote the text if the '!' belongs to it"
      )
    }
  }

  private mutating func report(_ message: String, at index: Int, help: String? = nil) {
    problems.append(PolicyProblem(message, at: file.place(of: index), help: help))
  }

  private mutating func report(failure parser: yaml_parser_t) {
    let said = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
    if parser.error == YAML_READER_ERROR {
      report("it is not YAML: \(said)", at: file.index(ofByte: Int(parser.problem_offset)))
      return
    }
    let index = Int(parser.problem_mark.index)
    if said.hasPrefix("Maximum nesting level") {
      report("it is nested more than \(Self.depthLimit) levels deep", at: index)
      return
    }
    report(
      "it is not YAML: \(said)",
      at: index,
      help: Self.advice(on: said, before: scalar(at: index))
    )
  }

  private func scalar(at index: Int) -> UInt8? {
    // Only ASCII matters to the advice, and an error ends the reading: one walk is cheap enough.
    var left = index
    for byte in file.content where byte & 0xC0 != 0x80 {
      if left == 0 { return byte }
      left -= 1
    }
    return nil
  }

  private static func advice(on said: String, before byte: UInt8?) -> String? {
    switch byte {
    case UInt8(ascii: "\t"): return "indent with spaces, not with tabs"
    case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"):
      return "put the text in quotes"
    default: break
    }
    if said.hasPrefix("mapping values are not allowed") {
      return "put text that holds ': ' in quotes, and check the indentation"
    }
    if said.hasPrefix("did not find expected") {
      return "check brackets, quotes and the indentation above this place"
    }
    return nil
  }
}

/// A list or map whose end has not been read.
private struct Container {
  let isMap: Bool
  let start: Int
  private var nodes: [PolicyNode] = []

  init(isMap: Bool, start: Int) {
    self.isMap = isMap
    self.start = start
  }

  mutating func add(_ node: PolicyNode) { nodes.append(node) }

  func node(end: Int) -> PolicyNode {
    let range = start..<max(start, end)
    guard isMap else { return PolicyNode(content: .list(nodes), range: range) }
    let pairs = stride(from: 0, to: nodes.count - 1, by: 2).map {
      PolicyNode.Pair(key: nodes[$0], value: nodes[$0 + 1])
    }
    return PolicyNode(content: .map(pairs), range: range)
  }
}
