import Foundation
import Testing
import VouchCore
import VouchStore
import VouchTestSupport

@testable import VouchWorkflow

/// How an account keeps what it has seen.
struct WitnessFileTests {
  private let file: WitnessFile
  private let seen: Witness
  private let workspace: TemporaryWorkspace

  init() throws {
    workspace = try .withApprovedPost()
    let desk = try workspace.desk("2026-09-07T08:20")
    let key = try desk.storeForReading().read { try $0.workspace().key }
    file = WitnessFile(folder: try desk.folders.memory(of: key))
    seen = try #require(try file.read())
  }

  @Test func aLedgerThatWentOnIsWrittenIntoTheSameFile() throws {
    let before = try number()
    let next = witness(at: 5)
    try file.write(witness(at: 4))
    let made = try number()
    #expect(made != before)
    try file.goOn(from: witness(at: 4), to: next)
    #expect(try file.read() == next)
    #expect(try number() == made)
  }

  @Test func aLongerEntryTakesAnotherFile() throws {
    try file.write(witness(at: 9))
    let before = try number()
    try file.goOn(from: witness(at: 9), to: witness(at: 10))
    #expect(try file.read() == witness(at: 10))
    #expect(try number() != before)
  }

  @Test func whatAnotherHasWrittenIsNotWrittenInto() throws {
    try file.write(witness(at: 7))
    try file.goOn(from: witness(at: 4), to: witness(at: 5))
    #expect(try file.read() == witness(at: 5))
  }

  private func witness(at entry: Int) -> Witness {
    Witness(
      workspace: seen.workspace,
      isSimulation: seen.isSimulation,
      key: seen.key,
      head: LedgerHead(
        sequence: entry,
        digest: String(repeating: String(entry % 10), count: 64)
      ),
      overruled: seen.overruled
    )
  }

  /// By what the system tells files apart.
  private func number() throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: file.folder + "/witness.json")
    return try #require(attributes[.systemFileNumber] as? Int)
  }
}
