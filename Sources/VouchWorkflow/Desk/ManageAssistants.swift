public import VouchCore
import VouchRules
import VouchStore

/// An assistant with what the policy makes of what is on file.
public struct ShownAssistant: Sendable {
  /// The assistant.
  public let assistant: Assistant
  /// Where it may post; nil for everywhere.
  public let channels: [Channel]?
  /// What kinds of post it may hand in; nil for all.
  public let kinds: [DraftKind]?
  /// What it may talk about; nil for every topic.
  public let topics: [String]?
  /// How many submissions may reach `pending` on a day; nil for no bound.
  public let perDay: Int?
  /// What stands in the way of handing in, one line each; none where nothing does.
  public let obstacles: [String]
  /// The policy's training number.
  public let training: Int
}

extension Desk {
  /// Puts an assistant on file.
  ///
  /// - Throws: ``WorkflowError`` where it is there already, or `StoreError`.
  public func add(assistant name: String) throws {
    guard Assistant.isValid(name: name) else {
      throw WorkflowError(
        .invalid,
        "'\(name)' cannot be an assistant's name",
        help: "use 1 to 64 lower-case letters, digits, '-', '_' and '.'; "
          + "'\(Actor.ownerName)' and '\(Actor.schedulerName)' are taken"
      )
    }
    try storeForWriting().write { writer in
      guard try writer.add(assistant: name, at: clock.now) else {
        throw WorkflowError(.conflict, "'\(name)' is on file already")
      }
    }
  }

  /// Puts a reference for an assistant on file.
  ///
  /// - Throws: ``WorkflowError`` or `StoreError`.
  public func vet(assistant name: String, reference: String) throws {
    let reference = reference.trimmingWhitespace()
    guard !reference.isEmpty else { throw WorkflowError(.invalid, "the reference is empty") }
    try storeForWriting().write { writer in
      try requireAssistant(name, in: writer.reader)
      try writer.vet(assistant: name, reference: reference, at: clock.now)
    }
  }

  /// Records that an assistant was trained at the policy's present training number.
  ///
  /// - Returns: That number.
  /// - Throws: ``WorkflowError``, `PolicyError` or `StoreError`.
  public func train(assistant name: String) throws -> Int {
    let number = try rulebook().policy.training
    try storeForWriting().write { writer in
      try requireAssistant(name, in: writer.reader)
      try writer.train(assistant: name, at: number, on: clock.now)
    }
    return number
  }

  /// Suspends an assistant: nothing it handed in goes out, and nothing new comes in.
  ///
  /// - Throws: ``WorkflowError`` or `StoreError`.
  public func suspend(assistant name: String, because reason: String) throws {
    let reason = reason.trimmingWhitespace()
    guard !reason.isEmpty else {
      throw WorkflowError(.invalid, "a reason is missing", help: "say why with --because")
    }
    try storeForWriting().write { writer in
      try requireAssistant(name, in: writer.reader)
      try writer.suspend(assistant: name, because: reason, at: clock.now)
    }
  }

  /// Ends a suspension.
  ///
  /// - Throws: ``WorkflowError`` where there is none, or `StoreError`.
  public func resume(assistant name: String) throws {
    try storeForWriting().write { writer in
      let assistant = try requireAssistant(name, in: writer.reader)
      guard assistant.standing.suspension != nil else {
        throw WorkflowError(.notAllowed, "'\(name)' is not suspended")
      }
      try writer.suspend(assistant: name, because: nil, at: clock.now)
    }
  }

  /// Every assistant on file, by name.
  ///
  /// - Throws: `PolicyError` or `StoreError`.
  public func assistants() throws -> [ShownAssistant] {
    let policy = try? rulebook().policy
    return try storeForReading().read { reader in
      try reader.assistants().map { shown($0, policy) }
    }
  }

  /// One assistant.
  ///
  /// - Throws: ``WorkflowError`` where there is none, `PolicyError` or `StoreError`.
  public func assistant(_ name: String) throws -> ShownAssistant {
    let policy = try? rulebook().policy
    return try storeForReading().read { reader in
      shown(try requireAssistant(name, in: reader), policy)
    }
  }

  private func shown(_ assistant: Assistant, _ policy: Policy?) -> ShownAssistant {
    let scope = policy?.scope(of: assistant.name) ?? AssistantScope()
    let training = policy?.training ?? 0
    var obstacles: [String] = []
    if policy == nil { obstacles.append("the policy cannot be read; see 'vouch policy check'") }
    if let reason = assistant.standing.suspension { obstacles.append("suspended: \(reason)") }
    if scope.requires.contains(.reference), assistant.standing.references.isEmpty {
      obstacles.append("no reference on file; 'vouch assistant vet \(assistant.name)' adds one")
    }
    if scope.requires.contains(.training), (assistant.standing.trainedAt ?? 0) < training {
      obstacles.append(
        "not trained at \(training); 'vouch assistant train \(assistant.name)' records it"
      )
    }
    return ShownAssistant(
      assistant: assistant,
      channels: scope.channels,
      kinds: scope.kinds,
      topics: scope.topics,
      perDay: scope.perDay,
      obstacles: obstacles,
      training: training
    )
  }

  @discardableResult
  private func requireAssistant(_ name: String, in reader: StoreReader) throws -> Assistant {
    guard let assistant = try reader.assistant(name) else {
      throw WorkflowError(
        .notFound,
        "this workspace knows no assistant called '\(name)'",
        help: "'vouch assistant list' shows those it knows"
      )
    }
    return assistant
  }
}
