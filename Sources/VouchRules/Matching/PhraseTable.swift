import VouchCore

/// Turns of speech that give a habit away, looked for word by word in canonical text.
///
/// A pattern is a row of elements with a space between them: `tag a|your friend|friends`. An
/// element is one or more words with `|` between them, `#` among them for any number, or `…` for up
/// to three words of any kind; a `?` at its end makes it optional. A pattern that starts with `^`
/// is only found where a sentence begins; none reaches across the end of one.
final class PhraseTable: Sendable {
  private let glance: PhraseGlance
  private let written: [String]
  private let exempting: [String]
  private let made = Once<PhrasePatterns>()

  /// A table of `patterns`, each of which begins with words or a number that are not optional.
  ///
  /// Directly behind one of the words `exempting`, in the same sentence, nothing is found, unless
  /// a `why` stands before that: `why not tag a friend` asks for it.
  init(_ patterns: [String], exempting: [String] = []) {
    written = patterns
    self.exempting = exempting
    var glance = PhraseGlance()
    for pattern in patterns { glance.insert(PhrasePatterns.steps(of: pattern)) }
    self.glance = glance
  }

  /// Words without one of which no text holds a pattern.
  var tellingWords: [[Unicode.Scalar]] { glance.tellingWords }

  /// Put together when the first sentence is to be compared, as few are.
  private var patterns: PhrasePatterns {
    made.value { PhrasePatterns(written, exempting: exempting) }
  }

  /// True where `text`, which is short and in lower case, holds any of the patterns.
  func isFound(in text: UnsafeBufferPointer<Unicode.Scalar>) -> Bool {
    glance.mayFind(in: text) && !patterns.hits(in: WordSequence(Array(text)).words).isEmpty
  }

  /// Where any of `texts` holds a pattern, each place once, in the order of the file; `suspects` have
  /// gone through the texts for the words that tell.
  ///
  /// Joined views are looked at too, so that `t a g  a  f r i e n d` is found.
  func spans(in texts: [CanonicalText], _ suspects: Suspects) -> [SourceSpan] {
    guard glance.isBlind || texts.contains(where: suspects.mayTell) else { return [] }
    var spans: [SourceSpan] = []
    for text in texts {
      let sentences = glance.sentences(in: text.text.scalars, at: suspects[text])
      let plain = self.spans(in: text.text, sentences)
      if !plain.isEmpty { spans += plain }
      guard !sentences.isEmpty || suspects.mayTellMore(text), let view = text.joined else {
        continue
      }
      let joined = view.text
      let changed = changedSentences(of: joined, view.changes, isPlain: sentences.isEmpty)
      var next = 0
      for span in self.spans(in: joined, changed) {
        // Both lists are in the order of the text, so one walk over each is enough.
        while next < plain.count, plain[next].end <= span.start { next += 1 }
        if next == plain.count || plain[next].start >= span.end { spans.append(span) }
      }
    }
    if spans.isEmpty { return spans }
    return spans.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  /// Where `sentences` of `text` hold a pattern.
  ///
  /// No pattern reaches across the end of a sentence, so each is looked at by itself.
  private func spans(in text: MappedText, _ sentences: [Range<Int>]) -> [SourceSpan] {
    if sentences.isEmpty { return [] }
    let patterns = patterns
    return sentences.flatMap { sentence in
      patterns.hits(in: WordSequence(text.scalars, in: sentence).words).map(text.span(of:))
    }
  }

  /// The sentences of `joined` that may hold a pattern which the plain text does not hold.
  ///
  /// The others hold what they held before. Where no sentence of the plain text was worth a look, a
  /// word has to be new that is.
  private func changedSentences(
    of joined: MappedText,
    _ changes: [Int]?,
    isPlain: Bool
  ) -> [Range<Int>] {
    guard let changes else { return [joined.scalars.indices] }
    return glance.sentences(in: joined.scalars, near: changes, telling: isPlain)
  }
}
