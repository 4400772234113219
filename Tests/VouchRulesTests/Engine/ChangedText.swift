import VouchCore
import VouchTestSupport

@testable import VouchRules

/// A text and the same with hyphens inside of words left out, some letters and exclamation marks
/// replaced: what joining disguised spellings makes of one.
struct ChangedText {
  let plain: [Unicode.Scalar]
  private(set) var joined: [Unicode.Scalar] = []
  private var changes: [Int] = []
  /// For each scalar of the joined text, its place in the plain one.
  private var places: [Int] = []

  init(_ plain: [Unicode.Scalar], _ random: inout SeededGenerator) {
    self.plain = plain
    for (index, scalar) in plain.enumerated() {
      let isInside =
        index > 0 && index + 1 < plain.count && plain[index - 1].isWordPart
        && plain[index + 1].isWordPart
      if isInside, scalar == "-", Bool.random(using: &random) {
        changes.append(joined.count)
        continue
      }
      if isInside, scalar.isASCIILetter, Int.random(in: 0..<40, using: &random) == 0 {
        changes.append(joined.count)
        joined.append("e")
      } else if scalar == "!", Bool.random(using: &random) {
        changes.append(joined.count)
        joined.append("i")
      } else {
        joined.append(scalar)
      }
      places.append(index)
    }
  }

  /// Both texts in one; what changed may be known or be anywhere.
  func canonical(knowsChanges: Bool) -> CanonicalText {
    let view = MappedText(scalars: joined, origins: places.map { SourceSpan($0, $0 + 1) })
    return CanonicalText(
      text: MappedText(scalars: plain, origins: plain.indices.map { SourceSpan($0, $0 + 1) }),
      joined: knowsChanges ? JoinedView(view, changes: changes) : JoinedView(view)
    )
  }
}

extension JoinedView {
  /// A view that reads `text` and differs from the plain text at `changes`.
  convenience init(_ text: MappedText, changes: [Int]) {
    let scalars = text.scalars
    var words: [Unicode.Scalar] = []
    for run in scalars.indices.split(whereSeparator: { scalars[$0].isSpace }) {
      // Where something was left out in front of it, a space may stand at a change.
      let mayDiffer = changes.contains { run.startIndex - 1 <= $0 && $0 <= run.endIndex }
      if mayDiffer { words += scalars[run] + [" "] }
    }
    self.init(newWords: words, of: text) { ($0, changes) }
  }
}
