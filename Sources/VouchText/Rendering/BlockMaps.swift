/// The maps of a tree's leaf blocks, and what stands on the lines that none of its blocks does.
struct BlockMaps {
  /// What the library took out of the tree.
  let definitions: ReferenceDefinitions
  /// In the order of their nodes.
  private let maps: [(node: Int, map: LeafMap)]
  /// The one that is asked for next: blocks are written in their order.
  private var next = 0

  /// Maps the blocks of the tree of `source`.
  init(of tree: MarkdownTree, source: MarkdownSource) {
    var maps: [(node: Int, map: LeafMap)] = []
    maps.reserveCapacity(16)
    var isCovered = [Bool](repeating: false, count: source.lineStarts.count)
    for index in tree.nodes.indices {
      // The last lines that the library tells are right for paragraphs only.
      let lines: ClosedRange<Int>
      switch tree.nodes[index].kind {
      case .paragraph, .htmlBlock:
        let node = tree.nodes[index]
        let map = LeafMap(of: node, in: tree, source: source)
        lines = map.textLines ?? node.firstLine...max(node.firstLine, node.lastLine)
        maps.append((index, map))
      case .heading(_, setext: true):
        let node = tree.nodes[index]
        let map = LeafMap(of: node, in: tree, source: source)
        lines =
          node.firstLine...max(node.firstLine, (map.textLines?.upperBound ?? node.firstLine) + 1)
        maps.append((index, map))
      case .codeBlock(let fenced):
        let node = tree.nodes[index]
        let map = LeafMap(of: node, in: tree, source: source, skipping: fenced ? 1 : 0)
        lines = Self.lines(ofCode: node, found: map.textLines, in: source)
        maps.append((index, map))
      case .heading, .thematicBreak, .tableRow:
        lines = tree.nodes[index].firstLine...tree.nodes[index].firstLine
      case .table: lines = tree.nodes[index].firstLine...(tree.nodes[index].firstLine + 1)
      default: continue
      }
      for line in lines where line >= 1 && line <= isCovered.count { isCovered[line - 1] = true }
    }
    self.maps = maps
    definitions = ReferenceDefinitions(source: source, isCovered: isCovered)
  }

  /// The map of the block at `index`; nil for one that is no leaf with lines of its own.
  mutating func map(of index: Int) -> LeafMap? {
    if next >= maps.count || maps[next].node != index {
      next = maps.partitioningIndex { $0.node >= index }
      guard next < maps.count, maps[next].node == index else { return nil }
    }
    defer { next += 1 }
    return maps[next].map
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
