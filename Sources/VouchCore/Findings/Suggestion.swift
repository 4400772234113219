/// Guesses what somebody meant to write.
public enum Suggestion: Sendable {
  /// The candidate nearest to `word`, where one is near enough to be a slip of the keys or begins
  /// with it.
  ///
  /// Of equally near candidates the first one wins.
  public static func nearest(to word: String, among candidates: [String]) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars.prefix(64))
    guard !wanted.isEmpty else { return nil }
    var best: (word: String, distance: Int)?
    // Enough for any vocabulary of ours, and a bound on what a list of mistakes can cost.
    for candidate in candidates.prefix(1000) {
      let scalars = Array(candidate.lowercased().unicodeScalars.prefix(64))
      // The start of a word is no slip of the keys, but just as clear: `warn`.
      if wanted.count >= 3, scalars.starts(with: wanted) { return candidate }
      let tolerance = max(1, max(wanted.count, scalars.count) / 3)
      guard abs(scalars.count - wanted.count) <= tolerance else { continue }
      let distance = distance(wanted, scalars)
      guard distance <= tolerance, distance < (best?.distance ?? .max) else { continue }
      best = (candidate, distance)
    }
    return best?.word
  }

  /// `did you mean 'x'?` for the nearest candidate; nil where none is near.
  public static func help(for word: String, among candidates: [String]) -> String? {
    nearest(to: word, among: candidates).map { "did you mean '\($0)'?" }
  }

  /// The same, or the candidates under `label` where none is near; nil where there are none.
  public static func help(
    for word: String,
    among candidates: [String],
    label: String
  ) -> String? {
    if let help = help(for: word, among: candidates) { return help }
    guard !candidates.isEmpty else { return nil }
    let shown = candidates.prefix(30).joined(separator: ", ")
    return "\(label): \(shown)\(candidates.count > 30 ? ", …" : "")"
  }

  /// Insertions, deletions, replacements and swaps of neighbours between two words.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var older = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    var current = older
    for row in left.indices {
      current[0] = row + 1
      for column in right.indices {
        var cost = min(
          previous[column] + (left[row] == right[column] ? 0 : 1),
          previous[column + 1] + 1,
          current[column] + 1
        )
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, older[column - 1] + 1)
        }
        current[column + 1] = cost
      }
      (older, previous, current) = (previous, current, older)
    }
    return previous[right.count]
  }
}
