import Testing
import VouchCore

@testable import VouchText

struct PlainLeafTests {
  private let pieces = [
    "clay", " bowl", " é", ".", "\n\n", "\n\n", "\n", "\r\n\r\n", "> ", "- ", "1. ", "    ", "\t",
    "\\*", "&amp;", "*a*", "!", "# ", "| a |\n|---|\n", "[a](b)", " ",
  ]

  @Test func aLeafOfOneTextIsWrittenAsAnyLeafIs() throws {
    var plain = 0
    for seed in 0..<4000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 1...16, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let bytes = Array(text.utf8)
      let file = SourceText(path: "body.md", bytes: bytes)
      let source = MarkdownSource(bytes: bytes, pieces: [MarkdownSource.Piece(text: 0, file: 0)])
      let tree = try GFMParser.parse(bytes, maxDepth: 64)
      let renderer = PlainTextRenderer(tree: tree, source: source, file: file, kind: .post)
      for index in tree.nodes.indices where tree.nodes[index].kind == .paragraph {
        var quick = renderer
        guard quick.plainLeaf(index) else { continue }
        plain += 1
        var thorough = renderer
        thorough.leaf(index)
        #expect(
          quick.writer.text == thorough.writer.text,
          "seed \(seed), block \(index) of \(text.debugDescription)"
        )
      }
    }
    #expect(plain > 500)
  }
}
