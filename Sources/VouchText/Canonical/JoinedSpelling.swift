import VouchCore

/// Joins spaced-out and leet spellings into the words a reader makes of them.
enum JoinedSpelling {
  /// The canonical form of `text` with such spellings joined; nil where that changes nothing.
  static func joined(_ text: MappedText) -> MappedText? {
    nil
  }
}
