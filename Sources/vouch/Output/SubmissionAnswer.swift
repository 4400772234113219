import VouchCore
import VouchWorkflow

/// Tells of drafts as they are handed in, as soon as they are safe.
final class SubmissionAnswer {
  private let list: StreamedList
  private let progress: Progress?
  private var count = 0
  private var isBlocked = false

  init(_ format: OutputFormat, _ style: Style, of total: Int?) {
    list = StreamedList("submit", of: "submissions", format, style)
    // Lines of text are progress enough, and the two would overwrite one another.
    progress = format == .json ? Progress("handed in", of: total) : nil
  }

  /// Runs `body` and tells of the drafts that it hands over; `empty` where there was none.
  ///
  /// - Throws: What `body` throws, after telling what was handed in before; the exit code for
  ///   `no` where a draft is blocked.
  func telling(
    empty: String? = nil,
    _ body: (([SubmittedDraft]) throws -> Void) throws -> Void
  ) throws {
    var failure: (any Error)?
    do {
      try body(tell)
    } catch {
      // What was handed in before stays handed in.
      failure = error
    }
    progress?.end()
    if failure == nil || count > 0 {
      try list.end { page in
        if count == 0, let empty { page.line(Ink(empty)) }
      }
    }
    if let failure { throw failure }
    if isBlocked { throw Endings.no }
  }

  private func tell(_ drafts: [SubmittedDraft]) throws {
    count += drafts.count
    isBlocked = isBlocked || drafts.contains { $0.report.verdict == .blocked }
    try list.add(drafts.map(Documents.submitted)) { page in
      for draft in drafts { page.submitted(draft) }
    }
    progress?.step(drafts.count)
  }
}
