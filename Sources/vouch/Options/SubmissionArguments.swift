import ArgumentParser
import VouchCore

/// One revision as people write it, `12@2`; what a decision is made on.
struct RevisionArgument {
  let id: RevisionID

  init(_ text: String) throws {
    guard let place = SubmissionArgument(argument: text) else {
      throw ValidationError("'\(text)' is no revision; write it like 12@1")
    }
    guard let revision = place.revision else {
      throw ValidationError(
        "name the revision you saw, such as \(text)@1; 'vouch show \(text)' shows the newest"
      )
    }
    id = RevisionID(submission: place.submission, revision: revision)
  }
}

/// A submission, or one of its revisions: `12`, `12@2`.
struct SubmissionArgument: ExpressibleByArgument {
  let submission: Int
  /// Nil for the newest.
  let revision: Int?

  init?(argument: String) {
    let parts = argument.split(separator: "@", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2, let submission = Self.number(first) else {
      return nil
    }
    self.submission = submission
    guard parts.count == 2 else {
      revision = nil
      return
    }
    guard let revision = Self.number(parts[1]) else { return nil }
    self.revision = revision
  }

  /// A number from 1 on, written with ASCII digits alone and at most nine of them.
  private static func number(_ text: Substring) -> Int? {
    guard (1...9).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text).flatMap { $0 > 0 ? $0 : nil }
  }
}

/// A submission's number, from 1.
struct SubmissionNumber: ExpressibleByArgument {
  let id: Int

  init?(argument: String) {
    guard let place = SubmissionArgument(argument: argument), place.revision == nil else {
      return nil
    }
    id = place.submission
  }
}
