import Testing
import VouchCore
import VouchTestSupport
import VouchText

/// What of a draft could be mixed up with another one's.
private struct Parts: Equatable {
  let title: String?
  let texts: [String]
  let canonical: [String]
  let tokens: [Token]
  let flags: [Flag]
  let posts: [Rendition]

  init(_ draft: Draft) {
    title = draft.frontMatter.title?.value
    texts = draft.readings.map(\.published.string)
    canonical = (draft.readings.flatMap(\.canonical) + draft.frontMatterText)
      .flatMap { [$0.text.string, $0.joined?.text.string ?? ""] }
    tokens = draft.readings.flatMap { $0.mentions + $0.hashtags + $0.cashtags }
    flags = draft.readings.flatMap(\.flags) + draft.frontMatterFlags
    posts = draft.renditions
  }
}

struct TogetherTests {
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `drafts that are read together are what each is by itself`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let heads = [
      "channel: linkedin", "channels: [x, blog, mastodon]\ntitle: Fees", "channel: nowhere",
      "channels: [x, linkedin]\ntexts:\n  x: \"Short, @ana\"", "kind: thread\nchannel: bluesky",
      "channel: [", "channel: x\ntexts:\n  x: \" \"",
    ]
    let files = (0..<12).map { number in
      let head = heads.randomElement(using: &generator) ?? ""
      let fence = Bool.random(using: &generator) || number > 2 ? "---\n" : ""
      let text = "---\n\(head)\n\(fence)\(RandomText.make(using: &generator))\n"
      return (path: "\(number).md", bytes: Array(text.utf8))
    }
    let together = parser.parse(files).map { $0.map(Parts.init) }
    let alone = files.map { file in
      Result { () throws(DraftError) in Parts(try parser.parse(file.bytes, path: file.path)) }
    }
    #expect(together == alone, "seed \(seed)")
  }

  @Test func `what a channel shows is the same before and after it is written down`() throws {
    let text = """
      ---
      channels: [linkedin, x, blog]
      ---
      Ask @ana about #fees: [our guide](https://example.com/guide).

      ![Seen by @bea](guide.png)
      """
    let posts = try draft(text).renditions
    #expect(posts.map(\.written) == posts)
    #expect(posts.map(\.mentions) == [["@ana"], ["@ana"], ["@ana"]])
    #expect(posts.map(\.hashtags) == [["#fees"], ["#fees"], ["#fees"]])
    #expect(posts.map(\.links) == Array(repeating: ["https://example.com/guide"], count: 3))
  }
}
