/// Where things lie that belong to a person or an account, and never to a workspace.
public struct PersonalFolders: Sendable {
  /// What the owner alone keeps, `$XDG_CONFIG_HOME/vouch`: the keys that sign.
  public let configuration: String
  /// What this account has seen, `$XDG_STATE_HOME/vouch`: the newest entry of each ledger.
  public let state: String

  /// Folders that need not exist yet.
  public init(configuration: String, state: String) {
    self.configuration = configuration
    self.state = state
  }

  /// The folder of the owner's keys.
  var keys: String { configuration + "/keys" }

  /// The owner's key for the workspace with that random key.
  ///
  /// - Throws: ``WorkflowError`` where that is no such key.
  func keyFile(of workspace: String) throws -> String {
    "\(keys)/\(try Self.name(workspace)).json"
  }

  /// The folder of what was seen of the workspace with that random key.
  ///
  /// - Throws: ``WorkflowError`` where that is no such key.
  func memory(of workspace: String) throws -> String { "\(state)/\(try Self.name(workspace))" }

  /// The folder of what was seen at which place.
  var places: String { state + "/places" }

  /// The random key as a name for files: the database may say anything, a path among it.
  private static func name(_ workspace: String) throws -> String {
    let digits = Set("0123456789abcdef".utf8)
    guard workspace.utf8.count == 32, workspace.utf8.allSatisfy(digits.contains) else {
      throw WorkflowError(
        .unavailable,
        "the database names a workspace that Vouch never made",
        help: "restore a backup"
      )
    }
    return workspace
  }
}
