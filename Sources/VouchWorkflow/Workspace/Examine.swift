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
  /// True where all is well.
  public let isSound: Bool
}

extension Desk {
  /// Looks at everything a workspace needs, and says what is wrong with it.
  public func examine() -> [Examination] {
    [settings(), policy(), database(), integrity(), ledger(), media(), outbox(), inbox()]
      .compactMap { $0 }
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

  private func database() -> Examination {
    do {
      let record = try storeForReading().read { try $0.workspace() }
      guard record.isSimulation == workspace.settings.isSimulation else {
        return .broken(
          "database",
          "vouch.yaml and the database disagree about being a simulation",
          "put back what 'vouch init' wrote"
        )
      }
      let engine = try storeForReading().engineVersion()
      return .sound("database", "\(workspace.database), \(engine)")
    } catch {
      return .broken("database", words(error), "restore a backup")
    }
  }

  private func integrity() -> Examination? {
    guard let problems = try? storeForReading().integrityProblems() else { return nil }
    guard let first = problems.first else { return .sound("integrity", "the database is whole") }
    return .broken("integrity", first, "restore a backup")
  }

  private func ledger() -> Examination? {
    guard let check = try? checkLedger() else { return nil }
    guard let bad = check.badEntry else {
      return .sound("ledger", "\(check.entries) entries, none changed")
    }
    return .broken("ledger", "entry \(bad): \(check.reason ?? "")", "see 'vouch verify'")
  }

  private func media() -> Examination? {
    guard FileManager.default.fileExists(atPath: workspace.media) else { return nil }
    return isWritable(workspace.media)
      ? .sound("media", workspace.media)
      : .broken("media", "\(workspace.media) cannot be written", "check its permissions")
  }

  private func outbox() -> Examination {
    guard FileManager.default.fileExists(atPath: workspace.outbox) else {
      return .sound("outbox", "\(workspace.outbox) is made when the first post goes out")
    }
    guard workspace.relative(workspace.outbox) != nil else {
      return .broken(
        "outbox",
        "\(workspace.outbox) leads out of the workspace",
        "make it a folder inside"
      )
    }
    guard FileWriter.isFolder(workspace.outbox) else {
      return .broken("outbox", "\(workspace.outbox) is no folder", "move it out of the way")
    }
    return isWritable(workspace.outbox)
      ? .sound("outbox", workspace.outbox)
      : .broken("outbox", "\(workspace.outbox) cannot be written", "check its permissions")
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

  private func isWritable(_ path: String) -> Bool {
    FileManager.default.isWritableFile(atPath: path)
  }

  private func words(_ error: any Error) -> String {
    Failure(error)?.lines.joined(separator: "; ") ?? "\(error)"
  }
}

extension Examination {
  fileprivate static func sound(_ subject: String, _ finding: String) -> Examination {
    Examination(subject: subject, finding: finding, help: nil, isSound: true)
  }

  fileprivate static func broken(
    _ subject: String,
    _ finding: String,
    _ help: String
  ) -> Examination {
    Examination(subject: subject, finding: finding, help: help, isSound: false)
  }
}
