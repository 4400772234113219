import Testing
import VouchCore

@Suite struct MissionRequestTests {
  @Test(arguments: [
    ("@Ana", "ana"), ("ana", "ana"), ("  @ana ", "ana"), ("＠ana", "ana"), ("﹫ana", "ana"),
    ("@@ana", "ana"), ("@ ana", "ana"), ("@Ana@Example.Social", "ana@example.social"),
    ("@ＡＮＡ", "ana"), ("@a\u{200B}na", "ana"), ("\u{2060}@ana\u{FEFF}", "ana"),
    ("@ana\u{00AD}", "ana"), ("@ÉMILE", "émile"), ("@E\u{301}MILE", "émile"), ("@", ""), ("", ""),
    (" \n", ""), ("@José", "josé"), ("@ana_b", "ana_b"),
  ])
  func onePersonHasOneHandle(written: String, canonical: String) {
    #expect(MissionRequest.canonicalPerson(written) == canonical)
  }

  @Test func aHandleIsItsOwnHandle() throws {
    var random = Seeded(3)
    let pieces = ["@", "A", "é", "E\u{301}", "ß", "İ", "\u{200D}", " ", "_", "Ⅷ", "ﬁ", "\u{345}"]
    for _ in 0..<500 {
      let written = try (0..<random.pick(0...8)).map { _ in try random.pick(pieces) }.joined()
      let once = MissionRequest.canonicalPerson(written)
      #expect(
        MissionRequest.canonicalPerson(once) == once,
        "\(written.unicodeScalars.map(\.value))"
      )
    }
  }
}
