import Foundation
public import VouchCore
import VouchStore

/// What a new workspace is to be.
public struct WorkspaceRequest: Sendable {
  /// The folder, made where it is missing.
  public var folder: String
  /// Whose name is at stake.
  public var brand: String
  /// Who decides.
  public var owner: String
  /// The IANA name of the zone in which the brand lives.
  public var zone: String
  /// Whether time may be pretended, for good.
  public var isSimulation: Bool
  /// Whether the owner's key is sealed with a passphrase.
  public var isSealed: Bool

  /// A workspace to make.
  public init(
    folder: String,
    brand: String,
    owner: String,
    zone: String,
    isSimulation: Bool,
    isSealed: Bool = false
  ) {
    self.isSealed = isSealed
    self.folder = folder
    self.brand = brand
    self.owner = owner
    self.zone = zone
    self.isSimulation = isSimulation
  }
}

/// Makes a complete workspace in an empty or new folder.
///
/// Nothing that lies there is ever overwritten. `vouch.yaml` is written last: a folder without it
/// is no workspace yet, so an attempt that was interrupted leaves none behind. The owner's key lies
/// in the owner's own folder, before anything of the workspace names it.
///
/// - Parameters:
///   - request: What it is to be.
///   - clock: Tells the present.
///   - keySource: Makes random bytes.
///   - folders: Where the owner's key goes.
///   - passphrase: Asks for the passphrase that seals the key, where it is to be sealed.
/// - Returns: The files that were made, relative to the folder.
/// - Throws: ``WorkflowError`` or `StoreError`.
public func initWorkspace(
  _ request: WorkspaceRequest,
  clock: WallClock,
  keySource: KeySource,
  folders: PersonalFolders,
  passphrase: Passphrase = .none
) throws -> [String] {
  let brand = try oneLine(request.brand, "brand")
  let owner = try oneLine(request.owner, "owner")
  guard let zone = BrandZone(identifier: request.zone) else {
    throw WorkflowError(
      .invalid,
      "the system knows no time zone called '\(request.zone)'",
      help: "use a name such as Europe/Berlin or America/New_York"
    )
  }
  let root = URL(fileURLWithPath: request.folder).standardizedFileURL.path
  let lying = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
  guard lying.isEmpty else {
    let isUnfinished = lying.contains(".vouch") && !lying.contains("vouch.yaml")
    throw WorkflowError(
      .conflict,
      isUnfinished
        ? "\(request.folder) holds a workspace whose making was interrupted"
        : "\(request.folder) is not empty, and nothing is overwritten",
      help: isUnfinished
        ? "delete the folder if nothing else lies in it, and make the workspace anew"
        : "name a new folder: vouch init my-brand …"
    )
  }
  let record = WorkspaceRecord(key: keySource.key, isSimulation: request.isSimulation)
  let key = try OwnerKeyFile.StoredKey(
    try keySource.ownerKey(),
    sealedWith: request.isSealed ? try passphrase.new() : nil,
    random: keySource
  )
  let settings = WorkspaceSettings(
    brand: brand,
    owner: owner,
    zone: zone,
    policy: slug(brand),
    isSimulation: request.isSimulation,
    ownerKey: key.publicKey
  )
  try KeyFolder(folders: folders).create(
    OwnerKeyFile(
      workspace: record.key,
      brand: brand,
      isSimulation: request.isSimulation,
      key: key
    )
  )
  let workspace = Workspace(root: root, settings: settings)
  try FileWriter.makeFolder(root, mode: 0o755)
  // Nobody else makes a workspace here from now on, so all that lies here later is ours.
  guard mkdir(workspace.hidden, 0o700) == 0 else {
    throw WorkflowError(FileFailure("make", workspace.hidden))
  }
  var made: [String] = []
  do {
    try WorkspacePlace(root: root, folders: folders).replace(record.key)
    try makeContent(of: workspace, record, key.publicKey, at: clock.now, &made)
  } catch {
    // An attempt that failed leaves an empty folder, so that the next one finds one.
    takeAway(made, from: workspace)
    // A key to nothing would only puzzle its owner.
    if let file = try? folders.keyFile(of: record.key) { unlink(file) }
    throw error
  }
  return made
}

