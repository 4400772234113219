import Foundation
public import VouchCore
public import VouchWorkflow

/// A workspace in a folder of its own that is gone when the value is.
public final class TemporaryWorkspace: Sendable {
  /// The folder.
  public let root: String
  /// Where its owner's key lies, and what its scheduler has seen.
  public let folders: PersonalFolders

  /// The brand's zone.
  public static let zone = "America/New_York"

  /// Makes a simulation of a small brand with an assistant called `maya`.
  ///
  /// - Parameters:
  ///   - policy: The text of `policies/brand.yaml`.
  ///   - now: When it was made, as local time.
  ///   - keySource: What its keys are made of; the same ones every time unless told otherwise.
  /// - Throws: Whatever making a workspace throws.
  public init(
    policy: String = TemporaryWorkspace.policy,
    now: String = "2026-09-07T08:00",
    keySource: KeySource = KeySource { Array(0..<16) }
  ) throws {
    root = NSTemporaryDirectory() + "vouch-test-\(ProcessInfo.processInfo.globallyUniqueString)"
    folders = PersonalFolders(configuration: root + "-config", state: root + "-state")
    let request = WorkspaceRequest(
      folder: root,
      brand: "Brand",
      owner: "Olga",
      zone: Self.zone,
      isSimulation: true
    )
    _ = try initWorkspace(
      request,
      clock: .fixed(Self.instant(now)),
      keySource: keySource,
      folders: folders
    )
    try write(policy, to: "policies/brand.yaml")
    try desk(now).add(assistant: "maya")
  }

  deinit {
    for folder in [root, folders.configuration, folders.state] {
      try? FileManager.default.removeItem(atPath: folder)
    }
  }

  /// A desk in the workspace at a local time.
  ///
  /// - Parameters:
  ///   - now: The local time.
  ///   - isPretended: Whether it says so.
  ///   - folders: Those of another account; its own where none are given.
  /// - Returns: A desk that pretends it is that time.
  /// - Throws: Whatever finding the workspace throws.
  public func desk(
    _ now: String,
    isPretended: Bool = true,
    folders: PersonalFolders? = nil
  ) throws -> Desk {
    Desk(
      workspace: try Workspace.find(root),
      clock: .fixed(Self.instant(now)),
      isPretended: isPretended,
      keySource: KeySource { Array(16..<32) },
      folders: folders ?? self.folders
    )
  }

  /// Writes a file of the workspace and returns its path.
  @discardableResult
  public func write(_ text: String, to file: String) throws -> String {
    let path = "\(root)/\(file)"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Writes a draft and returns its path.
  public func draft(
    _ name: String = "draft",
    head: String = "channel: x",
    why: String = "Help people who ask us about their fees",
    body: String = "A fee is a promise, said out loud before the work begins."
  ) throws -> String {
    try write(
      """
      ---
      title: \(name)
      \(head)
      topics: [pricing]
      why: \(why)
      ---
      \(body)

      """,
      to: "drafts/\(name).md"
    )
  }

  /// The names of the files in the outbox.
  public func outbox() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root + "/outbox").sorted()
  }

  /// The instant of a local time in the brand's zone.
  public static func instant(_ local: String) -> Instant {
    guard let zone = BrandZone(identifier: zone), let text = TimeText(parsing: local),
      case .unique(let instant) = zone.resolve(text.local)
    else { preconditionFailure("no such time: \(local)") }
    return instant
  }

  /// A policy with three slots a weekday on x and two on linkedin.
  public static let policy = """
    version: 1
    brand: Brand
    timezone: \(zone)
    topics:
      pricing: {about: Fees}
    off-limits:
      politics: [election]
    channels:
      x: {per-day: 3, min-gap: 90m}
      linkedin: {per-day: 1, min-gap: 4h}
    calendar:
      slots:
        x: {mon-fri: ["09:30", "12:15", "17:00"]}
        linkedin: {tue-thu: ["09:30", "12:15"]}
      quiet: {daily: "18:00-09:00", sat-sun: all}
      late: {grace: 30m, then: next-slot}
    assistants:
      default: {per-day: 20}

    """
}
