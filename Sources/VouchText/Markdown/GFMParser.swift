import CCMarkGFM
import Synchronization

/// Parses GitHub-flavoured Markdown; every C pointer stays in this file.
///
/// The library keeps its table of special characters for the whole process and edits it during
/// each parse. Two parses at once silently miss links, so one lock is held round each; the memory
/// they work in is one, too.
enum GFMParser {
  private static let registered = Mutex(false)
  private static let extensions: [StaticString] = [
    "table", "strikethrough", "tasklist",
  ]

  /// The tree of `text`, at most `maxDepth` quotes, items and inline elements deep.
  static func parse(_ text: [UInt8], maxDepth: Int) throws(GFMError) -> MarkdownTree {
    let outcome: Result<MarkdownTree, GFMError> = registered.withLock { registered in
      if !registered {
        cmark_gfm_core_extensions_ensure_registered()
        registered = true
      }
      defer { vouch_parse_memory_take_back() }
      return Result { () throws(GFMError) in
        var reader = NodeReader(maxDepth: maxDepth)
        reader.tree.bytes.reserveCapacity(text.count * 2)
        reader.tree.nodes.reserveCapacity(text.count / 16)
        reader.open.reserveCapacity(16)
        try reader.read(root(of: text))
        return reader.tree
      }
    }
    return try outcome.get()
  }

  /// The scalars that the entity at the start of `bytes` stands for, and its length in bytes.
  static func entity(
    at start: Int,
    in bytes: [UInt8],
    end: Int
  ) -> (scalars: String.UnicodeScalarView, length: Int)? {
    // The longest name has 32 characters; more would only make a row of `&` slow.
    let length = min(end, bytes.count) - start
    guard length >= 3, bytes[start] == UInt8(ascii: "&") else { return nil }
    return bytes.withUnsafeBufferPointer { buffer in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { out in
        guard let source = buffer.baseAddress, let target = out.baseAddress else { return nil }
        var size: Int32 = 0
        let used = vouch_entity(source + start, Int32(min(length, 64)), target, 32, &size)
        guard used > 0 else { return nil }
        let text = String(
          decoding: UnsafeBufferPointer(start: target, count: Int(size)),
          as: UTF8.self
        )
        return (text.unicodeScalars, Int(used))
      }
    }
  }

  /// The library's tree of `text`, good until the memory of the parse is taken back: nothing is
  /// freed before.
  private static func root(of text: [UInt8]) throws(GFMError) -> UnsafeMutablePointer<cmark_node> {
    let options = text.withUnsafeBufferPointer {
      CMARK_OPT_SOURCEPOS
        | (vouch_may_have_footnotes($0.baseAddress, $0.count) ? CMARK_OPT_FOOTNOTES : 0)
    }
    guard let parser = cmark_parser_new_with_mem(options, vouch_parse_memory()) else {
      throw .outOfMemory
    }
    for name in extensions {
      let found = name.withUTF8Buffer { bytes in
        bytes.withMemoryRebound(to: CChar.self) { cmark_find_syntax_extension($0.baseAddress) }
      }
      guard let found, cmark_parser_attach_syntax_extension(parser, found) == 1 else {
        throw .missingExtension("\(name)")
      }
    }
    text.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cmark_parser_feed(parser, $0.baseAddress, $0.count)
      }
    }
    guard let root = cmark_parser_finish(parser) else { throw .outOfMemory }
    return root
  }
}

/// Why Markdown could not be parsed.
enum GFMError: Error, Equatable {
  /// The installed library lacks an extension that drafts are read with.
  case missingExtension(String)
  /// Quotes, items or inline elements are nested too deeply; the 1-based line where, or 0.
  case tooDeep(line: Int)
  /// The library could not get memory.
  case outOfMemory
}

/// Copies the library's tree into our own.
private struct NodeReader {
  let maxDepth: Int
  var tree = MarkdownTree()
  var open: [Int] = []
  var depth = 0
  /// The line of the block that is being read: inline elements do not always know theirs.
  var blockLine = 0
  /// The content of the block that is being read, and where it was copied to.
  private var content: (bytes: UnsafeMutableBufferPointer<UInt8>, copy: Int)?

  init(maxDepth: Int) { self.maxDepth = maxDepth }

  mutating func read(_ root: UnsafeMutablePointer<cmark_node>) throws(GFMError) {
    var node = root
    while true {
      let index = tree.nodes.count
      try enter(node)
      // Leaves have no end of their own: it is right already.
      if let child = node.pointee.first_child {
        open.append(index)
        node = child
        continue
      }
      if counts(tree.nodes[index].kind) { depth -= 1 }
      while node.pointee.next == nil, let index = open.popLast(), let parent = node.pointee.parent {
        tree.nodes[index].end = tree.nodes.count
        if counts(tree.nodes[index].kind) { depth -= 1 }
        node = parent
      }
      guard !open.isEmpty, let next = node.pointee.next else { break }
      node = next
    }
    placeTextsBeforeTables()
  }

  /// A text that turns out to stand right above a table is split off without lines of its own;
  /// the table begins, as far as the library says, where the text does.
  private mutating func placeTextsBeforeTables() {
    for index in tree.nodes.indices
    where tree.nodes[index].kind == .paragraph && tree.nodes[index].firstLine == 0 {
      let next = tree.nodes[index].end
      guard next < tree.nodes.count, tree.nodes[next].kind == .table else { continue }
      tree.nodes[index].firstLine = tree.nodes[next].firstLine
      tree.nodes[index].lastLine = tree.nodes[next].lastLine
    }
  }