private let openFolders = ["drafts", "inbox", "policies", "templates"]

private func makeContent(
  of workspace: Workspace,
  _ record: WorkspaceRecord,
  _ key: OwnerPublicKey,
  at now: Instant,
  _ made: inout [String]
) throws {
  for folder in openFolders {
    try FileWriter.makeFolder("\(workspace.root)/\(folder)", mode: 0o755)
  }
  // What goes out, and when, is nobody else's to read.
  try FileWriter.makeFolder(workspace.outbox)
  let store = try Store.open(workspace.database, creating: true, digest: Digests.sha256)
  try store.write { try $0.found(record, ownerKey: key.description, at: now) }
  let settings = workspace.settings
  for (file, text) in shippedFiles(for: settings) + [("vouch.yaml", settings.yaml)] {
    made.append(file)
    let path = "\(workspace.root)/\(file)"
    _ = try FileWriter.create(
      String(FilePath.name(of: path)),
      in: FilePath.folder(of: path),
      bytes: Array(text.utf8),
      mode: 0o644
    )
  }
}

private func takeAway(_ files: [String], from workspace: Workspace) {
  let database = ["", "-wal", "-shm", "-journal"].map { workspace.database + $0 }
  for path in files.map({ "\(workspace.root)/\($0)" }) + database { unlink(path) }
  let folders = openFolders.map { "\(workspace.root)/\($0)" }
  for path in folders + [workspace.outbox, workspace.hidden] { rmdir(path) }
}

extension WorkspaceSettings {
  /// `vouch.yaml` as `vouch init` writes it.
  var yaml: String {
    """
    # The workspace of \(brand). The rules are in policies/\(policy).yaml.
    version: 1
    brand: \(quoted(brand))
    owner: \(quoted(owner))
    timezone: \(zone.identifier)
    policy: \(policy)
    outbox: \(outbox)
    # The public half of your key: what you approve is signed with the other half, which lies in
    # your own folder. 'vouch key show' tells more.
    key: \(ownerKey.map(\.description) ?? "")
    \(isSimulation ? "# Time may be pretended here; nothing made here is real.\nsimulation: true\n" : "")
    """
  }
}

/// The files that every new workspace gets, with the brand's own values put in.
private func shippedFiles(for settings: WorkspaceSettings) -> [(String, String)] {
  var files: [(String, String)] = []
  for (name, text) in ShippedFiles.policies {
    if name == "house.yaml" {
      files.append(("policies/house.yaml", text))
    } else {
      files.append(("policies/\(settings.policy).yaml", branded(text, settings)))
    }
  }
  for (name, text) in ShippedFiles.templates { files.append(("templates/\(name)", text)) }
  return files
}

/// The worked example with its `brand:` and `timezone:` lines replaced.
private func branded(_ policy: String, _ settings: WorkspaceSettings) -> String {
  policy.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    if line.hasPrefix("brand:") { return "brand: \(quoted(settings.brand))" }
    if line.hasPrefix("timezone:") { return "timezone: \(settings.zone.identifier)" }
    return String(line)
  }.joined(separator: "\n")
}

/// `text` as a double-quoted YAML scalar.
private func quoted(_ text: String) -> String {
  JSON.string(text).text()
}

private func oneLine(_ text: String, _ name: String) throws -> String {
  let trimmed = text.trimmingWhitespace()
  let isPlain = trimmed.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  guard !trimmed.isEmpty, trimmed.utf8.count <= 200, isPlain else {
    throw WorkflowError(.invalid, "the \(name) has to be one line of 1 to 200 bytes")
  }
  return trimmed
}

/// A file name made of `brand`: lower-case ASCII letters, digits and hyphens.
private func slug(_ brand: String) -> String {
  var out = ""
  for scalar in brand.lowercased().unicodeScalars {
    if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
      out.unicodeScalars.append(scalar)
    } else if !out.isEmpty, !out.hasSuffix("-") {
      out += "-"
    }
  }
  while out.hasSuffix("-") { out.removeLast() }
  return out.isEmpty || out == "house" ? "brand" : out
}
