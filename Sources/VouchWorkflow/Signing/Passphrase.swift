/// Asks for the passphrase of the owner's key; the live one is made in the executable alone.
public struct Passphrase: Sendable {
  /// What is asked for.
  public enum Question: Sendable {
    /// The passphrase that seals the key now.
    case known
    /// A passphrase to seal a key with; a person is asked twice.
    case new
  }

  private let ask: @Sendable (Question) throws -> String?

  /// A source that asks `ask`, which answers nothing where nobody can be asked.
  public init(_ ask: @escaping @Sendable (Question) throws -> String?) {
    self.ask = ask
  }

  /// A source where nobody answers.
  public static let none = Passphrase { _ in nil }

  /// - Throws: ``WorkflowError`` where nobody answers.
  func known() throws -> [UInt8] { try answer(.known) }

  /// - Throws: ``WorkflowError`` where nobody answers, or with nothing.
  func new() throws -> [UInt8] {
    let passphrase = try answer(.new)
    guard !passphrase.isEmpty else {
      throw WorkflowError(.invalid, "an empty passphrase protects nothing")
    }
    return passphrase
  }

  private func answer(_ question: Question) throws -> [UInt8] {
    guard let text = try ask(question) else {
      throw WorkflowError(
        .notAllowed,
        "the owner's key is sealed with a passphrase, and nobody can be asked for it here",
        help: "run this on a terminal, or set VOUCH_PASSPHRASE"
      )
    }
    return Array(text.utf8)
  }
}
