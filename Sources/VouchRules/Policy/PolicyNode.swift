/// A value of a policy file as it was written: no text in it has been taken for a number, a date
/// or a truth value.
struct PolicyNode {
  /// What was written.
  indirect enum Content {
    /// Text; `isPlain` where it stood without quotes.
    case text(String, isPlain: Bool)
    case list([PolicyNode])
    case map([Pair])
  }

  /// A key and its value.
  struct Pair {
    let key: PolicyNode
    let value: PolicyNode
  }

  let content: Content
  /// The scalars of the file it covers, counted from the first behind a byte order mark.
  let range: Range<Int>

  /// True where nothing was written behind the key.
  var isBlank: Bool {
    if case .text(let text, isPlain: true) = content { text.isEmpty } else { false }
  }

  /// The text, where it is text.
  var text: String? {
    if case .text(let text, _) = content { text } else { nil }
  }

  /// What kind of value it is, for messages.
  var kind: String {
    switch content {
    case .text: isBlank ? "nothing" : "text"
    case .list: "a list"
    case .map: "a map"
    }
  }
}
