public import VouchCore
import VouchRules
import VouchText

/// What the networks would see of a text; needs no workspace.
public struct Inspector: Sendable {
  private let parser: DraftParser
  private let finder: FlagFinder
  private let channel: Channel?
  private let isPlain: Bool

  /// An inspector that knows the phrases and channels of a policy where there is one.
  ///
  /// - Parameters:
  ///   - workspace: Where the policy and the zone of naive times come from; nil for UTC.
  ///   - policyFile: A policy to use in place of the workspace's; nil for none.
  ///   - channelName: Reads as that network reads; nil for the draft's channels and the strictest
  ///     answer.
  ///   - isPlain: Takes the input as plain text, not as Markdown with a head.
  /// - Throws: ``WorkflowError`` where the channel is unknown; `PolicyError` where `policyFile`
  ///   cannot be read.
  public init(
    workspace: Workspace?,
    policyFile: String? = nil,
    channelName: String?,
    isPlain: Bool
  ) throws {
    let policy = try Self.policy(of: workspace, file: policyFile)
    var channels = ChannelCatalog.known
    for profile in policy?.channels.profiles ?? [] { channels.set(profile) }
    self.channel = try channelName.map { name in
      guard channels[Channel(name)] != nil else {
        let known = channels.profiles.map(\.channel.name).joined(separator: ", ")
        throw WorkflowError(.invalid, "there is no channel '\(name)'", help: "there are \(known)")
      }
      return Channel(name)
    }
    self.channels = channels
    self.isPlain = isPlain
    self.finder = FlagFinder(policy: policy, folding: .canonical)
    let zone = policy?.calendar.zone ?? workspace?.settings.zone ?? .utc
    self.parser = DraftParser(zone: zone, channels: channels)
  }

  private static func policy(of workspace: Workspace?, file: String?) throws -> Policy? {
    if let file {
      return try Rulebook.load(file: file, zone: workspace?.settings.zone ?? .utc).policy
    }
    guard let workspace else { return nil }
    // A broken policy must not keep anybody from looking at a text.
    return try? Rulebook.load(
      workspace.settings.policy,
      folder: workspace.policies,
      zone: workspace.settings.zone
    ).policy
  }

  /// The channels known here, with their limits.
  public let channels: ChannelCatalog

  /// What is seen of the draft at `path`, `-` for standard input.
  ///
  /// - Throws: ``WorkflowError`` where the file cannot be opened; `DraftError` where it cannot be
  ///   read as a draft.
  public func inspect(_ path: String) throws -> InspectedText {
    switch try DraftFile.read(path) {
    case .refused(let error): throw error
    case .bytes(let bytes): return try inspect(bytes, path: path)
    }
  }

  /// What is seen of a text that is at hand.
  ///
  /// - Throws: `DraftError` where it cannot be read as a draft.
  public func inspect(_ bytes: [UInt8], path: String) throws(DraftError) -> InspectedText {
    let text = try parser.inspect(bytes, path: path, plain: isPlain, channel: channel)
    return InspectedText(text, flags: finder.flags(in: text.readings))
  }

  /// The JSON strings of standard input or a file, one a line, for `--lines`.
  ///
  /// - Throws: ``WorkflowError`` where it cannot be read, or where a line is no JSON string.
  public static func lines(of path: String) throws -> [String] {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes =
        path == "-"
        ? try FileReader.readStandardInput(limit: 256 << 20)
        : try FileReader.read(path, limit: 256 << 20)
    } catch {
      throw WorkflowError(.unavailable, "cannot read \(path): \(error)")
    }
    return try bytes.split(separator: 0x0A).enumerated().map { index, line in
      guard let text = JSON(parsing: String(decoding: line, as: UTF8.self))?.string else {
        throw WorkflowError(.invalid, "line \(index + 1) of \(path) is no JSON string")
      }
      return text
    }
  }
}
