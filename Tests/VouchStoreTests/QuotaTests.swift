import Testing
import VouchCore
import VouchTestSupport

@testable import VouchStore

@Suite struct QuotaTests {
  /// Counted quarter by quarter or one by one, a quota is the same, wherever the day begins.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func theQuotaIsWhatCountingOneByOneGives(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let store = try Store.sample()
    var reached: [(assistant: String, at: Int64)] = []
    try store.write { writer in
      for number in 1...60 {
        let assistant = random.one(of: ["maya", "noor"])
        // Some to the millisecond on the edge of a quarter.
        let at = Int64(random.number(0...12)) * 900_000 + Int64(random.one(of: [0, 1, -1, 77_000]))
        let instant = Instant(milliseconds: max(0, at))
        let revision = sampleRevision(bytes: "\(number)", at: instant)
        _ = try writer.submit(revision, from: assistant, state: .pending)
        reached.append((assistant, instant.milliseconds))
      }
    }
    try store.read { reader in
      for _ in 0..<200 {
        let bounds = (0..<2).map { _ in
          Int64(random.number(0...12)) * 900_000 + Int64(random.one(of: [0, 1, 899_999, 450_000]))
        }
        let (first, last) = (bounds.min() ?? 0, bounds.max() ?? 0)
        let end = random.flag() ? Instant(milliseconds: last) : nil
        let other = random.flag() ? random.number(1...60) : nil
        let wanted = reached.enumerated().count { index, one in
          one.assistant == "maya" && one.at >= first && (end == nil || one.at < last)
            && index + 1 != other
        }
        let count = try reader.pendingCount(
          of: "maya",
          from: Instant(milliseconds: first),
          before: end,
          besides: other
        )
        #expect(count == wanted, "seed \(seed): from \(first) before \(last)")
      }
    }
  }

  @Test func whatWaitsForTheFirstTimeDoesSoOnce() throws {
    let store = try Store.sample()
    try store.write { writer in
      let revision = sampleRevision(bytes: "B", at: minute(1))
      _ = try writer.submit(revision, from: "maya", state: .pending)
    }
    for change in ["reachedPendingAt = 5", "reachedPendingAt = NULL", "assistant = 'noor'"] {
      #expect(throws: StoreError.self, "\(change)") {
        try store.write { try $0.connection.run(script: "UPDATE submission SET \(change)") }
      }
    }
  }
}
