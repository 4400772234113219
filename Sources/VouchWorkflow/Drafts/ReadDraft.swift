import VouchCore
import VouchRules
import VouchStore

/// A draft before it is handed in.
enum ReadDraft: Sendable {
  /// Its file cannot be opened.
  case unopened(WorkflowError)
  /// Nothing can be made of it.
  case refused(SubmittedDraft)
  case readable(ReadableDraft)

  /// Whether anything of it is put away.
  var needsStore: Bool { if case .readable = self { true } else { false } }

  /// What is told where nothing can be made of it.
  var refused: SubmittedDraft? { if case .refused(let draft) = self { draft } else { nil } }
}

/// A draft with everything that is made of it alone, whatever else was handed in.
///
/// A class, because all of it is passed from hand to hand, by the hundred.
final class ReadableDraft: Sendable {
  let draft: Draft
  let content: DraftContent
  /// What the rules see in it alone when it is handed in.
  let glance: DraftGlance
  let stored: StorableContent
  let bytesDigest: String
  let fingerprint: String

  init(_ draft: Draft, media: [StoredMedia], glance: DraftGlance) {
    self.draft = draft
    self.glance = glance
    content = DraftContent(draft)
    let revision = content.revision(media: media)
    stored = StorableContent(revision, prints: content.prints)
    bytesDigest = Digests.sha256(draft.source.bytes)
    fingerprint = Digests.fingerprint(bytes: draft.source.bytes, content: revision)
  }
}

extension Desk {
  /// Reads the drafts in the files that `content` reads, together, each as if it were alone.
  func read(
    _ paths: ArraySlice<String>,
    _ content: (String) throws -> DraftFile.Content,
    _ rulebook: Rulebook
  ) -> [Result<ReadDraft, any Error>] {
    zip(paths, rulebook.read(paths, content)).map { path, draft in
      Result {
        do {
          return try read(draft.get(), path: path, rulebook: rulebook)
        } catch let error as WorkflowError {
          return .unopened(error)
        }
      }
    }
  }

  /// Everything about a draft that takes no look at the store, and that nobody has to wait for.
  func read(
    _ parsed: Result<Draft, DraftError>,
    path: String,
    rulebook: Rulebook
  ) throws -> ReadDraft {
    let draft: Draft
    switch parsed {
    case .failure(let error): return refused(path, rulebook.report(on: error))
    case .success(let parsed): draft = parsed
    }
    let media: [MediaReader.Found]
    switch try mediaReader(path).read(draft) {
    case .failure(let error): return refused(path, rulebook.report(on: error))
    case .success(let found): media = found
    }
    try mediaReader(path).keep(media)
    return .readable(
      ReadableDraft(
        draft,
        media: media.map(\.media),
        glance: rulebook.engine.glance(at: draft, stage: .submit, now: clock.now)
      )
    )
  }

  private func refused(_ path: String, _ report: Report) -> ReadDraft {
    .refused(
      SubmittedDraft(
        id: nil,
        state: .blocked,
        report: report,
        fingerprint: nil,
        path: path,
        isKnown: false
      )
    )
  }
}
