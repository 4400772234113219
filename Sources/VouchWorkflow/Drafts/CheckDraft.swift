public import VouchCore
import VouchRules
import VouchStore
import VouchText

/// What the rules say about one draft that was not handed in.
public struct CheckedDraft: Sendable {
  /// The path as given, or as found below a folder that was given.
  public let path: String
  /// What was found.
  public let report: Report
}

/// Runs the rules on drafts that were not handed in, one after the other, and changes nothing.
public struct DraftChecker {
  /// The policy that is asked.
  public let policyName: String
  /// Its fingerprint, in hexadecimal.
  public let policyFingerprint: String
  /// What the caller should know about the run, one line each; for standard error.
  public let remarks: [String]
  private let rulebook: Rulebook
  private let report: (String, Draft) throws -> Report

  fileprivate init(
    _ rulebook: Rulebook,
    remarks: [String],
    report: @escaping (String, Draft) throws -> Report
  ) {
    policyName = rulebook.policy.name
    policyFingerprint = rulebook.policy.fingerprint
    self.remarks = remarks
    self.rulebook = rulebook
    self.report = report
  }

  /// What the rules say about the drafts at `paths`, in their order, `-` for standard input.
  ///
  /// They are answered for together: hand over as many as may wait for one another. Where one cannot
  /// be opened, which says nothing about the others, its error is a ``WorkflowError`` with the code
  /// `unavailable`; any other is a `StoreError`.
  public func check(_ paths: ArraySlice<String>) -> [Result<CheckedDraft, any Error>] {
    var rest = paths
    var checked: [Result<CheckedDraft, any Error>] = []
    checked.reserveCapacity(paths.count)
    while !rest.isEmpty {
      let together = rest.prefix(Self.groupSize)
      for (path, draft) in zip(together, rulebook.read(together)) {
        checked.append(Result { try check(draft.get(), path) })
      }
      rest = rest.dropFirst(Self.groupSize)
    }
    return checked
  }

  /// So few that what was read of them stays near the processor, and so many that fetching the code
  /// of a step for all of them costs next to nothing for each.
  private static let groupSize = 8

  private func check(_ draft: Result<Draft, DraftError>, _ path: String) throws -> CheckedDraft {
    switch draft {
    case .failure(let error): CheckedDraft(path: path, report: rulebook.report(on: error))
    case .success(let draft): CheckedDraft(path: path, report: try report(path, draft))
    }
  }
}

@available(*, unavailable, message: "it reads one snapshot of one database")
extension DraftChecker: Sendable {}

/// The drafts that `paths` name: files as they are, folders as every `.md` file below them, sorted.
///
/// - Parameters:
///   - paths: Files, folders and `-`.
///   - foresee: Is told how much lies in a folder before any of it is looked at, which takes a while.
/// - Returns: The drafts, in order.
/// - Throws: ``WorkflowError`` where a folder cannot be read; whatever `foresee` throws.
public func draftPaths(
  _ paths: [String],
  foreseeing foresee: (Int) throws -> Void
) throws -> [String] {
  try DraftFile.expand(paths, foreseeing: foresee)
}

extension Desk {
  /// Hands `body` what checks drafts by the policy in force, beside what the workspace remembers.
  ///
  /// - Parameters:
  ///   - assistant: Who would hand them in; without one, the two rules about assistants are
  ///     skipped.
  ///   - now: When they would be handed in, to the second: all that check one list have to agree.
  ///   - body: Checks drafts.
  /// - Returns: What `body` returns.
  /// - Throws: ``WorkflowError``, `PolicyError` or `StoreError`; whatever `body` throws.
  public func checking<Value>(
    from assistant: String?,
    now: Instant,
    _ body: (DraftChecker) throws -> Value
  ) throws -> Value {
    let rulebook = try rulebook()
    let store = try storeForReading()
    return try store.read { reader in
      let facts = try assistant.map { try self.facts(about: $0, in: reader) }
      let skipped = "assistant-scope and assistant-standing were skipped: no --from was given"
      let checker = DraftChecker(rulebook, remarks: facts == nil ? [skipped] : []) { path, draft in
        // A file that is not there would be refused at submit; better to hear it now.
        if case .failure(let error) = try mediaReader(path).read(draft) {
          return rulebook.report(on: error)
        }
        let request = AssessmentRequest(draft: draft, stage: .check, now: now, assistant: facts)
        return try rulebook.assess(request, in: reader).report
      }
      return try body(checker)
    }
  }

  func mediaReader(_ path: String) -> MediaReader {
    MediaReader(workspace: workspace, draftPath: path)
  }

  /// What is known about whoever hands in under `name`.
  func facts(about name: String, in reader: StoreReader) throws -> AssistantFacts {
    if name == Actor.ownerName { return AssistantFacts(name: name, isOwner: true) }
    guard Assistant.isValid(name: name) else {
      throw WorkflowError(
        .invalid,
        "'\(name)' cannot be an assistant's name",
        help: "use lower-case letters, digits, '-', '_' and '.'"
      )
    }
    return AssistantFacts(name: name, standing: try reader.assistant(name)?.standing)
  }
}

/// Hands `body` what checks drafts by a policy file outside any workspace: without history or
/// standing.
///
/// - Throws: ``WorkflowError`` or `PolicyError`; whatever `body` throws.
public func checking<Value>(
  policyFile: String,
  now: Instant,
  _ body: (DraftChecker) throws -> Value
) throws -> Value {
  let rulebook = try Rulebook.load(file: policyFile)
  let skipped = "rules that need history or an assistant were skipped: --policy has neither"
  return try body(
    DraftChecker(rulebook, remarks: [skipped]) { _, draft in
      rulebook.assess(draft, now: now).report
    }
  )
}

extension Rulebook {
  /// Reads the drafts at `paths`, in the files that `content` reads, together, each as if it were
  /// alone: a ``WorkflowError`` where a file cannot be opened, a `DraftError` where no draft can be
  /// made of what is there.
  func read(
    _ paths: ArraySlice<String>,
    _ content: (String) throws -> DraftFile.Content = DraftFile.read
  ) -> [Result<Result<Draft, DraftError>, any Error>] {
    let contents = paths.map { path in Result { try content(path) } }
    let files = zip(paths, contents).compactMap { path, content in
      if case .success(.bytes(let bytes)) = content { (path: path, bytes: bytes) } else { nil }
    }
    var drafts = parser.parse(files)[...]
    return contents.map { content in
      content.map { content in
        if case .refused(let error) = content { .failure(error) } else { drafts.removeFirst() }
      }
    }
  }

  /// Makes a draft of `bytes`.
  func parse(_ bytes: [UInt8], path: String) -> Result<Draft, DraftError> {
    Result { () throws(DraftError) in try parser.parse(bytes, path: path) }
  }

  /// The report of a draft that cannot be read.
  func report(on error: DraftError) -> Report {
    Report(
      findings: error.problems.map { Finding($0) },
      policyName: policy.name,
      policyFingerprint: policy.fingerprint
    )
  }
}
