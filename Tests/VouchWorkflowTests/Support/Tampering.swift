import Foundation
import GRDB
import VouchCore
import VouchTestSupport

@testable import VouchStore
@testable import VouchWorkflow

extension TemporaryWorkspace {
  /// Changes the database the way somebody would who can write to the folder: past every trigger.
  func tamper(_ sql: String) throws {
    let queue = try DatabaseQueue(path: database)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      let triggers = try Row.fetchAll(
        database,
        sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
      )
      for trigger in triggers {
        try database.execute(sql: "DROP TRIGGER \"\(trigger["name"] as String)\"")
      }
      try database.execute(sql: sql)
      // Whoever forges a database leaves no such trace.
      for trigger in triggers { try database.execute(sql: trigger["sql"]) }
    }
    try queue.close()
  }

  /// Computes the digests of the ledger anew, as whoever changed an entry of it would.
  ///
  /// Where `only` names an entry, its digest alone is computed: the entry after it is made to
  /// follow it, and keeps the digest that it has.
  func computeLedgerAnew(only: Int? = nil) throws {
    let queue = try DatabaseQueue(path: database)
    let rows = try queue.read {
      try Row.fetchAll($0, sql: "SELECT * FROM ledgerEntry ORDER BY sequence")
    }
    try queue.close()
    var updates: [String] = []
    var last = LedgerHead.genesis
    for row in rows {
      let sequence: Int = row["sequence"]
      let computed = Digests.sha256(
        LedgerRecord.digestedBytes(
          sequence: sequence,
          at: row["at"],
          actor: row["actor"],
          event: row["event"],
          submission: row["submission"],
          details: row["details"],
          previous: last.digest
        )
      )
      let digest = only.map { $0 == sequence } ?? true ? computed : row["digest"]
      updates.append(
        """
        UPDATE ledgerEntry SET previous = '\(last.digest)', digest = '\(digest)'
        WHERE sequence = \(sequence);
        """
      )
      last = LedgerHead(sequence: sequence, digest: digest)
    }
    updates.append("UPDATE ledgerHead SET sequence = \(last.sequence), digest = '\(last.digest)'")
    try tamper(updates.joined(separator: "\n"))
  }

  /// Changes `vouch.yaml`.
  func editSettings(_ edit: (String) -> String) throws {
    let text = try String(contentsOfFile: "\(root)/vouch.yaml", encoding: .utf8)
    try write(edit(text), to: "vouch.yaml")
  }

  /// Changes the policy.
  func editPolicy(_ edit: (String) -> String) throws {
    let text = try String(contentsOfFile: "\(root)/policies/brand.yaml", encoding: .utf8)
    try write(edit(text), to: "policies/brand.yaml")
  }

  /// What a file of the workspace holds.
  func text(of file: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
  }

  /// Puts the settings and the database of another workspace in the place of its own.
  func take(from other: TemporaryWorkspace) throws {
    for file in ["vouch.yaml", ".vouch/vouch.sqlite"] {
      try FileManager.default.removeItem(atPath: "\(root)/\(file)")
      try FileManager.default.copyItem(atPath: "\(other.root)/\(file)", toPath: "\(root)/\(file)")
    }
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: "\(root)/.vouch/vouch.sqlite\(suffix)")
    }
  }
}
