import Foundation
import Testing
import VouchCore
import VouchTestSupport

@testable import vouch

/// The page about the command line tells every document, with every key.
@Suite struct DocumentDriftTests {
  private static let shapes = DocumentShape.all(on: HelpPage.markdown)

  @Test func everyDocumentOfTheSourcesIsOnThePageAndNoOther() throws {
    var names: Set<String> = ["post"]
    let root = ProjectFiles.root.appending(path: "Sources/vouch")
    let files = try #require(FileManager.default.enumerator(atPath: root.path))
    for case let file as String in files where file.hasSuffix(".swift") {
      let source = try String(contentsOf: root.appending(path: file), encoding: .utf8)
      let made = source.matches(of: /(?:document|StreamedList)\(\s*"([a-z-]+)"/).map(\.output.1)
      let written = source.matches(of: /"vouch\.([a-z-]+)\/1"/).map(\.output.1)
      names.formUnion((made + written).map(String.init))
    }
    #expect(names.count > 25)
    let told = Set(Self.shapes.keys.filter { $0.count > 1 })
    #expect(names == told, "HelpPage.swift lacks \(names.subtracting(told).sorted())")
  }

  @Test func documentsHaveTheKeysThatThePageNames() throws {
    let studio = try openStudio()
    let blocked = "A bestseller, and a page for @ana, @ben and @carl to read."
    try studio.submit("one", body: "A book we read twice.")
    try studio.submit("two", body: blocked)
    try studio.write("policies/next.yaml", Studio.policy.replacing("max: 2", with: "max: 1"))
    var seen: Set<String> = ["init", "post"]
    for (arguments, now) in [
      (["approve", "1@1", "--note", "Yes"], nil), (["list"], nil), (["inbox", "--blocked"], nil),
      (["show", "1"], nil), (["show", "2"], nil), (["queue"], nil), (["plan"], nil),
      (["status"], "2026-09-07T11:00"), (["history"], nil), (["verify"], nil), (["doctor"], nil),
      (["assistant", "list"], nil), (["key", "show"], nil), (["key", "export-public"], nil),
      (["policy", "check"], nil), (["policy", "test"], nil),
      (["policy", "explain", "mention-limit"], nil),
      (["policy", "diff", "policies/next.yaml"], nil),
      (["policy", "simulate", "policies/next.yaml"], nil), (["rules"], nil),
      (["new", "post"], nil),
      (["check", "drafts/two.md"], nil), (["inspect", "drafts/two.md"], nil),
      (["emit"], "2026-09-07T09:30"), (["emit", "--dry-run"], "2026-09-07T12:15"),
      (["verify", "outbox/20260907T073000Z-1-x.json"], nil),
      (["receipt", "1", "--channel", "x", "--url", "https://x.example/1"], "2026-09-07T09:31"),
      (["submit", "drafts/two.md", "--from", "maya"], nil), (["take"], nil),
      (["withdraw", "2", "--from", "maya"], nil), (["backup", "copy.bak"], nil),
      (["restore", "copy.bak"], nil),
    ] as [([String], String?)] {
      let outcome = try Program.run(
        arguments + ["--format", "json"],
        in: studio.root,
        environment: studio.variables(now)
      )
      let document = try #require(JSON(parsing: outcome.out), "\(arguments): \(outcome)")
      seen.insert(try expectShape(document, "\(arguments)"))
    }
    let post = try Data(
      contentsOf: URL(fileURLWithPath: "\(studio.root)/outbox/20260907T073000Z-1-x.json")
    )
    let document = try #require(JSON(parsing: String(decoding: post, as: UTF8.self)))
    #expect(try expectShape(document, "post", also: ["simulated"]) == "post")
    let unseen = Set(Self.shapes.keys.filter { $0.count > 1 }).subtracting(seen)
    #expect(unseen == [], "no command here answers with them")
  }

  @Test(arguments: [
    ("verify", #"{"schema": "", "sound": true}"#),
    ("queue", #"{"schema": "", "deliveries": [{"channel": "x"}]}"#),
    ("show", #"{"schema": "", "submission": {"id": 1}}"#),
    (
      "status", #"{"schema": "", "needs": [{"kind": ""}], "counts": {}, "queued": 0, "next": null}"#
    ),
  ])
  func aDocumentWithoutAKeyOfThePageIsNoticed(name: String, text: String) throws {
    let document = try #require(JSON(parsing: text))
    #expect(Self.shapes[name]?.problems(of: document, at: name).count == 1)
  }

  @Test func aNewWorkspaceIsToldAsThePageSays() throws {
    let folder = try TemporaryFolder()
    let made = try Program.run(
      [
        "init", "\(folder.path)/w", "--brand", "B", "--owner", "O", "--timezone", "UTC", "--format",
        "json",
      ],
      in: folder.path
    )
    #expect(try expectShape(try #require(JSON(parsing: made.out), "\(made)"), "init") == "init")
  }

  /// Holds a document to the page and gives back its name.
  private func expectShape(
    _ document: JSON,
    _ subject: String,
    also: Set<String> = []
  ) throws -> String {
    let schema = try #require(document["schema"]?.string, "\(subject)")
    #expect(schema.hasPrefix("vouch.") && schema.hasSuffix("/1"), "\(subject): \(schema)")
    let name = String(schema.dropFirst("vouch.".count).dropLast(2))
    let shape = try #require(Self.shapes[name], "\(name) is not on the page")
    let problems = shape.problems(of: document, at: name, also: also)
    #expect(problems == [], "\(subject)")
    return name
  }
}
