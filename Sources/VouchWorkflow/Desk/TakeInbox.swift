import Foundation
import VouchCore

extension Desk {
  /// Hands in what lies in `folder`/<assistant>/*.md, oldest name first.
  ///
  /// A file that was handed in moves to `taken/` beside it; one that was refused moves to
  /// `refused/`, with its findings in a text file of the same name. A draft that the rules block
  /// counts as refused, although it is on file: its assistant has to revise it.
  ///
  /// A folder that is nobody's keeps none of the others waiting: it is left as it is, and refused
  /// when all others are done.
  ///
  /// - Parameters:
  ///   - folder: The inbox; nil for the workspace's own.
  ///   - findings: How findings are written for people.
  ///   - progress: Told after each draft.
  /// - Returns: What became of each file, in order.
  /// - Throws: ``WorkflowError``, `PolicyError` or `StoreError`.
  @discardableResult
  public func take(
    _ folder: String?,
    writingFindings findings: (SubmittedDraft) -> String,
    progress: (SubmittedDraft) throws -> Void = { _ in }
  ) throws -> [SubmittedDraft] {
    // Another one at the same time would find files gone that it has just read.
    try FileLock.withLock(workspace.takeLock) {
      try takeAlone(folder ?? workspace.inbox, findings, progress)
    }
  }

  private func takeAlone(
    _ inbox: String,
    _ findings: (SubmittedDraft) -> String,
    _ progress: (SubmittedDraft) throws -> Void
  ) throws -> [SubmittedDraft] {
    let manager = FileManager.default
    guard let names = try? manager.contentsOfDirectory(atPath: inbox) else {
      throw WorkflowError(
        .unavailable,
        "cannot read the inbox \(inbox)",
        help: "make it, with a folder for each assistant inside: inbox/<assistant>/draft.md"
      )
    }
    var taken: [SubmittedDraft] = []
    var stranger: WorkflowError?
    var failure: WorkflowError?
    for name in names.sorted() where !name.hasPrefix(".") {
      let folder = "\(inbox)/\(name)"
      // Whoever can write to the inbox must not choose what the owner's program reads.
      guard !DraftFile.isLink(folder) else { continue }
      let files = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
      do {
        let drafts = files.sorted().filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }
        guard !drafts.isEmpty else { continue }
        // A file moves once its draft is safe: after a crash in between it is handed in again,
        // which changes nothing.
        try submit(drafts.map { "\(folder)/\($0)" }, from: name, followingLinks: false) {
          try move($0, from: folder, findings)
          try progress($0)
          taken.append($0)
        }
      } catch let error as WorkflowError where error.code == .notAllowed || error.code == .invalid {
        stranger = stranger ?? error
      } catch let error as WorkflowError where error.code == .unavailable {
        failure = failure ?? error
      }
    }
    if let error = failure ?? stranger { throw error }
    return taken
  }

  private func move(
    _ submitted: SubmittedDraft,
    from folder: String,
    _ findings: (SubmittedDraft) -> String
  ) throws {
    let file = String(submitted.path.dropFirst(folder.count + 1))
    let isRefused = submitted.report.verdict == .blocked
    let target = "\(folder)/\(isRefused ? "refused" : "taken")"
    try FileWriter.makeFolder(target, mode: 0o755)
    let free = freeName(file, in: target)
    if isRefused {
      let text = Array(findings(submitted).utf8)
      let beside = String(free.dropLast(3)) + ".findings.txt"
      _ = try FileWriter.create(beside, in: target, bytes: text, mode: 0o644)
    }
    guard rename("\(folder)/\(file)", "\(target)/\(free)") == 0 else {
      throw WorkflowError(
        .unavailable,
        "cannot move \(folder)/\(file) to \(target): \(lastSystemError())"
      )
    }
  }

  /// `file`, or with a number before its ending where something of that name is there already.
  private func freeName(_ file: String, in folder: String) -> String {
    let stem = file.dropLast(3)
    var name = file
    var number = 2
    while FileManager.default.fileExists(atPath: "\(folder)/\(name)") {
      name = "\(stem)-\(number).md"
      number += 1
    }
    return name
  }
}