  private mutating func enter(_ node: UnsafeMutablePointer<cmark_node>) throws(GFMError) {
    let type = cmark_node_type(UInt32(node.pointee.type))
    if type == CMARK_NODE_TEXT { return enter(text: node) }
    var made = MarkdownNode(
      kind: kind(of: node, type: type),
      end: tree.nodes.count + 1,
      firstLine: Int(node.pointee.start_line),
      lastLine: Int(node.pointee.end_line),
      column: Int(node.pointee.start_column),
      literal: 0..<0
    )
    switch made.kind {
    case .text, .code, .html, .htmlBlock, .footnoteReference:
      made.literal = copy(node.pointee.as.literal)
    case .codeBlock: made.literal = copy(node.pointee.as.code.literal)
    case .paragraph, .heading, .tableCell:
      made.literal = copy(content: node.pointee.content)
    case .link, .image:
      made.url = copy(node.pointee.as.link.url)
      made.title = copy(node.pointee.as.link.title)
    case .list: made.tight = node.pointee.as.list.tight
    default: break
    }
    if type.rawValue & 0xC000 == 0x8000, made.firstLine > 0 { blockLine = made.firstLine }
    tree.nodes.append(made)
    guard counts(made.kind) else { return }
    depth += 1
    if depth > maxDepth { throw .tooDeep(line: made.firstLine > 0 ? made.firstLine : blockLine) }
  }

  private mutating func enter(text node: UnsafeMutablePointer<cmark_node>) {
    tree.nodes.append(
      MarkdownNode(
        kind: .text,
        end: tree.nodes.count + 1,
        firstLine: Int(node.pointee.start_line),
        lastLine: Int(node.pointee.end_line),
        column: Int(node.pointee.start_column),
        literal: copy(node.pointee.as.literal)
      )
    )
  }

  private func counts(_ kind: MarkdownNode.Kind) -> Bool {
    switch kind {
    case .quote, .item, .footnote, .emphasis, .strong, .strikethrough, .link, .image: true
    default: false
    }
  }

  private mutating func copy(_ chunk: cmark_chunk) -> Range<Int> { copy(chunk.data, chunk.len) }

  private mutating func copy(content written: cmark_strbuf) -> Range<Int> {
    let range = copy(written.ptr, written.size)
    let bytes = UnsafeMutableBufferPointer(start: written.ptr, count: range.count)
    content = (bytes, range.lowerBound)
    return range
  }

  private mutating func copy(_ data: UnsafeMutablePointer<UInt8>?, _ size: Int32) -> Range<Int> {
    let start = tree.bytes.count
    guard let data, size > 0 else { return start..<start }
    // Most literals are a part of the content, as it was written.
    if let content, let base = content.bytes.baseAddress, data >= base,
      data + Int(size) <= base + content.bytes.count
    {
      let start = content.copy + (data - base)
      return start..<start + Int(size)
    }
    tree.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(size)))
    return start..<tree.bytes.count
  }

  private func kind(
    of node: UnsafeMutablePointer<cmark_node>,
    type: cmark_node_type
  ) -> MarkdownNode.Kind {
    switch type {
    case CMARK_NODE_DOCUMENT: return .document
    case CMARK_NODE_BLOCK_QUOTE: return .quote
    case CMARK_NODE_LIST:
      let list = node.pointee.as.list
      return .list(start: list.list_type == CMARK_ORDERED_LIST ? list.start : nil)
    case CMARK_NODE_ITEM:
      guard node.pointee.extension != nil, name(of: node) == "tasklist" else {
        return .item(checked: nil)
      }
      return .item(checked: cmark_gfm_extensions_get_tasklist_item_checked(node))
    case CMARK_NODE_CODE_BLOCK:
      return .codeBlock(fenced: node.pointee.as.code.fenced != 0)
    case CMARK_NODE_HTML_BLOCK: return .htmlBlock
    case CMARK_NODE_PARAGRAPH: return .paragraph
    case CMARK_NODE_HEADING:
      let heading = node.pointee.as.heading
      return .heading(level: UInt8(clamping: heading.level), setext: heading.setext)
    case CMARK_NODE_THEMATIC_BREAK: return .thematicBreak
    case CMARK_NODE_FOOTNOTE_DEFINITION: return .footnote
    default: return inlineKind(of: node, type: type)
    }
  }

  private func inlineKind(
    of node: UnsafeMutablePointer<cmark_node>,
    type: cmark_node_type
  ) -> MarkdownNode.Kind {
    switch type {
    case CMARK_NODE_TEXT: return .text
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_LINEBREAK: return .hardBreak
    case CMARK_NODE_CODE: return .code
    case CMARK_NODE_HTML_INLINE: return .html
    case CMARK_NODE_EMPH: return .emphasis
    case CMARK_NODE_STRONG: return .strong
    case CMARK_NODE_LINK: return .link
    case CMARK_NODE_IMAGE: return .image
    case CMARK_NODE_FOOTNOTE_REFERENCE: return .footnoteReference
    default: break
    }
    // The kinds of extensions get their numbers at run time; their names are fixed.
    switch name(of: node) {
    case "table": return .table
    case "table_row", "table_header": return .tableRow
    case "table_cell": return .tableCell
    case "strikethrough": return .strikethrough
    default: return .other
    }
  }

  private func name(of node: UnsafeMutablePointer<cmark_node>) -> String {
    cmark_node_get_type_string(node).map { String(cString: $0) } ?? ""
  }
}
