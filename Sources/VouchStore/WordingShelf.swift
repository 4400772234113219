import Synchronization
import VouchCore

/// What was read of earlier texts before, so that a batch of drafts reads it once.
///
/// What this connection has handed in is added as it goes; after any other change of its own the
/// texts and the outline are read again, while the sketches are only added to, as long as the outline
/// goes on from where it was. What others do to the file may be a restored backup, so after that
/// everything is read again. Whoever rolls a transaction back has to clear the shelf: what it read
/// may be written differently by others.
final class WordingShelf: Sendable {
  private struct Content {
    /// Changes whenever another connection has written.
    var version: Int?
    /// How many rows this connection had changed when all of this was in order last.
    var changes = 0
    var outline: (season: Int64, WordingOutline)?
    var sketches: LiveSketches?
    var texts = KnownTexts()

    /// Forgets what `changes` may have touched, where they are new: decisions, deliveries, revisions.
    mutating func follow(_ changes: Int) {
      guard self.changes != changes else { return }
      self.changes = changes
      outline = nil
      sketches?.isWhole = false
      texts = KnownTexts()
    }
  }

  private struct State {
    var content = Content()
    /// Whether this transaction was asked for news of others already; there are none within one.
    var isUpToDate = false
  }

  private let state = Mutex(State())

  /// Another transaction begins, and others may have written since the last one.
  func beginTransaction() { state.withLock { $0.isUpToDate = false } }

  /// Forgets what is not so any more.
  ///
  /// - Parameters:
  ///   - changes: How many rows this connection has changed so far.
  ///   - version: The database's own word for what others wrote.
  func follow(_ changes: Int, _ version: () throws -> Int?) rethrows {
    try state.withLock { state in
      if !state.isUpToDate {
        let version = try version()
        if state.content.version != version { state.content = Content(version: version) }
        state.isUpToDate = true
      }
      state.content.follow(changes)
    }
  }

  /// Which sketches to look through in that season, as `read` tells where it is not known.
  func outline(of season: Int64, _ read: () throws -> WordingOutline) rethrows -> WordingOutline {
    try state.withLock { state in
      if let known = state.content.outline, known.season == season { return known.1 }
      let outline = try read()
      state.content.outline = (season, outline)
      return outline
    }
  }

  /// Hands `look` the sketches that are looked through by `outline`, once `complete` has added what
  /// is not here.
  func withSketches(
    of outline: WordingOutline,
    _ complete: (inout LiveSketches) throws -> Void,
    then look: (SketchRows) -> Void
  ) rethrows {
    try state.withLock { state in
      // Taken off the shelf: what was read in part must not stay there.
      var sketches = state.content.sketches.take() ?? LiveSketches(of: outline)
      if !sketches.goOn(by: outline) { sketches = LiveSketches(of: outline) }
      if !sketches.isWhole {
        try complete(&sketches)
        sketches.isWhole = true
      }
      look(sketches.rows)
      state.content.sketches = sketches
    }
  }

  /// Hands `body` what is known of earlier texts, to look at and to add to.
  func withTexts<Value>(_ body: (inout KnownTexts) throws -> Value) rethrows -> Value {
    try state.withLock { try body(&$0.content.texts) }
  }

  /// Adds the first revision of a submission, by which this connection has changed rows, and
  /// nothing about other texts; but `isPacked` says that a page was made of it and those before.
  func add(
    _ text: KnownText,
    _ prints: [WordingPrint],
    of revision: Int,
    changing changes: Range<Int>,
    isPacked: Bool
  ) {
    state.withLock { state in
      state.content.follow(changes.lowerBound)
      state.content.changes = changes.upperBound
      state.content.texts.add((text, prints.map(\.marks)), of: revision)
      if isPacked { state.content.outline = nil }
      if state.content.sketches?.isWhole == true {
        state.content.sketches?.add(prints.map(\.sketch), of: revision)
      }
    }
  }

  /// Forgets everything.
  func clear() { state.withLock { $0 = State() } }
}
