import Synchronization

/// Pages of sketches that were read before, so that a batch of drafts reads each of them once.
///
/// A page never changes once its transaction is on the disk. Whoever rolls a transaction back has
/// to clear the shelf: it may have packed a page that others will pack differently.
final class WordingShelf: Sendable {
  private let pages = Mutex<[Int: [UInt8]]>([:])

  /// How many pages are kept: some 32 MB of sketches.
  private static let room = 2000

  /// The page called `id`, as `read` gives it where it is not here.
  func page(_ id: Int, _ read: () throws -> [UInt8]) rethrows -> [UInt8] {
    if let page = pages.withLock({ $0[id] }) { return page }
    let page = try read()
    pages.withLock { if $0.count < Self.room { $0[id] = page } }
    return page
  }

  /// Forgets every page.
  func clear() { pages.withLock { $0.removeAll() } }
}
