/// A canonical text with disguised spellings joined into words.
///
/// Most texts have some that might be one, and of most of these the words tell that nothing is there
/// to be found. So the text is put together for those who ask, and once.
public final class JoinedView: Sendable {
  /// A text with disguised spellings joined, and where it differs from the plain one.
  public typealias Joined = (text: MappedText, changes: [Int]?)

  /// The words in which it differs from the plain text, all that stands between two white spaces,
  /// with a space behind each; nil where it may differ anywhere.
  public let newWords: [Unicode.Scalar]?
  private let plain: MappedText
  private let join: @Sendable (MappedText) -> Joined
  private let made = Once<Joined>()

  /// A view of `plain` with `newWords`, which `join` puts together.
  public init(
    newWords: [Unicode.Scalar],
    of plain: MappedText,
    _ join: @escaping @Sendable (MappedText) -> Joined
  ) {
    self.newWords = newWords
    self.plain = plain
    self.join = join
  }

  /// A view that reads `text`.
  public init(_ text: MappedText) {
    newWords = nil
    plain = text
    join = { ($0, nil) }
  }

  /// What it reads.
  public var text: MappedText { joined.text }

  /// Where `text` differs from the plain text: in front of each of these places or at it, in order;
  /// nil where it may differ anywhere.
  ///
  /// Whatever stands in `text` away from them stands in the plain text as well.
  public var changes: [Int]? { joined.changes }

  private var joined: Joined { made.value { join(plain) } }
}
