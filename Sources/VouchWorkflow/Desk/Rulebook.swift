import VouchCore
import VouchRules
import VouchText

/// A loaded policy with what reads drafts and judges them by it.
final class Rulebook: Sendable {
  let policy: Policy
  let engine: PolicyEngine
  let planner: SlotPlanner
  let parser: DraftParser

  /// The largest policy file that is read, in bytes.
  static let maxPolicyBytes = 262_144

  /// Loads the policy called `name` from `folder`.
  ///
  /// - Throws: `PolicyError`.
  static func load(_ name: String, folder: String, zone: BrandZone?) throws -> Rulebook {
    let policy = try loader(zone).load(name) { file in
      try FileReader.read("\(folder)/\(file).yaml", limit: maxPolicyBytes)
    }
    return Rulebook(policy)
  }

  /// What loads policies, with `zone` for those that name none.
  static func loader(_ zone: BrandZone?) -> PolicyLoader {
    PolicyLoader(
      catalog: .all,
      folding: .canonical,
      digest: Digests.sha256,
      fallbackZone: zone
    )
  }

  /// Loads the policy in the file at `path`; what it extends lies beside it.
  ///
  /// - Throws: `PolicyError`; ``WorkflowError`` where the path cannot be one.
  static func load(file path: String, zone: BrandZone? = nil) throws -> Rulebook {
    let name = FilePath.name(of: path)
    let suffix = ".yaml"
    guard name.hasSuffix(suffix), name.utf8.count > suffix.utf8.count else {
      throw WorkflowError(.invalid, "\(path) is no policy file", help: "its name ends in .yaml")
    }
    return try load(
      String(name.dropLast(suffix.count)),
      folder: FilePath.folder(of: path),
      zone: zone
    )
  }

  init(_ policy: Policy) {
    self.policy = policy
    self.engine = PolicyEngine(policy: policy, folding: .canonical)
    self.planner = SlotPlanner(calendar: policy.calendar)
    self.parser = DraftParser(zone: policy.calendar.zone, channels: policy.channels)
  }

  /// The options in force of the rule called `id`; defaults where it is off or unknown.
  func options(of id: RuleID) -> OptionValues {
    policy.entries.first { $0.rule == id }?.options ?? OptionValues()
  }
}

extension Folding {
  /// How policies' words and drafts' texts are folded alike.
  static let canonical = Folding { TextFolding.canonical(of: $0) }
}
