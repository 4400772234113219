/// Where a scanner found something in a text, before it becomes a ``Token`` or ``Link``.
struct FoundSpan: Hashable {
  /// The scalars from the sigil on.
  var range: Range<Int>
  /// The scalars that name the person or tag.
  var name: Range<Int>
}

/// A link that a scanner found in a text.
struct FoundLink: Hashable {
  /// The scalars of the whole URL.
  var range: Range<Int>
  /// The scalars of its host.
  var host: Range<Int>
  /// True where it was written with `http://` or `https://`.
  var hasScheme: Bool
}

/// What one network's scanner finds in a text, each list in order of appearance.
struct FoundSpans {
  var mentions: [FoundSpan] = []
  var hashtags: [FoundSpan] = []
  var cashtags: [FoundSpan] = []
  var links: [FoundLink] = []
}
