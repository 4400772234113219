import Foundation
import VouchCore
import VouchRules
import VouchStore

/// One thing that was looked at in a workspace.
public struct Examination: Sendable, Equatable {
  /// What was looked at: `settings`, `policy`, `database` and the like.
  public let subject: String
  /// What was found, one line.
  public let finding: String
  /// What to do about it; nil where all is well.
  public let help: String?
  /// True where all is well, or well enough to go on.
  public let isSound: Bool

  /// True where something should be seen to, and nothing is broken.
  public var isWarning: Bool { isSound && help != nil }

  static func sound(_ subject: String, _ finding: String) -> Examination {
    Examination(subject: subject, finding: finding, help: nil, isSound: true)
  }

  static func warning(_ subject: String, _ finding: String, _ help: String) -> Examination {
    Examination(subject: subject, finding: finding, help: help, isSound: true)
  }

  static func broken(_ subject: String, _ finding: String, _ help: String) -> Examination {
    Examination(subject: subject, finding: finding, help: help, isSound: false)
  }
}

extension Desk {
  /// Looks at everything a workspace needs, and says what is wrong with it; changes nothing.
  public func examine() -> [Examination] {
    let database = DatabaseExaminer(desk: self)
    let files = FileExaminer(workspace: workspace)
    let found =
      [settings(), policy(), files.links()] + database.all()
      + [files.modes(), files.media(), OutboxExaminer(desk: self).outbox(), files.leftovers()]
      + [files.space(), inbox(), database.backup()]
    return found.compactMap { $0 }
  }

  private func settings() -> Examination {
    let settings = workspace.settings
    let kind = settings.isSimulation ? ", a simulation" : ""
    return .sound(
      "settings",
      "\(workspace.root)/vouch.yaml: \(settings.brand), \(settings.owner)\(kind)"
    )
  }

  private func policy() -> Examination {
    let check = checkPolicy()
    guard check.isSound else {
      let first = check.remarks.first?.description ?? "it cannot be read"
      return .broken("policy", "\(check.name): \(first)", "see 'vouch policy check'")
    }
    let advice = check.remarks.isEmpty ? "" : "; \(check.remarks.count) pieces of advice"
    return .sound("policy", "\(check.name), zone \(brandZone().identifier)\(advice)")
  }

  private func inbox() -> Examination? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: workspace.inbox) else {
      return nil
    }
    let known = (try? storeForReading().read { try $0.assistants() })?.map(\.name) ?? []
    let strangers = names.filter {
      !$0.hasPrefix(".") && $0 != Actor.ownerName && !known.contains($0)
    }.sorted()
    guard let first = strangers.first else { return .sound("inbox", workspace.inbox) }
    return .broken(
      "inbox",
      "nobody is called '\(first)'",
      "add them with 'vouch assistant add \(first)'"
    )
  }
}
