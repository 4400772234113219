import VouchCore
import VouchWorkflow

/// A draft as the owner reviews it, loaded afresh each time it is looked at.
struct ReviewedDraft {
  let shown: ShownSubmission
  /// What approving it now would come to; nil where the policy cannot be read.
  let preview: ApprovalPreview?
  /// What is wrong with the policy; nil where nothing is.
  let obstacle: String?

  init(_ number: Int, at desk: Desk) throws {
    let shown = try desk.show(number)
    self.shown = shown
    do {
      preview = try desk.preview(shown.listed.id)
      obstacle = nil
    } catch {
      guard let failure = Failure(error) else { throw error }
      preview = nil
      obstacle = failure.lines[0]
    }
  }

  /// The revision looked at, the newest one.
  var id: RevisionID { shown.listed.id }

  /// The fingerprint of what is on the screen.
  var fingerprint: String? { shown.revisions.first { $0.number == id.revision }?.fingerprint }

  /// What the rules find today; what they found when it was handed in where they cannot be asked.
  var report: Report { preview?.report ?? shown.listed.revision.report }

  /// True where the owner can still decide.
  var isUndecided: Bool { shown.listed.submission.state.isOpen }

  /// The texts to look at.
  var texts: [ChannelText] { shown.listed.revision.content.texts }

  /// What the session has to know.
  var card: ReviewSession.Card {
    ReviewSession.Card(id: id, waivable: preview?.waivable ?? [], tabs: texts.count)
  }
}

extension ListedSubmission {
  /// The name of its revision.
  var id: RevisionID { RevisionID(submission: submission.id, revision: revision.number) }
}
