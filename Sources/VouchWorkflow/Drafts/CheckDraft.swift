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

/// What the rules say about drafts that were not handed in.
public struct CheckResult: Sendable {
  /// The policy that was asked.
  public let policyName: String
  /// Its fingerprint, in hexadecimal.
  public let policyFingerprint: String
  /// The drafts in the order they were named.
  public let drafts: [CheckedDraft]
  /// What the caller should know about the run, one line each; for standard error.
  public let remarks: [String]
  /// The paths that could not be opened, each with the reason; the rest was checked all the same.
  public let failures: [WorkflowError]

  /// The worst verdict of all drafts; clear where there are none.
  public var isBlocked: Bool { drafts.contains { $0.report.verdict == .blocked } }
}

extension Desk {
  /// Runs the rules on drafts and changes nothing.
  ///
  /// - Parameters:
  ///   - paths: Files, folders (every `.md` below them), or `-` for standard input.
  ///   - assistant: Who would hand them in; without one, the two rules about assistants are
  ///     skipped.
  ///   - progress: Told after each draft.
  /// - Returns: The reports, in the order of the paths.
  /// - Throws: ``WorkflowError``, `PolicyError` or `StoreError`.
  public func check(
    _ paths: [String],
    from assistant: String?,
    progress: () -> Void = {}
  ) throws -> CheckResult {
    let rulebook = try rulebook()
    let store = try storeForReading()
    let now = clock.now
    return try store.read { reader in
      let facts = try assistant.map { try self.facts(about: $0, in: reader) }
      var remarks: [String] = []
      if facts == nil {
        remarks.append("assistant-scope and assistant-standing were skipped: no --from was given")
      }
      return try CheckResult(rulebook, paths, remarks: remarks) { path, draft in
        defer { progress() }
        // A file that is not there would be refused at submit; better to hear it now.
        if case .failure(let error) = try mediaReader(path).read(draft) {
          return rulebook.report(on: error)
        }
        let request = AssessmentRequest(draft: draft, stage: .check, now: now, assistant: facts)
        return try rulebook.assess(request, in: reader).report
      }
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

/// Runs a policy file's rules on drafts outside any workspace: without history or standing.
///
/// - Throws: ``WorkflowError`` or `PolicyError`.
public func checkDrafts(
  _ paths: [String],
  policyFile: String,
  now: Instant
) throws -> CheckResult {
  let rulebook = try Rulebook.load(file: policyFile)
  return try CheckResult(
    rulebook,
    paths,
    remarks: ["rules that need history or an assistant were skipped: --policy has neither"]
  ) { _, draft in
    rulebook.assess(draft, now: now).report
  }
}

extension CheckResult {
  /// Reads the drafts that `paths` name and has each judged by `report`.
  fileprivate init(
    _ rulebook: Rulebook,
    _ paths: [String],
    remarks: [String],
    report: (String, Draft) throws -> Report
  ) throws {
    var drafts: [CheckedDraft] = []
    var failures: [WorkflowError] = []
    for path in try DraftFile.expand(paths) {
      do {
        switch try rulebook.read(path) {
        case .failure(let error):
          drafts.append(CheckedDraft(path: path, report: rulebook.report(on: error)))
        case .success(let draft):
          drafts.append(CheckedDraft(path: path, report: try report(path, draft)))
        }
      } catch let error as WorkflowError where error.code == .unavailable {
        failures.append(error)
      }
    }
    self.init(
      policyName: rulebook.policy.name,
      policyFingerprint: rulebook.policy.fingerprint,
      drafts: drafts,
      remarks: remarks,
      failures: failures
    )
  }
}

extension Rulebook {
  /// Reads the draft at `path`; a failure where something is there and no draft can be made of it.
  ///
  /// - Throws: ``WorkflowError`` where the file cannot be opened.
  func read(_ path: String) throws -> Result<Draft, DraftError> {
    switch try DraftFile.read(path) {
    case .refused(let error): .failure(error)
    case .bytes(let bytes): parse(bytes, path: path)
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
