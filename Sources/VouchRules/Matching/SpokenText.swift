import VouchCore

/// A canonical text with its words told apart, for every rule that looks for turns of speech.
struct SpokenText: Sendable {
  /// The text.
  let text: CanonicalText
  /// The words of the text.
  let words: [WordSequence.Word]
  /// The words of the text with spaced-out and leet spellings joined; none where that changes
  /// nothing.
  let joinedWords: [WordSequence.Word]

  /// Tells the words of `text` apart.
  init(_ text: CanonicalText) {
    self.text = text
    words = WordSequence(text.text.scalars, text.masks).words
    joinedWords = text.joined.map { WordSequence($0.scalars).words } ?? []
  }
}

/// What a draft says in words, read once for all rules.
struct SpokenDraft: Sendable {
  /// For each reading, its canonical texts.
  private let readings: [(channels: [Channel], texts: [SpokenText])]
  /// The published words of the head.
  private let head: [SpokenText]

  /// Reads `draft`.
  init(_ draft: Draft) {
    readings = draft.readings.map { ($0.channels, $0.canonical.map(SpokenText.init)) }
    head = draft.publishedHeadText.map(SpokenText.init)
  }

  /// The texts for any of `channels`, then the published words of the head.
  func texts(for channels: [Channel]) -> [SpokenText] {
    readings.filter { $0.channels.contains { channels.contains($0) } }.flatMap(\.texts) + head
  }
}
