import VouchCore

/// Links in the middle of a word: a reader takes their text and what it is glued to for one word,
/// whatever address rendering shows between them.
struct GluedLinks {
  private let published: MappedText
  private let links: [MarkdownLink]

  private static let longestPart = 64

  /// Looks at the `links` of `published`.
  init(_ published: MappedText, links: [MarkdownLink]) {
    self.published = published
    self.links = links
  }

  /// The published text without what rendering put round the texts of links; nil where no link is
  /// glued to a word.
  func textAsRead() -> MappedText? {
    guard links.contains(where: { isGlued($0) { $0.isLetterOrMark || $0.isDigit } }) else {
      return nil
    }
    var isPutIn = [Bool](repeating: false, count: published.count)
    for link in links {
      if let blank = blank(before: link) { isPutIn[blank] = true }
      if let url = link.urlRange {
        for index in link.textRange.upperBound..<max(link.textRange.upperBound, url.upperBound) {
          isPutIn[index] = true
        }
      }
      if let next = link.gluedTextStart(in: published) { isPutIn[next - 1] = true }
    }
    var text = MappedText()
    for index in isPutIn.indices where !isPutIn[index] {
      text.append(published.scalars[index], from: published.origins[index])
    }
    return text
  }

  /// A flag for each word of an alphabet that a link splits.
  func flags() -> [Flag] {
    links.compactMap { link in
      guard link.urlRange != nil, isGlued(link, by: \.isCased) else { return nil }
      let before = lettersBefore(link)
      let after = lettersAfter(link)
      guard !isEnding(after, of: link, behind: before) else { return nil }
      let word = [before, link.textRange, after].map(published.string(in:)).joined()
      let span = [before, after].filter { !$0.isEmpty }
        .reduce(published.span(of: link.textRange)) { $0.union(published.span(of: $1)) }
      return Flag(.markupSplit, text: word, at: span)
    }
  }

  /// True for `[guide](…)s`: a whole word with a plural or the like behind it, as people write.
  ///
  /// What the word reads as is looked for among forbidden words all the same.
  private func isEnding(_ after: Range<Int>, of link: MarkdownLink, behind before: Range<Int>)
    -> Bool
  {
    before.isEmpty && after.count <= 2
      && link.textRange.reversed().prefix { published.scalars[$0].isLetterOrMark }.count >= 3
  }

  /// True where `belongs` holds for both sides of an end of the link's text.
  private func isGlued(_ link: MarkdownLink, by belongs: (Unicode.Scalar) -> Bool) -> Bool {
    guard let first = link.textRange.first, let last = link.textRange.last else { return false }
    let before = (blank(before: link) ?? first) - 1
    if before >= 0, belongs(published.scalars[before]), belongs(published.scalars[first]) {
      return true
    }
    guard let after = link.gluedTextStart(in: published) else { return false }
    return belongs(published.scalars[last]) && belongs(published.scalars[after])
  }

  /// The blank that rendering put before the text of `link`.
  private func blank(before link: MarkdownLink) -> Int? {
    let index = link.textRange.lowerBound - 1
    guard index >= 0, published.scalars[index] == " ",
      published.origins[index].start == published.origins[index].end
    else { return nil }
    return index
  }

  private func lettersBefore(_ link: MarkdownLink) -> Range<Int> {
    let end = blank(before: link) ?? link.textRange.lowerBound
    var start = end
    while start > 0, end - start < Self.longestPart, published.scalars[start - 1].isLetterOrMark {
      start -= 1
    }
    return start..<end
  }

  private func lettersAfter(_ link: MarkdownLink) -> Range<Int> {
    guard let start = link.gluedTextStart(in: published) else { return 0..<0 }
    var end = start
    while end < published.count, end - start < Self.longestPart,
      published.scalars[end].isLetterOrMark
    {
      end += 1
    }
    return start..<end
  }
}
