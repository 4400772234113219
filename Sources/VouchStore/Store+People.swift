public import VouchCore

extension StoreWriter {
  /// Puts an assistant on file; nothing changes where it is there already.
  ///
  /// - Returns: Whether it is new.
  /// - Throws: ``StoreError``.
  @discardableResult
  public func add(assistant name: String, at instant: Instant) throws -> Bool {
    let changed = try connection.execute(
      "INSERT INTO assistant (name, addedAt) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
      [.text(name), .instant(instant)]
    )
    guard changed > 0 else { return false }
    try append(about: name, "assistant-added", [:], at: instant)
    return true
  }

  /// Puts a reference on file.
  ///
  /// - Throws: ``StoreError``.
  public func vet(assistant name: String, reference: String, at instant: Instant) throws {
    try require(name)
    try connection.execute(
      "INSERT INTO assistantReference (assistant, source, at) VALUES (?, ?, ?)",
      [.text(name), .text(reference), .instant(instant)]
    )
    try append(
      about: name,
      "assistant-vetted",
      ["reference": .string(reference)],
      at: instant
    )
  }

  /// Records that an assistant was trained at the policy's `number`.
  ///
  /// - Throws: ``StoreError``.
  public func train(assistant name: String, at number: Int, on instant: Instant) throws {
    try require(name)
    try connection.execute(
      "UPDATE assistant SET trainedAt = ? WHERE name = ?",
      [.int(number), .text(name)]
    )
    try append(about: name, "assistant-trained", ["training": .int(number)], at: instant)
  }

  /// Suspends an assistant, or lets it go on where `reason` is nil.
  ///
  /// - Throws: ``StoreError``.
  public func suspend(assistant name: String, because reason: String?, at instant: Instant) throws {
    try require(name)
    try connection.execute(
      "UPDATE assistant SET suspension = ? WHERE name = ?",
      [.text(reason), .text(name)]
    )
    let event = reason == nil ? "assistant-resumed" : "assistant-suspended"
    try append(
      about: name,
      event,
      reason.map { ["reason": .string($0)] } ?? [:],
      at: instant
    )
  }

  /// The ledger must not tell of what happened to nobody.
  private func require(_ name: String) throws {
    guard try reader.assistant(name) != nil else {
      throw StoreError.failed("there is no assistant \(name)")
    }
  }

  private func append(
    about name: String,
    _ event: String,
    _ details: JSON,
    at instant: Instant
  ) throws {
    var members = [JSON.Member("assistant", .string(name))]
    if case .object(let more) = details { members += more }
    try append(LedgerEvent(event, .object(members)), by: .owner, at: instant, to: nil)
  }
}

extension StoreReader {
  /// The assistant of that name; nil where the workspace knows none.
  ///
  /// - Throws: ``StoreError``.
  public func assistant(_ name: String) throws -> Assistant? {
    try connection.row(
      "SELECT name, trainedAt, suspension FROM assistant WHERE name = ?",
      [.text(name)],
      assistant
    )
  }

  /// Every assistant on file, by name.
  ///
  /// - Throws: ``StoreError``.
  public func assistants() throws -> [Assistant] {
    try connection.rows(
      "SELECT name, trainedAt, suspension FROM assistant ORDER BY name",
      [],
      assistant
    )
  }

  private func assistant(_ row: SQLRow) throws -> Assistant {
    let name = row.text(0)
    let references = try connection.rows(
      "SELECT source, at FROM assistantReference WHERE assistant = ? ORDER BY id",
      [.text(name)]
    ) { Reference(source: $0.text(0), at: SubmissionRecord.instant($0.int(1))) }
    return Assistant(
      name: name,
      standing: Standing(
        references: references,
        trainedAt: row.optionalInt(1),
        suspension: row.optionalText(2)
      )
    )
  }
}
