/// A canonical text with disguised spellings joined into words.
///
/// Most texts have some that might be one, and of most of these the words tell that nothing is there
/// to be found. So the text is put together for those who ask.
public final class JoinedView: Sendable {
  /// The words in which it differs from the plain text, all that stands between two white spaces,
  /// with a space behind each; nil where it may differ anywhere.
  public let newWords: [Unicode.Scalar]?
  private let plain: MappedText
  /// What is joined in each reading of the plain text.
  private let readings: [[Contraction]]
  private let made: Once<(text: MappedText, changes: [Int]?)>

  /// The text `plain` in several `readings`, one after the other, which have `newWords`.
  package init(newWords: [Unicode.Scalar], of plain: MappedText, in readings: [[Contraction]]) {
    self.newWords = newWords
    self.plain = plain
    self.readings = readings
    made = Once()
  }

  /// A view that reads `text`, of which the rest is told where somebody knows it.
  public init(_ text: MappedText, newWords: [Unicode.Scalar]? = nil, changes: [Int]? = nil) {
    self.newWords = newWords
    plain = text
    readings = []
    made = Once((text, changes))
  }

  /// What it reads.
  public var text: MappedText { joined.text }

  /// Where `text` differs from the plain text: in front of each of these places or at it, in order;
  /// nil where it may differ anywhere.
  ///
  /// Whatever stands in `text` away from them stands in the plain text as well.
  public var changes: [Int]? { joined.changes }

  private var joined: (text: MappedText, changes: [Int]?) {
    made.value {
      var (text, changes) = (MappedText(), [Int]())
      for contractions in readings {
        if let last = text.origins.last { text.append("\n", from: last) }
        var shift = text.count
        for contraction in contractions {
          changes.append(contraction.range.lowerBound + shift)
          shift -= contraction.scalar == nil ? 1 : 0
        }
        text.append(plain.contracted(contractions))
      }
      return (text, changes)
    }
  }
}
