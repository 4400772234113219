public import VouchCore

/// What a workspace's `vouch.yaml` says, read as strictly as a policy.
public struct SettingsFile: Sendable, Equatable {
  /// Whose name is at stake.
  public let brand: String
  /// Who decides.
  public let owner: String
  /// The zone in which the brand lives.
  public let zone: BrandZone
  /// The name of the policy in force, a file in `policies/`.
  public let policy: String
  /// The folder of the outbox, relative to the workspace.
  public let outbox: String
  /// Whether time may be pretended.
  public let isSimulation: Bool
  /// The owner's public key as written; nil where none is.
  public let ownerKey: String?

  static let keys = [
    "version", "brand", "owner", "timezone", "policy", "outbox", "simulation", "key",
  ]

  /// Reads the bytes of `vouch.yaml`.
  ///
  /// - Throws: ``PolicyError`` with everything that is wrong, under the name `vouch.yaml`.
  public static func read(_ bytes: [UInt8]) throws(PolicyError) -> SettingsFile {
    let file = PolicyFile(name: "vouch", bytes: bytes)
    let root = try PolicyYAML.read(file)
    let reader = PolicyReader(file)
    let settings = read(root, reader)
    guard reader.problems.isEmpty, let settings else { throw PolicyError(reader.problems) }
    return settings
  }

  private static func read(_ root: PolicyNode, _ reader: PolicyReader) -> SettingsFile? {
    guard let fields = reader.fields(root, of: "vouch.yaml", known: keys) else { return nil }
    for key in ["version", "brand", "owner", "timezone", "policy"] where fields[key] == nil {
      reader.report("'\(key)' is missing", at: root)
    }
    if let version = fields["version"], version.value.text.map(trimmed) != "1" {
      reader.report("version is 1", at: version.value)
    }
    let zone = fields["timezone"].flatMap { self.zone($0.value, reader) }
    let policy = fields["policy"].flatMap { name($0.value, of: "policy", reader) }
    let outbox = fields["outbox"].map { folder($0.value, reader) } ?? "outbox"
    guard let brand = fields["brand"].flatMap({ reader.text($0.value, of: "brand") }),
      let owner = fields["owner"].flatMap({ reader.text($0.value, of: "owner") }),
      let zone, let policy, let outbox
    else { return nil }
    return SettingsFile(
      brand: brand,
      owner: owner,
      zone: zone,
      policy: policy,
      outbox: outbox,
      isSimulation: fields["simulation"].map { flag($0.value, reader) } ?? false,
      ownerKey: fields["key"].flatMap { reader.text($0.value, of: "key") }
    )
  }

  private static func zone(_ node: PolicyNode, _ reader: PolicyReader) -> BrandZone? {
    guard let text = reader.text(node, of: "timezone") else { return nil }
    guard let zone = BrandZone(identifier: text) else {
      reader.report(
        "'\(shown(text))' is not a time zone",
        at: node,
        help: ZoneNames.suggestion(for: text)
      )
      return nil
    }
    return zone
  }

  private static func name(
    _ node: PolicyNode,
    of what: String,
    _ reader: PolicyReader
  ) -> String? {
    guard let text = reader.text(node, of: what) else { return nil }
    guard !text.contains("/"), !text.hasPrefix("."), !text.hasSuffix(".yaml") else {
      reader.report(
        "'\(shown(text))' is not the name of a policy",
        at: node,
        help: "write the name of a file in policies/, without '.yaml'"
      )
      return nil
    }
    return text
  }

  private static func folder(_ node: PolicyNode, _ reader: PolicyReader) -> String? {
    guard let text = reader.text(node, of: "outbox") else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0 != ".." && $0 != "." && $0 != ".vouch" }) else {
      reader.report(
        "the outbox has to lie inside the workspace",
        at: node,
        help: "write the name of a folder, such as 'outbox'"
      )
      return nil
    }
    return text
  }

  private static func flag(_ node: PolicyNode, _ reader: PolicyReader) -> Bool {
    switch node.text.map(trimmed) {
    case "true": return true
    case "false": return false
    default:
      reader.report("simulation is true or false", at: node)
      return false
    }
  }
}
