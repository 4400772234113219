import Synchronization
import VouchCore

/// What was read of earlier texts before, so that a batch of drafts reads it once.
///
/// What this connection has written stays: a page never changes, and the sketches behind the last
/// page are only added to until they are packed. What others do to the file may be a restored
/// backup, so after that everything is read again. Whoever rolls a transaction back has to clear
/// the shelf: what it read may be written differently by others.
final class WordingShelf: Sendable {
  /// The sketches of the revisions behind the last page, in the order of their ids.
  struct Newest {
    /// The first id behind the last page.
    fileprivate(set) var first = 0
    /// A revision has one for each of its texts.
    var sketches: [(revision: Int, sketch: WordingSketch)] = []

    /// The first id that has not been read.
    var next: Int { sketches.last.map { $0.revision + 1 } ?? first }
  }

  private struct Content {
    /// Changes whenever another connection has written.
    var version: Int?
    var pages: [Int: [UInt8]] = [:]
    var newest = Newest()
    var texts: [Int: KnownText] = [:]
    /// How many rows this connection had changed when `texts` was in order last.
    var changes = 0

    /// Forgets the texts where anything was changed since: a decision, or a delivery.
    mutating func keepTexts(asOf changes: Int) {
      if self.changes != changes { (self.changes, texts) = (changes, [:]) }
    }
  }

  private let content = Mutex(Content())

  /// How many pages are kept: some 32 MB of sketches.
  private static let room = 2000
  /// How many texts are kept: some 12 MB of marks.
  private static let textRoom = 20_000

  /// Forgets everything where `version`, the database's own word for what others wrote, is new.
  func follow(_ version: Int) {
    content.withLock { if $0.version != version { $0 = Content(version: version) } }
  }

  /// The page called `id`, as `read` gives it where it is not here.
  func page(_ id: Int, _ read: () throws -> [UInt8]) rethrows -> [UInt8] {
    if let page = content.withLock({ $0.pages[id] }) { return page }
    let page = try read()
    content.withLock { if $0.pages.count < Self.room { $0.pages[id] = page } }
    return page
  }

  /// Hands `body` what is known of the newest sketches, which begin with the id `first`, to complete
  /// and to look at.
  func withNewest(from first: Int, _ body: (inout Newest) throws -> Void) rethrows {
    try content.withLock { content in
      if content.newest.first != first { content.newest = Newest(first: first) }
      try body(&content.newest)
    }
  }

  /// What is known of the words of a revision, as `read` gives it where it is not here.
  ///
  /// `changes` is how many rows this connection has changed so far.
  func text(
    _ revision: Int,
    asOf changes: Int,
    _ read: () throws -> KnownText?
  ) rethrows -> KnownText? {
    let known = content.withLock { content in
      content.keepTexts(asOf: changes)
      return content.texts[revision]
    }
    if let known { return known }
    let text = try read()
    content.withLock { if $0.texts.count < Self.textRoom { $0.texts[revision] = text } }
    return text
  }

  /// Keeps what is known of a revision that this connection has just handed in, by which it has
  /// changed rows and nothing about other texts.
  func add(_ text: KnownText, of revision: Int, changing changes: Range<Int>) {
    content.withLock { content in
      content.keepTexts(asOf: changes.lowerBound)
      content.changes = changes.upperBound
      if content.texts.count < Self.textRoom { content.texts[revision] = text }
    }
  }

  /// Forgets everything.
  func clear() { content.withLock { $0 = Content() } }
}
