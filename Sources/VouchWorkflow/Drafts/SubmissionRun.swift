import VouchCore
import VouchRules
import VouchStore

/// Many drafts on their way into the store, some to a transaction.
final class SubmissionRun {
  private let desk: Desk
  private let rulebook: Rulebook
  private let name: String
  private let revised: Int?
  private let series: StoreSeries<[SubmittedDraft]>
  /// What was found about whoever hands in, and before which changes of others.
  private var known: (change: Int, facts: AssistantFacts)?

  /// The first file that cannot be opened: it keeps none of the others waiting.
  private(set) var failure: WorkflowError?

  init(
    _ desk: Desk,
    _ rulebook: Rulebook,
    from name: String,
    revising id: Int?,
    into series: StoreSeries<[SubmittedDraft]>
  ) {
    self.desk = desk
    self.rulebook = rulebook
    self.name = name
    self.revised = id
    self.series = series
  }

  /// Hands in `drafts` in one transaction.
  func keep(_ drafts: [ReadDraft]) throws {
    for case .unopened(let error) in drafts { failure = failure ?? error }
    do {
      try file(drafts)
    } catch StoreError.failed where drafts.count > 1 {
      // One of them cannot be stored: those before it can.
      for draft in drafts { try file([draft]) }
    }
  }

  /// What has become safe since somebody asked last, in order.
  func safe() throws -> [SubmittedDraft] { Array(try series.safe().joined()) }

  /// All that nobody was handed yet, once it is safe.
  func settled() throws -> [SubmittedDraft] { Array(try series.settled().joined()) }

  private func file(_ drafts: [ReadDraft]) throws {
    if drafts.contains(where: \.needsStore) {
      try series.write { try file(drafts, in: $0) }
    } else {
      series.add(drafts.compactMap(\.refused))
    }
  }

  private func file(_ drafts: [ReadDraft], in writer: StoreWriter) throws -> [SubmittedDraft] {
    let facts = try facts(in: writer.reader)
    return try drafts.compactMap { draft in
      guard case .readable(let readable) = draft else { return draft.refused }
      let handover = Handover(name: name, facts: facts, revises: revised, now: desk.clock.now)
      return try desk.file(readable, handover, rulebook: rulebook, in: writer)
    }
  }

  /// What is known of whoever hands in; nothing of it is changed by handing in.
  private func facts(in reader: StoreReader) throws -> AssistantFacts {
    let change = try reader.changeByOthers()
    if let known, known.change == change { return known.facts }
    let facts = try desk.facts(about: name, in: reader)
    known = (change, facts)
    return facts
  }
}
