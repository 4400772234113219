/// The maps of a tree's leaf blocks, and what stands on the lines that none of its blocks does.
struct BlockMaps {
  private struct Entry {
    let node: Int
    let place: Place
  }

  /// Where the content of a block stands: most is found at one glance.
  private enum Place {
    case shifted(by: Int)
    case mapped(LeafMap)
  }

  /// What the library took out of the tree.
  let definitions: ReferenceDefinitions
  /// In the order of their nodes.
  private var maps: [Entry]
  /// The one that is asked for next: blocks are written in their order.
  private var next = 0
  private let source: MarkdownSource
  /// True where every block stands where its content does: there are no entries.
  private let isVerbatim: Bool

  /// Maps the blocks of the tree of `source`.
  init(of tree: MarkdownTree, source: MarkdownSource) {
    self.source = source
    isVerbatim = tree.isVerbatim
    guard !isVerbatim else {
      maps = []
      definitions = ReferenceDefinitions(source: source, isCovered: [])
      return
    }
    var maps: [Entry] = []
    maps.reserveCapacity(16)
    var isCovered = [Bool](repeating: false, count: source.lineStarts.count)
    for index in tree.nodes.indices {
      // The last lines that the library tells are right for paragraphs only.
      let lines: ClosedRange<Int>
      let node = tree.nodes[index]
      switch node.kind {
      case .paragraph, .htmlBlock:
        let found = Self.add(index, to: &maps, of: tree, source)
        lines = found ?? node.firstLine...max(node.firstLine, node.lastLine)
      case .heading(_, setext: true):
        let found = Self.add(index, to: &maps, of: tree, source)
        lines = node.firstLine...max(node.firstLine, (found?.upperBound ?? node.firstLine) + 1)
      case .codeBlock(let fenced):
        let found = Self.add(index, to: &maps, of: tree, source, skipping: fenced ? 1 : 0)
        lines = Self.lines(ofCode: node, found: found, in: source)
      case .heading, .thematicBreak, .tableRow: lines = node.firstLine...node.firstLine
      case .table: lines = node.firstLine...(node.firstLine + 1)
      default: continue
      }
      for line in lines where line >= 1 && line <= isCovered.count { isCovered[line - 1] = true }
    }
    self.maps = maps
    definitions = ReferenceDefinitions(source: source, isCovered: isCovered)
  }

  /// Maps the block at `index` of `tree`, and answers on which lines its content was found.
  @inline(never)
  private static func add(
    _ index: Int,
    to maps: inout [Entry],
    of tree: MarkdownTree,
    _ source: MarkdownSource,
    skipping: Int = 0
  ) -> ClosedRange<Int>? {
    let node = tree.nodes[index]
    if skipping == 0, let shift = LeafMap.wholeShift(of: node, in: tree, source: source) {
      maps.append(Entry(node: index, place: .shifted(by: shift)))
      return LeafMap.statedLines(of: node, in: source)
    }
    let map = LeafMap(of: node, in: tree, source: source, skipping: skipping)
    maps.append(Entry(node: index, place: .mapped(map)))
    return map.textLines
  }

  /// The map of the block at `index`; nil for one that is no leaf with lines of its own.
  mutating func map(of index: Int, in tree: MarkdownTree) -> LeafMap? {
    if isVerbatim { return LeafMap(of: tree.nodes[index], shift: 0, source: source) }
    guard find(index) else { return nil }
    defer { next += 1 }
    switch maps[next].place {
    case .shifted(let shift): return LeafMap(of: tree.nodes[index], shift: shift, source: source)
    case .mapped(let map): return map
    }
  }

  /// Where in the file the content in `range` of the block at `index` stands byte for byte; nil
  /// where it does not, or not in one piece.
  mutating func start(of range: Range<Int>, in index: Int) -> Int? {
    if isVerbatim { return start(of: range, shift: 0) }
    guard find(index) else { return nil }
    switch maps[next].place {
    case .shifted(let shift): return start(of: range, shift: shift)
    case .mapped(var map):
      guard let run = map.run(at: range.lowerBound), run.end >= range.upperBound else {
        return nil
      }
      return range.lowerBound + run.shift
    }
  }

  private func start(of range: Range<Int>, shift: Int) -> Int? {
    let text = range.lowerBound + shift
    guard let run = source.run(at: text), run.end >= range.upperBound + shift else { return nil }
    return text + run.shift
  }

  /// Goes to the map of the block at `index`; false where it has none.
  private mutating func find(_ index: Int) -> Bool {
    if next < maps.count, maps[next].node == index { return true }
    next = maps.partitioningIndex { $0.node >= index }
    return next < maps.count && maps[next].node == index
  }

  /// The lines of a code block: an open fence is said to reach over what ends its container.
  private static func lines(
    ofCode node: MarkdownNode,
    found: ClosedRange<Int>?,
    in source: MarkdownSource
  ) -> ClosedRange<Int> {
    let last = found?.upperBound ?? node.firstLine
    let next = source.bytes[source.line(last + 1)]
    let marks = next.drop(while: isPrefix)
    let isFence = marks.first == UInt8(ascii: "`") || marks.first == UInt8(ascii: "~")
    return node.firstLine...max(node.firstLine, isFence ? last + 1 : last)
  }
}
