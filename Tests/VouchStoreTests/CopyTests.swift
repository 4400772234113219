import Foundation
import Testing
import VouchCore

@testable import VouchStore

/// A backup taken while the workspace is in use.
@Suite struct CopyTests {
  @Test(arguments: [false, true])
  func aCopyHoldsEverythingAndIsAWorkspaceOfItsOwn(isReadOnly: Bool) throws {
    try withDatabase { path throws in
      let writing = try Store.open(path, digest: sampleDigest)
      try writing.write { try $0.submitApproved() }
      let copyPath = path + ".backup's copy"
      let store = isReadOnly ? try Store.openReadOnly(path, digest: sampleDigest) : writing
      try store.copy(to: copyPath)

      let copy = try Store.open(copyPath, digest: sampleDigest)
      #expect(try copy.logicalContent() == writing.logicalContent())
      #expect(try copy.integrityProblems() == [])
      #expect(
        try copy.read { try $0.verifyLedger() } == writing.read { try $0.verifyLedger() }
      )
      try copy.write { try $0.submitApproved(bytes: "Only in the copy") }
      #expect(try writing.read { try $0.submissions() }.count == 1)
    }
  }

  @Test func whatLiesThereAlreadyIsNotTouched() throws {
    try withDatabase { path throws in
      let store = try Store.open(path, digest: sampleDigest)
      for content in ["", "precious"] {
        let destination = path + ".backup"
        try Data(content.utf8).write(to: URL(fileURLWithPath: destination))
        #expect(
          refusal { try store.copy(to: destination) }
            == "the database failed: \(destination) is there already"
        )
        #expect(try String(contentsOfFile: destination, encoding: .utf8) == content)
      }
    }
  }

  @Test func aPlaceThatCannotBeWrittenIsNamed() throws {
    try withDatabase { path throws in
      let store = try Store.open(path, digest: sampleDigest)
      let destination = path + "/nowhere/copy"
      #expect(
        refusal { try store.copy(to: destination) }
          == "cannot open \(path)/nowhere: Not a directory"
      )
    }
  }
}
