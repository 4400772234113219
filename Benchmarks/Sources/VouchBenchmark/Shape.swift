/// A way to fill a draft of any size, chosen to be costly for somebody.
struct Shape: Sendable {
  /// What the results call it.
  let name: String
  /// The front matter between its lines of dashes.
  let head: String
  private let body: @Sendable (Int) -> String

  /// A shape whose body of about `n` bytes is made by `body`.
  init(_ name: String, head: String = Shape.head, sized body: @escaping @Sendable (Int) -> String) {
    self.name = name
    self.head = head
    self.body = body
  }

  /// A shape that says `unit` again and again, between `first` and `last`.
  init(_ name: String, _ unit: String, first: String = "", last: String = "") {
    self.init(
      name,
      sized: { size in
        let left = size - first.utf8.count - last.utf8.count
        return first + String(repeating: unit, count: max(1, left / unit.utf8.count)) + last
      }
    )
  }

  /// A shape of different pieces: `piece` is asked for the 0th, the 1st and so on.
  init(_ name: String, numbered piece: @escaping @Sendable (Int) -> String) {
    self.init(
      name,
      sized: { size in
        var text = ""
        var index = 0
        while text.utf8.count < size {
          text += piece(index)
          index += 1
        }
        return text
      }
    )
  }

  /// The bytes of a draft of about `size` bytes, cut at a whole scalar.
  func draft(_ size: Int) -> [UInt8] {
    let start = Array("---\n\(head)\n---\n".utf8)
    // A head may be larger than the smallest size; something has to stand below it all the same.
    let left = max(16, size - start.count)
    return start + Self.cut(body(left), to: left)
  }

  /// The body alone, at most `size` bytes.
  func text(_ size: Int) -> [UInt8] { Self.cut(body(size), to: size) }

  /// A head that names one channel of every dialect.
  static let head = """
    channels: [x, mastodon, bluesky, threads, linkedin]
    topics: [craft]
    why: Show what an attacker could send us and what reading it costs.
    """

  private static func cut(_ text: String, to size: Int) -> [UInt8] {
    var bytes = Array(text.utf8.prefix(max(size, 0)))
    if bytes.count == size {
      // A scalar that was cut in two would be refused before anything is measured.
      while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
      if let last = bytes.last, last >= 0x80 { bytes.removeLast() }
    }
    return bytes
  }
}
