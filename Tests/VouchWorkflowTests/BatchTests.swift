import Foundation
import Testing
import VouchCore
import VouchTestSupport

@testable import VouchWorkflow

@Suite("Handing in many drafts at once")
struct BatchTests {
  @Test("however many share a transaction, the same becomes of each", arguments: [1, 2, 5, 128])
  func batchesChangeNothing(size: Int) throws {
    let workspace = try TemporaryWorkspace()
    let desk = try workspace.desk("2026-09-07T08:05")
    let submitted = try desk.submit(try drafts(in: workspace), from: "maya", batchSize: size)
    #expect(
      submitted.map { "\($0.id.map { "\($0)" } ?? "-") \($0.state) \($0.report.verdict)" } == [
        "1@1 pending clear", "2@1 blocked blocked", "- blocked blocked", "3@1 pending flagged",
        "1@1 pending clear", "4@1 pending clear",
      ]
    )
    #expect(submitted.map(\.isKnown) == [false, false, false, false, true, false])
    #expect(try desk.list().map(\.submission.verdict) == [.clear, .blocked, .flagged, .clear])
  }

  @Test("nobody is told of a draft before it is safe", arguments: [1, 2, 5])
  func toldIsSafe(size: Int) throws {
    let workspace = try TemporaryWorkspace()
    let desk = try workspace.desk("2026-09-07T08:05")
    let paths = try drafts(in: workspace)
    var told = 0
    try desk.submit(paths, from: "maya", batchSize: size) { safe in
      told += safe.count
      for submitted in safe {
        guard let id = submitted.id else { continue }
        // Another connection sees only what is committed.
        let shown = try workspace.desk("2026-09-07T08:06").show(id.submission)
        #expect(shown.listed.revision.fingerprint == submitted.fingerprint)
      }
    }
    #expect(told == paths.count)
  }

  @Test("where telling fails, what was told before stays, and nobody is told any more")
  func failureStops() throws {
    struct Full: Error {}
    let workspace = try TemporaryWorkspace()
    let desk = try workspace.desk("2026-09-07T08:05")
    let titles = (1...6).map { "d\($0)" }
    let paths = try titles.map { title in
      try workspace.draft(title, body: "Page \(title) about one fee and its promise.")
    }
    var told = 0
    #expect(throws: Full.self) {
      try desk.submit(paths, from: "maya", batchSize: 2) { safe in
        #expect(told < 3)
        told += safe.count
        if told >= 3 { throw Full() }
      }
    }
    #expect(told >= 3)
    // Whole batches; the last one may be on file already while the disk is still waited for.
    let kept = try desk.list().map(\.title)
    #expect(kept.count.isMultiple(of: 2) && kept.count >= told)
    #expect(kept == Array(titles.prefix(kept.count)))
    // Handing in all of them again changes nothing about those.
    let again = try desk.submit(paths, from: "maya")
    #expect(again.map(\.isKnown) == titles.map { kept.contains($0) })
    #expect(again.map(\.id?.submission) == [1, 2, 3, 4, 5, 6])
  }

  @Test("where a later draft cannot be handed in, those before it are told of", arguments: [1, 2])
  func tellsBeforeItFails(size: Int) throws {
    struct Gone: Error {}
    let workspace = try TemporaryWorkspace()
    let desk = try workspace.desk("2026-09-07T08:05")
    let paths = try (1...4).map { number in
      try workspace.draft("d\(number)", body: "Page \(number) about one fee and its promise.")
    }
    var told: [String] = []
    #expect(throws: Gone.self) {
      try desk.submit(
        paths,
        from: "maya",
        batchSize: size,
        reading: { path in
          if path == paths[2] { throw Gone() }
          return try DraftFile.read(path)
        },
        progress: { told += $0.map(\.path) }
      )
    }
    #expect(told == Array(paths.prefix(2)))
    #expect(try desk.list().count == 2)
  }

  @Test("a folder stands for the drafts below it")
  func foldersAreExpanded() throws {
    let workspace = try TemporaryWorkspace()
    let paths = try drafts(in: workspace)
    let desk = try workspace.desk("2026-09-07T08:05")
    let submitted = try desk.submit(["\(workspace.root)/drafts"], from: "maya")
    #expect(submitted.map(\.path).sorted() == Set(paths).sorted())
  }

  @Test("a folder in the inbox that is called like a draft is refused, not walked through")
  func inboxFoldersAreNoDrafts() throws {
    let workspace = try TemporaryWorkspace()
    let folder = workspace.root + "/inbox/maya/deep.md"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = try workspace.draft()
    try FileManager.default.copyItem(atPath: path, toPath: folder + "/inner.md")
    let desk = try workspace.desk("2026-09-07T08:05")
    let taken = try desk.take(nil, writingFindings: { _ in "" })
    #expect(taken.map(\.id) == [nil])
    #expect(try desk.list().isEmpty)
  }

  /// One that is clear, one with an error, one that cannot be read, one with the `why` of the
  /// first, the first again, and another clear one.
  private func drafts(in workspace: TemporaryWorkspace) throws -> [String] {
    let first = try workspace.draft("a")
    return [
      first,
      try workspace.draft("b", why: "Tell people how we vote this year", body: "Our election fee."),
      try workspace.write("no head", to: "drafts/c.md"),
      try workspace.draft("d", body: "What does your proposal say about late changes?"),
      first,
      try workspace.draft(
        "e",
        why: "Answer the question that we hear most in spring",
        body: "Spring cleaning for your price list, one line at a time."
      ),
    ]
  }
}
