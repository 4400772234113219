public import VouchCore
public import VouchRules
import VouchText

extension Folding {
  /// The folding that the program uses.
  public static let canonical = Folding { TextFolding.canonical(of: $0) }

  /// Lower case and nothing else: enough where a test is not about folding.
  public static let lowercase = Folding { CanonicalText(text: lowercased($0)) }

  /// Lower case, and digits joined into the words they are put for: `r1sk` reads as `risk`.
  public static let leet = Folding { text in
    let plain = lowercased(text)
    return CanonicalText(text: plain, joined: joined(plain).map { JoinedView($0) })
  }

  /// Lower case, each scalar standing for its own bytes.
  static func lowercased(_ text: String, from start: Int = 0) -> MappedText {
    var folded = MappedText()
    var offset = start
    for scalar in text.unicodeScalars {
      let end = offset + UTF8.width(scalar)
      folded.append(scalar.properties.lowercaseMapping, from: SourceSpan(offset, end))
      offset = end
    }
    return folded
  }

  static func joined(_ text: MappedText) -> MappedText? {
    let letters: [Unicode.Scalar: Unicode.Scalar] = ["1": "i", "3": "e", "4": "a", "0": "o"]
    guard text.scalars.contains(where: { letters[$0] != nil }) else { return nil }
    var joined = MappedText()
    for (scalar, origin) in zip(text.scalars, text.origins) {
      joined.append(letters[scalar] ?? scalar, from: origin)
    }
    return joined
  }
}

extension Draft {
  /// A draft of which only the words matter: `body` as the whole file, for `channels`, with
  /// `title` as the folded words of its head.
  public static func words(
    _ body: String,
    channels: [Channel] = [.linkedin],
    title: String = "",
    topics: [String] = [],
    joins: Bool = false,
    notes: [DraftProblem] = []
  ) -> Draft {
    let source = SourceText(path: "draft.md", bytes: Array(body.utf8))
    let whole = SourceSpan(0, body.utf8.count)
    let start = SourceSpan(0, 0)
    var head = FrontMatter(channels: channels.map { Located($0, at: start) }, span: start)
    head.topics = topics.map { Located($0, at: start) }
    let folded = Folding.lowercased(body)
    let published = MappedText(verbatim: whole, of: source)
    let reading = Reading(
      channels: channels,
      published: published,
      segments: [Segment(range: 0..<published.count)],
      canonical: [
        CanonicalText(
          text: folded,
          joined: joins ? Folding.joined(folded).map { JoinedView($0) } : nil
        )
      ]
    )
    return Draft(
      source: source,
      frontMatter: head,
      readings: [reading],
      renditions: [],
      frontMatterText: [CanonicalText(text: MappedText(title.lowercased(), at: start))],
      notes: notes
    )
  }
}
