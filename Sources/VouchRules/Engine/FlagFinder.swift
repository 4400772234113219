public import VouchCore

/// Raises the flags that depend on what a policy forbids or asks for, for `vouch inspect`.
///
/// All other flags come with the text; these three need words: the house's own phrases, and what
/// counts as a disclosure.
public struct FlagFinder: Sendable {
  private let words: PolicyWords
  private let disclosure: DisclosureFinder

  /// A finder of what `policy` names; with nil, of nothing but disclosures by their usual words.
  public init(policy: Policy?, folding: Folding) {
    words = PolicyWords(
      topics: [],
      offLimits: [],
      phrases: policy?.phrases.filter { $0.severity != nil } ?? [],
      folding: folding
    )
    let entry = policy?.entries.first { $0.rule == DisclosureRule.descriptor.id }
    disclosure = DisclosureFinder(
      words: (entry?.options ?? OptionValues())[DisclosureRule.words]
    )
  }

  /// The flags of `readings`, in the order of the file.
  public func flags(in readings: [Reading]) -> [Flag] {
    readings.flatMap { reading in
      banned(in: reading) + disclosure.flags(in: reading)
    }.sorted { ($0.span.start, $0.kind.rawValue) < ($1.span.start, $1.kind.rawValue) }
  }

  private func banned(in reading: Reading) -> [Flag] {
    reading.canonical.flatMap { text in
      words.phraseSpans(in: text).map { found in
        Flag(.bannedPhrase, text: found.words, at: found.span)
      }
    }
  }
}

extension DisclosureFinder {
  /// What looks like a disclosure and is none, and tags of disclosure that come too late.
  fileprivate func flags(in reading: Reading) -> [Flag] {
    spoofs(in: reading).map { Flag(.disclosureSpoof, text: $0.text, at: $0.span) }
      + buried(in: reading).map { Flag(.disclosureBuried, text: $0.text, at: $0.span) }
  }

  /// Tags of disclosure in a text that discloses nowhere else in time.
  private func buried(in reading: Reading) -> [Token] {
    let tags = reading.hashtags.filter { $0.surface == .published && isWord($0.text.dropFirst()) }
    guard let first = tags.first else { return [] }
    let link = reading.links.compactMap(\.range).min { $0.lowerBound < $1.lowerBound }
    switch answer(in: reading, before: link) {
    case .piled, .late, .behind: return tags
    case .missing: return []
    case .open:
      // In time by the letter of the rule, and still at the very end of what readers see.
      let isAtEnd = first.range.lowerBound > reading.published.count / 2
      return isAtEnd && link == nil && !discloses(in: reading, besides: tags) ? tags : []
    }
  }
}
