import Foundation
import VouchCore
import VouchStore

/// Looks at the database: whether it is whole, whether its history is, and how it goes with the
/// clock.
struct DatabaseExaminer {
  let desk: Desk

  private var workspace: Workspace { desk.workspace }

  /// Everything about the database itself; what cannot be told once it cannot be opened is left
  /// out.
  func all() -> [Examination?] {
    let store: Store
    let record: WorkspaceRecord
    do {
      store = try desk.storeForExamining()
      record = try store.read { try $0.workspace() }
    } catch {
      return [.broken("database", words(error), help(for: error))]
    }
    guard record.isSimulation == workspace.settings.isSimulation else {
      return [
        .broken(
          "database",
          "vouch.yaml and the database disagree about being a simulation",
          "put back what 'vouch init' wrote"
        )
      ]
    }
    let engine = (try? store.engineVersion()) ?? "SQLite"
    return [
      .sound("database", "\(workspace.database), \(engine)"),
      log(), integrity(store), ledger(store), memory(store), clock(store),
    ]
  }

  /// How long ago a backup was made.
  func backup() -> Examination? {
    guard let store = try? desk.storeForReading(),
      let summary = try? store.read({ try $0.summary() }), summary.submissions > 0
    else { return nil }
    let advice = "make one with 'vouch backup FILE', on another disk, and copy .vouch/media with it"
    guard let last = desk.lastBackup() else {
      return .warning("backup", "none was made here", advice)
    }
    let text = desk.brandZone().local(last)
    guard let newest = summary.newestAt, newest > last + .days(7) else {
      return .sound("backup", "the last one was made \(text)")
    }
    return .warning("backup", "the last one was made \(text), and much happened since", advice)
  }

  private func log() -> Examination? {
    let name = "vouch.sqlite-wal"
    guard let folder = try? Folder.open(workspace.hidden, followingLinks: false),
      let status = folder.status(of: name), let head = LogHead(of: name, in: folder), !head.isBlank,
      // Each page has a head of 24 bytes.
      (Int(status.st_size) - LogHead.byteCount) % (head.pageBytes + 24) != 0
    else { return nil }
    return .warning(
      "log",
      "the end of \(workspace.database)-wal is cut off",
      "where a process was killed or the power failed, nothing acknowledged is lost; else look "
        + "with 'vouch history' whether the last entries are there, and put a backup back if not"
    )
  }

  private func integrity(_ store: Store) -> Examination {
    do {
      guard let first = try store.integrityProblems().first else {
        return .sound("integrity", "the database is whole")
      }
      return .broken("integrity", first, Self.putBack)
    } catch {
      return .broken("integrity", words(error), help(for: error))
    }
  }

  private func ledger(_ store: Store) -> Examination {
    do {
      let check = try desk.checkLedger(in: store)
      if let entry = check.badEntry {
        return .broken(
          "ledger",
          "entry \(entry): \(check.reason ?? "it is not what was written")",
          "somebody changed the file, or its log belongs to another one; see 'vouch verify', and "
            + "put a backup back with 'vouch restore FILE'"
        )
      }
      try store.refuseMixture()
      return .sound("ledger", "\(check.entries) entries, none changed; \(check.signed) signed")
    } catch {
      return .broken("ledger", words(error), help(for: error))
    }
  }

  /// Whether it is the workspace that this account has seen before.
  private func memory(_ store: Store) -> Examination {
    do {
      if let distrust = try desk.distrust(store) {
        return .broken("memory", "nothing goes out: \(distrust.reason)", distrust.help)
      }
      return .sound("memory", "nothing that was seen from this account is missing")
    } catch {
      return .broken("memory", words(error), help(for: error))
    }
  }

  private func clock(_ store: Store) -> Examination? {
    guard let ahead = try? store.read({ try desk.newestEntryAhead(in: $0) }) else { return nil }
    let zone = desk.brandZone()
    return .broken(
      "clock",
      "it says \(zone.local(desk.clock.now)), and the newest ledger entry was written "
        + "\(zone.local(ahead))",
      "set the clock right before anything goes out at a wrong time; the ledger keeps its order"
    )
  }

  static let putBack = "put a backup back with 'vouch restore FILE'"

  private func help(for error: any Error) -> String {
    switch error {
    case StoreError.busy: "find out who holds it, such as an open sqlite3, and end that"
    case StoreError.newer: "update this program"
    case StoreError.readOnly: "look at the permissions of \(workspace.hidden) and what is in it"
    case StoreError.file(let failure): failure.help ?? "look at the disk and the permissions"
    case StoreError.disk, StoreError.diskFull: "look at the disk"
    case let error as WorkflowError: error.help ?? Self.putBack
    default: Self.putBack
    }
  }

  private func words(_ error: any Error) -> String {
    Failure(error)?.lines.joined(separator: "; ") ?? "\(error)"
  }
}

extension Desk {
  /// When the newest ledger entry was written, where that has not come yet by the clock; nil where
  /// all is well, or where time was pretended then and is not now.
  func newestEntryAhead(in reader: StoreReader) throws -> Instant? {
    // A present that is pretended for a question alone says nothing about the clock.
    guard isPretended == workspace.settings.isSimulation else { return nil }
    // Clocks are corrected by seconds all the time.
    guard let newest = try reader.newestEntryAt(), newest > clock.now + .minutes(1) else {
      return nil
    }
    return newest
  }

  /// Remembers that a backup was made, for ``examine()`` alone.
  static func noteBackup(at instant: Instant, in workspace: Workspace) throws {
    try Folder.open(workspace.hidden, followingLinks: false)
      .replace(backupNote, bytes: Array("\(instant.milliseconds)\n".utf8), mode: 0o600)
  }

  /// When a backup was made last; nil where none was.
  func lastBackup() -> Instant? {
    guard let folder = try? Folder.open(workspace.hidden, followingLinks: false),
      let bytes = try? FileReader.read(Self.backupNote, in: folder, limit: 64).bytes
    else { return nil }
    return Int64(String(decoding: bytes, as: UTF8.self).trimmingWhitespace())
      .flatMap { Instant.representable.contains(Instant(milliseconds: $0)) ? $0 : nil }
      .map { Instant(milliseconds: $0) }
  }

  private static let backupNote = "last-backup"
}
