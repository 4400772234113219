import Foundation
import Testing
import VouchCore
import VouchTestSupport

@testable import VouchStore

/// Transactions in a row that wait for the disk together.
@Suite struct StoreSeriesTests {
  @Test func whatWasWrittenIsHandedOutOnceAndInOrder() throws {
    try withDatabase { path throws in
      let store = try Store.open(path, digest: sampleDigest)
      var values: [String] = []
      try store.series { series in
        for number in 1...20 {
          try series.write { writer in
            try writer.add(assistant: "a\(number)", at: minute(Int64(number)))
            return "a\(number)"
          }
          if number.isMultiple(of: 5) { series.add("nothing to write") }
          values += try series.safe()
        }
        values += try series.settled()
        #expect(try series.settled() == [])
      }
      #expect(
        values
          == (1...20).flatMap {
            $0.isMultiple(of: 5) ? ["a\($0)", "nothing to write"] : ["a\($0)"]
          }
      )
      #expect(try Store.open(path, digest: sampleDigest).read { try $0.assistants() }.count == 20)
    }
  }

  @Test func nothingIsHandedOutBeforeTheDiskWasAsked() throws {
    try withDatabase { path throws in
      let store = try Store.open(path, digest: sampleDigest)
      try store.series { series in
        series.add("nothing came before")
        try series.write { writer in
          try writer.add(assistant: "noor", at: minute(1))
          return "noor"
        }
        series.add("behind noor")
        // The disk is asked when the next transaction begins, or somebody waits.
        #expect(try series.safe() == ["nothing came before"])
        #expect(try series.settled() == ["noor", "behind noor"])
      }
    }
  }

  @Test func whoeverGoesOnWritingIsHandedWhatCameBefore() throws {
    try withDatabase { path throws in
      let store = try Store.open(path, digest: sampleDigest)
      try store.series(waitingFor: 3) { (series: StoreSeries<Int>) in
        func write(_ number: Int) throws {
          try series.write { writer in
            try writer.add(assistant: "a\(number)", at: minute(Int64(number)))
            return number
          }
        }
        for number in 1...3 { try write(number) }
        #expect(try series.safe() == [])
        // The fourth one has the disk asked for those before it, and nobody settles.
        try write(4)
        var values: [Int] = []
        while values.count < 3 { values += try series.safe() }
        #expect(values.prefix(3) == [1, 2, 3])
      }
    }
  }

  @Test func whatIsNotPartOfASeriesWaitsForTheDiskByItself() throws {
    try withDatabase { path throws in
      let store = try Store.open(path, digest: sampleDigest)
      func synchronous() throws -> String? {
        try store.read { try $0.connection.row("PRAGMA synchronous") { $0.text(0) } }
      }
      try store.series { (series: StoreSeries<Int>) throws in #expect(try synchronous() == "1") }
      #expect(try synchronous() == "2")
      struct Interruption: Error {}
      #expect(throws: Interruption.self) {
        try store.series { (series: StoreSeries<Int>) throws in throw Interruption() }
      }
      #expect(try synchronous() == "2")
    }
  }

  @Test func whatATransactionThrowsTakesItBackAlone() throws {
    struct Interruption: Error, Equatable {}
    try withDatabase { path throws in
      let store = try Store.open(path, digest: sampleDigest)
      try store.series { series in
        try series.write { try $0.add(assistant: "noor", at: minute(1)) }
        #expect(throws: Interruption()) {
          try series.write { writer in
            try writer.add(assistant: "maya", at: minute(2))
            throw Interruption()
          }
        }
        #expect(try series.settled().count == 1)
      }
      #expect(try store.read { try $0.assistants() }.map(\.name) == ["noor"])
    }
  }

  @Test func whoeverSettlesFindsAllOfItSafe() throws {
    try withDatabase { path throws in
      _ = try Store.open(path, digest: sampleDigest).read { try $0.assistants() }
      let store = try Store.open(path, digest: sampleDigest)
      _ = try store.read { try $0.assistants() }
      let log = try LogSync(of: DatabasePlace(path))
      for round in 1...500 {
        // One wait is on its way, or not, when the last one is asked for.
        for _ in 0..<round % 4 {
          log.commit()
          log.begin(after: 1)
        }
        log.commit()
        try log.settle()
        #expect(try log.safe() == log.committed)
      }
    }
  }

  @Test func aLogIsWrittenAgainAsItIs() throws {
    try withDatabase { path throws in
      let store = try Store.open(path, digest: sampleDigest)
      try store.write { try $0.add(assistant: "noor", at: minute(1)) }
      let log = URL(fileURLWithPath: path + "-wal")
      let before = try Data(contentsOf: log)
      #expect(before.count > 1 << 13)
      try LogSync.writeAgain(DatabasePlace(path))
      #expect(try Data(contentsOf: log) == before)
    }
  }

  @Test func whatTheDiskDidNotConfirmIsNeverSafe() throws {
    try withTemporaryFolder { path throws in
      // A pipe cannot be waited for.
      let folder = try Folder.open(path)
      #expect(mkfifo(path + "/db-wal", 0o600) == 0)
      let log = try LogSync(of: DatabasePlace(folder: folder, name: "db"))
      #expect(try log.safe() == 0)
      log.commit()
      for _ in 1...2 {
        #expect(
          throws: StoreError.self,
          performing: {
            log.begin(after: 1)
            try log.settle()
          }
        )
        #expect(throws: StoreError.self) { try log.safe() }
        log.commit()
      }
    }
  }
}
