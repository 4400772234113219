import Foundation
import Synchronization
import VouchCore
import VouchStore

extension Desk {
  /// Hands in what lies in `folder`/<assistant>/*.md, oldest name first.
  ///
  /// A file that was handed in moves to `taken/` beside it; one that was refused moves to
  /// `refused/`, with its findings in a text file of the same name. A draft that the rules block
  /// counts as refused, although it is on file: its assistant has to revise it. A file that was
  /// changed while it was being handed in stays, and is taken the next time.
  ///
  /// A folder that is nobody's, or a file that cannot be read, keeps none of the others waiting: it
  /// is left as it is, and refused when all others are done.
  ///
  /// - Parameters:
  ///   - folder: The inbox; nil for the workspace's own.
  ///   - findings: How findings are written for people.
  ///   - progress: Told of each draft once it was put away.
  /// - Returns: What became of each file, in order.
  /// - Throws: ``WorkflowError``, `PolicyError` or `StoreError`.
  @discardableResult
  public func take(
    _ folder: String?,
    writingFindings findings: (SubmittedDraft) -> String,
    progress: ([SubmittedDraft]) throws -> Void = { _ in }
  ) throws -> [SubmittedDraft] {
    // Another one at the same time would find files gone that it has just read.
    try FileLock.withLock(workspace.takeLock) {
      try takeAlone(folder ?? workspace.inbox, findings, progress)
    }
  }

  private func takeAlone(
    _ path: String,
    _ findings: (SubmittedDraft) -> String,
    _ progress: ([SubmittedDraft]) throws -> Void
  ) throws -> [SubmittedDraft] {
    let inbox = try openInbox(path)
    var taken: [SubmittedDraft] = []
    var stranger: WorkflowError?
    var failure: WorkflowError?
    // Whoever can write to the inbox must not choose what the owner's program reads: no links.
    for name in try inbox.names().sorted()
    where !name.hasPrefix(".") && inbox.kind(of: name) == .folder {
      do {
        let folder = try FileWriter.reporting { () throws(FileFailure) in
          try inbox.folder(name)
        }
        let drafts = try folder.names().sorted().filter {
          $0.hasSuffix(".md") && !$0.hasPrefix(".")
        }
        guard !drafts.isEmpty else { continue }
        // Read on a thread of its own, ahead of what is put away.
        let marks = Mutex<[String: DraftFile.Mark]>([:])
        // A file moves once its draft is safe: after a crash in between it is handed in again,
        // which changes nothing.
        try submit(
          drafts.map(folder.path(of:)),
          from: name,
          reading: { path in
            let read = try DraftFile.read(String(FilePath.name(of: path)), in: folder)
            marks.withLock { $0[path] = read.mark }
            return read.content
          },
          progress: { safe in
            for submitted in safe {
              let file = TakenFile(
                name: String(FilePath.name(of: submitted.path)),
                mark: marks.withLock { $0[submitted.path] },
                folder: folder
              )
              let isRefused = submitted.report.verdict == .blocked
              try file.putAway(findings: isRefused ? findings(submitted) : nil)
              try progress([submitted])
              taken.append(submitted)
            }
          }
        )
      } catch let error as WorkflowError where error.code == .notAllowed || error.code == .invalid {
        stranger = stranger ?? error
      } catch let error as WorkflowError where error.code == .unavailable {
        failure = failure ?? error
      }
    }
    if let error = failure ?? stranger { throw error }
    return taken
  }

  private func openInbox(_ path: String) throws -> Folder {
    do throws(FileFailure) {
      return try Folder.open(path)
    } catch {
      throw WorkflowError(
        .unavailable,
        "cannot read the inbox \(path): \(error.reason)",
        help: "make it, with a folder for each assistant inside: inbox/<assistant>/draft.md"
      )
    }
  }
}

/// A file of the inbox that was handed in, and is to be put away.
private struct TakenFile {
  let name: String
  /// What it was when it was read.
  let mark: DraftFile.Mark?
  let folder: Folder

  /// Moves it to `taken/`, or to `refused/` with its findings beside it.
  func putAway(findings: String?) throws {
    try FileWriter.reporting { () throws(FileFailure) in
      let target = try folder.folder(findings == nil ? "taken" : "refused", making: 0o755)
      // Whoever puts files there by hand at this very moment is not provided for.
      let free = freeName(in: target)
      if let findings {
        let beside = String(free.dropLast(3)) + ".findings.txt"
        try target.replace(beside, bytes: Array(findings.utf8), mode: 0o644)
      }
      try folder.move(name, to: target, as: free)
      // Only once nobody finds it by its name any more, it can be told which file was moved.
      if target.status(of: free).map(DraftFile.Mark.init) != mark {
        // A newer draft of that name: it goes back, beside one newer still.
        try target.move(free, to: folder, as: freeName(in: folder))
      }
      try target.sync()
      try folder.sync()
    }
  }

  /// The file's name, or with a number before its ending where something of that name is there.
  private func freeName(in folder: Folder) -> String {
    let stem = name.dropLast(3)
    var free = name
    var number = 2
    while folder.kind(of: free) != nil {
      free = "\(stem)-\(number).md"
      number += 1
    }
    return free
  }
}
