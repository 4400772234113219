import Foundation
import Testing
import VouchCore
import VouchTestSupport

/// The owner's key, from making a workspace to checking a post somewhere else.
struct KeyTests {
  private func studioWithPost(_ more: [String: String] = [:]) throws -> (Studio, String) {
    let studio = try openStudio()
    try studio.submit("tales", body: "Ten short books for the tram.")
    #expect(try studio.vouch("approve", "1@1", environment: more).status == 0)
    #expect(try studio.vouch("emit", now: "2026-09-07T09:31").status == 0)
    return (studio, "outbox/" + (try #require(studio.outbox.first)))
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func theKeyLiesWithTheOwnerAlone() throws {
    let studio = try Studio()
    let report = try studio.json("key", "show")
    let file = try #require(report["file"]?.string)
    #expect(file.hasPrefix(studio.home + "/.config/vouch/keys/"))
    #expect(try mode(file) == 0o600)
    #expect(try mode((file as NSString).deletingLastPathComponent) == 0o700)
    let settings = try String(contentsOfFile: studio.root + "/vouch.yaml", encoding: .utf8)
    #expect(settings.contains("key: \(report["key"]?.string ?? "?")\n"))
    #expect(report["here"] == true)
    #expect(report["sealed"] == false)
  }

  @Test func whoDoesNotHaveTheKeyCannotDecide() throws {
    let studio = try openStudio()
    try studio.submit("tales", body: "Ten short books for the tram.")
    let stranger = ["HOME": studio.root + "/nowhere"]
    for command in [["approve", "1@1"], ["reject", "1@1", "--because", "no"], ["key", "rotate"]] {
      let outcome = try Program.run(
        command,
        in: studio.root,
        environment: studio.variables(nil, stranger)
      )
      #expect(outcome.status == 1, "\(outcome)")
      #expect(outcome.err.contains("only the owner decides"), "\(outcome)")
    }
    #expect(try studio.json("show", "1")["submission"]?["state"] == "pending")
    #expect(try studio.vouch("key", "show", environment: stranger).status == 1)
  }

  @Test func othersWhoCanReadTheKeyStopEveryDecision() throws {
    let studio = try openStudio()
    try studio.submit("tales", body: "Ten short books for the tram.")
    let file = try #require(try studio.json("key", "show")["file"]?.string)
    chmod(file, 0o644)
    let outcome = try studio.vouch("approve", "1@1")
    #expect(outcome.status == 2)
    #expect(outcome.err.contains("chmod 600 \(file)"), "\(outcome)")
  }

  @Test func aSealedKeyNeedsItsPassphrase() throws {
    let studio = try openStudio()
    let secret = ["VOUCH_PASSPHRASE": "ten short books"]
    let sealed = try studio.vouch("key", "rotate", "--passphrase", environment: secret)
    #expect(sealed.status == 0, "\(sealed)")
    try studio.submit("tales", body: "Ten short books for the tram.")
    let without = try studio.vouch("approve", "1@1")
    #expect(without.status == 1)
    #expect(without.err.contains("VOUCH_PASSPHRASE"), "\(without)")
    let wrong = try studio.vouch("approve", "1@1", environment: ["VOUCH_PASSPHRASE": "ten"])
    #expect(wrong.status == 1)
    #expect(wrong.err.contains("not the passphrase"), "\(wrong)")
    #expect(try studio.vouch("approve", "1@1", environment: secret).status == 0)
  }

  @Test func rotationKeepsWhatWasApprovedBefore() throws {
    let (studio, file) = try studioWithPost()
    try studio.submit("rhymes", body: "Ten short poems, also for the tram.")
    #expect(try studio.vouch("approve", "2@1").status == 0)
    let old = try studio.vouch("key", "export-public").out
    #expect(try studio.vouch("key", "rotate").status == 0)
    let emitted = try studio.vouch("emit", now: "2026-09-07T12:16")
    #expect(emitted.out.contains("2@1"), "\(emitted)")
    #expect(try studio.vouch("verify").status == 0)
    #expect(try studio.vouch("verify", file).status == 0)
    // Somebody who has the keys of today can check what was signed before.
    let new = try studio.vouch("key", "export-public").out
    try studio.write("new.txt", new)
    try studio.write("old.txt", old)
    #expect(try studio.vouch("verify", file, "--key", "new.txt").status == 0)
    try studio.submit("plays", body: "Ten short plays, if the tram is late.")
    #expect(try studio.vouch("approve", "3@1").status == 0)
    #expect(try studio.vouch("emit", now: "2026-09-07T17:01").status == 0)
    let newest = "outbox/" + (try #require(studio.outbox.last))
    #expect(try studio.vouch("verify", newest, "--key", "new.txt").status == 0)
    let unknown = try studio.vouch("verify", newest, "--key", "old.txt")
    #expect(unknown.status == 1)
    #expect(unknown.out.contains("signed with another key"), "\(unknown)")
  }

  @Test func aPostIsCheckedAnywhereWithThePublicKeyAlone() throws {
    let (studio, file) = try studioWithPost()
    let folder = studio.home + "/elsewhere"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let text = try String(contentsOfFile: "\(studio.root)/\(file)", encoding: .utf8)
    try text.write(toFile: folder + "/post.json", atomically: true, encoding: .utf8)
    let key = try #require(try studio.json("key", "show")["key"]?.string)
    let home = ["HOME": folder]
    let genuine = try Program.run(
      ["verify", "post.json", "--key", key],
      in: folder,
      environment: home
    )
    #expect(genuine.status == 0, "\(genuine)")
    #expect(genuine.out.contains("approved by Noor"))
    let forged = text.replacingOccurrences(of: "Ten short", with: "Nine short")
    try forged.write(toFile: folder + "/post.json", atomically: true, encoding: .utf8)
    let refused = try Program.run(
      ["verify", "post.json", "--key", key],
      in: folder,
      environment: home
    )
    #expect(refused.status == 1)
    #expect(refused.out.contains("the post is not what was signed"), "\(refused)")
  }

  @Test func theAnswerAboutPostsHasAnElementForEachFile() throws {
    let (studio, file) = try studioWithPost()
    let text = try String(contentsOfFile: "\(studio.root)/\(file)", encoding: .utf8)
    try studio.write("forged.json", text.replacingOccurrences(of: "Ten short", with: "Nine short"))
    let genuine: JSON = [
      "path": .string(file), "genuine": true, "problems": [], "post": "1@1 on x",
      "approvedBy": "Noor", "approvedAt": "2026-09-07T08:00:00+02:00", "simulated": true,
    ]
    let alone = try studio.vouch("verify", file, "--format", "json")
    #expect(alone.status == 0, "\(alone)")
    #expect(
      JSON(parsing: alone.out) == ["schema": "vouch.verify-post/1", "files": [genuine]],
      "\(alone)"
    )
    let both = try studio.vouch("verify", "forged.json", file, "--format", "json")
    #expect(both.status == 1, "\(both)")
    let files = try #require(JSON(parsing: both.out)?["files"]?.elements, "\(both)")
    #expect(files.count == 2 && files.last == genuine, "\(both)")
    let forged = try #require(files.first)
    #expect(forged.keys == genuine.keys, "\(both)")
    #expect(forged["path"] == "forged.json" && forged["genuine"] == false, "\(both)")
    #expect(forged["problems"]?.strings.isEmpty == false, "\(both)")
  }

  /// A Python that has what the second implementation needs: the account's own, or the system's.
  private static let python = ["python3", "/usr/bin/python3"].first { python in
    let probe = Process()
    probe.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    probe.arguments = [python, "-c", "import cryptography"]
    probe.standardError = FileHandle.nullDevice
    try? probe.run()
    probe.waitUntilExit()
    return probe.terminationStatus == 0
  }

  @Test(
    .enabled(
      if: Necessity.shouldRun(where: python != nil),
      "there is no python3 with the package cryptography"
    )
  )
  func anotherImplementationAgrees() throws {
    let (studio, file) = try studioWithPost()
    try studio.write("keys.txt", try studio.vouch("key", "export-public").out)
    let script = ProjectFiles.root.appending(path: "docs/examples/verify_post.py").path
    let program = try #require(Self.python, "there is no python3 with the package cryptography")
    func check(_ file: String) throws -> (Int32, String) {
      let python = Process()
      let pipe = Pipe()
      python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      python.arguments = [program, script, "\(studio.root)/keys.txt", "\(studio.root)/\(file)"]
      python.standardOutput = pipe
      python.standardError = pipe
      try python.run()
      let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      python.waitUntilExit()
      return (python.terminationStatus, said)
    }
    let genuine = try check(file)
    #expect(genuine == (0, "genuine: 1@1 on x\n"), "\(genuine)")
    let text = try String(contentsOfFile: "\(studio.root)/\(file)", encoding: .utf8)
    for (old, new) in [
      ("Ten short", "Nine short"), (#""simulated": true,"#, ""),
      (#""revision": 1"#, #""revision": 2"#),
      ("Noor", "Nora"), (#""waivers": []"#, #""waivers": [{"rule": "length", "reason": "x"}]"#),
    ] {
      #expect(text.contains(old))
      try studio.write("forged.json", text.replacingOccurrences(of: old, with: new))
      #expect(try check("forged.json").0 == 1, "\(old)")
    }
  }
}
