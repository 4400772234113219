/// What a folder says of something that lies in it; ordered by name.
struct FolderEntry: Comparable {
  let name: String
  /// Whether it is a folder, where the system says so.
  let isFolder: Bool?
  /// The first bytes of the name, the first in the highest; nil where the order of names is not told
  /// by those.
  private let beginning: UInt64?

  init(_ name: String, isFolder: Bool?) {
    self.name = name
    self.isFolder = isFolder
    beginning = Self.beginning(of: name)
  }

  /// The first seven bytes, where they and the next one are ASCII: a mark behind a letter would make
  /// another letter of the two.
  private static func beginning(of name: String) -> UInt64? {
    var bytes: UInt64 = 0
    var count: UInt64 = 0
    for byte in name.utf8.prefix(8) {
      guard byte < 0x80 else { return nil }
      bytes = bytes << 8 | UInt64(byte)
      count += 1
    }
    return (bytes << (64 - 8 * count)) >> 8
  }

  /// The order of the names.
  ///
  /// Strings are compared by what their letters mean. Thousands of them take longer to sort that way
  /// than to read, and the beginnings of most differ.
  static func < (left: FolderEntry, right: FolderEntry) -> Bool {
    if let first = left.beginning, let second = right.beginning, first != second {
      return first < second
    }
    return left.name < right.name
  }

  static func == (left: FolderEntry, right: FolderEntry) -> Bool { left.name == right.name }
}
