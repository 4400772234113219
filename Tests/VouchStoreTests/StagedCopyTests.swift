import Testing
import VouchCore

@testable import VouchStore

/// Copies on their way into the place of a database.
@Suite struct StagedCopyTests {
  @Test(arguments: [512, 2048, 4096, 65_536])
  func aCopyWithPagesOfAnySizeIsStagedWhole(pageBytes: Int) throws {
    try withDatabase { path throws in
      try Store.open(path, digest: sampleDigest).engine.withoutTransaction { connection in
        // What is copied from here on has pages of that size.
        try connection.run(script: "PRAGMA page_size = \(pageBytes)")
        try connection.copy(to: path + ".copy")
      }
      let staged = try Store.stage(path + ".copy", besides: path, digest: sampleDigest)
      defer { staged.remove() }
      #expect(try staged.problems() == [])
      let size = try staged.store.read { reader in
        try reader.connection.row("PRAGMA page_size") { $0.int(0) }
      }
      #expect(size == pageBytes)
    }
  }
}
