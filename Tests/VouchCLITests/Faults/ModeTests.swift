import Foundation
import Testing

/// Whatever the umask allows, nobody else gets at what is the owner's.
@Suite struct ModeTests {
  @Test(arguments: ["000", "022", "077"])
  func everythingThatIsMadeHasATightMode(umask: String) throws {
    let stage = try FaultStage()
    let script = """
      umask \(umask); mkdir -m 700 ../made; cd ../made \
      && $VOUCH init --brand "Lantern Books" --owner Noor --timezone Europe/Berlin --simulation \
      && cp ../w/policies/*.yaml policies/ && chmod 600 policies/* && cp ../w/drafts/* drafts/ \
      && chmod 600 drafts/* && $VOUCH assistant add maya \
      && $VOUCH submit drafts/four.md --from maya && $VOUCH approve 1@1 \
      && VOUCH_NOW=2026-09-07T12:16 $VOUCH emit && $VOUCH backup copy.bak \
      && $VOUCH restore copy.bak
      """
    #expect(try stage.shell(script) == 0)
    let made = stage.folder + "/made"
    for folder in ["/.vouch", "/.vouch/media", "/outbox"] {
      #expect(try mode(made + folder) == 0o700, "\(folder)")
      for name in try FileManager.default.contentsOfDirectory(atPath: made + folder) {
        guard name != "media" else { continue }
        #expect(try mode("\(made)\(folder)/\(name)") == 0o600, "\(folder)/\(name)")
      }
    }
    #expect(try mode(made + "/copy.bak") == 0o600)
    #expect(try mode(made + "/policies") & 0o022 == 0)
    #expect(try mode(made + "/vouch.yaml") & 0o022 == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: made + "/outbox").count == 1)
  }

  @Test func theDoctorSaysWhatOthersCanGetAtAndWhatToDo() throws {
    let stage = try FaultStage()
    #expect(try !stage.vouch("doctor").out.contains("warning  modes"))
    chmod(stage.database, 0o644)
    let open = try stage.vouch("doctor")
    #expect(open.status == 0 && open.out.contains("warning  modes"), "\(open)")
    #expect(open.out.contains("modes: chmod -R go-rwx \(stage.root)/.vouch"), "\(open)")
    #expect(try stage.shell("chmod -R go-rwx .vouch") == 0)
    chmod(stage.root + "/policies/lantern-books.yaml", 0o666)
    let changeable = try stage.vouch("doctor")
    #expect(changeable.out.contains("chmod go-w "), "\(changeable)")
    #expect(try stage.shell("chmod -R go-w policies") == 0)
    #expect(try stage.vouch("doctor").out.contains("nobody else gets at"))
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
  }
}
