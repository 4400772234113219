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
  func keyFile(of workspace: String) -> String { "\(keys)/\(workspace).json" }

  /// The folder of what was seen of the workspace with that random key.
  func memory(of workspace: String) -> String { "\(state)/\(workspace)" }
}
