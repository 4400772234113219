import Foundation
import Testing
import VouchCore
import VouchTestSupport
import VouchWorkflow

@Suite("Handing in drafts")
struct SubmitDraftTests {
  @Test("a sound draft waits for the owner under number 1")
  func soundDraftIsPending() throws {
    let workspace = try TemporaryWorkspace()
    let desk = try workspace.desk("2026-09-07T08:05")
    let submitted = try desk.submit([try workspace.draft()], from: "maya")
    #expect(submitted.map(\.id) == [RevisionID(submission: 1, revision: 1)])
    #expect(submitted.map(\.state) == [.pending])
    #expect(submitted[0].report.verdict == .clear, "\(submitted[0].report.findings)")
    #expect(submitted[0].fingerprint?.count == 64)
  }

  @Test("a draft with errors is kept as blocked")
  func badDraftIsBlocked() throws {
    let workspace = try TemporaryWorkspace()
    let path = try workspace.draft(body: "The election is near. Keep your fee.")
    let submitted = try workspace.desk("2026-09-07T08:05").submit([path], from: "maya")
    #expect(submitted[0].state == .blocked)
    #expect(submitted[0].report.findings.map(\.rule).contains("off-limits"))
    #expect(try workspace.desk("2026-09-07T08:06").list().count == 1)
  }

  @Test("an unreadable draft is reported and not kept")
  func unreadableDraftIsNotKept() throws {
    let workspace = try TemporaryWorkspace()
    let path = try workspace.write("---\nchanel: x\n---\nText\n", to: "drafts/broken.md")
    let submitted = try workspace.desk("2026-09-07T08:05").submit([path], from: "maya")
    #expect(submitted[0].id == nil)
    #expect(submitted[0].report.findings.allSatisfy { $0.rule == .draft })
    #expect(try workspace.desk("2026-09-07T08:06").list().isEmpty)
  }

  @Test("the same bytes again change nothing and keep their number")
  func sameBytesKeepTheirNumber() throws {
    let workspace = try TemporaryWorkspace()
    let path = try workspace.draft()
    let first = try workspace.desk("2026-09-07T08:05").submit([path], from: "maya")
    let again = try workspace.desk("2026-09-07T08:06").submit([path], from: "maya")
    #expect(again[0].id == first[0].id)
    #expect(again[0].isKnown)
    #expect(try workspace.desk("2026-09-07T08:07").history(of: 1).count == 1)
  }

  @Test("a revision gets the next number, and what came before it stays as it was")
  func revisionsStay() throws {
    let workspace = try TemporaryWorkspace()
    let path = try workspace.draft()
    let desk = try workspace.desk("2026-09-07T08:05")
    _ = try desk.submit([path], from: "maya")
    let before = try desk.show(1).revisions[0]
    let next = try workspace.draft(body: "Another text about a fee, shorter than the first.")
    let revised = try desk.submit([next], from: "maya", revising: 1)
    #expect(revised[0].id == RevisionID(submission: 1, revision: 2))
    #expect(try desk.show(1).revisions[0] == before)
  }

  @Test("nobody revises what somebody else handed in")
  func othersCannotRevise() throws {
    let workspace = try TemporaryWorkspace()
    let desk = try workspace.desk("2026-09-07T08:05")
    try desk.add(assistant: "noa")
    _ = try desk.submit([try workspace.draft()], from: "maya")
    let other = try workspace.draft("other", body: "A different text about a fee.")
    #expect(throws: WorkflowError.self) {
      try desk.submit([other], from: "noa", revising: 1)
    }
  }

  @Test("an assistant that the workspace does not know is turned away")
  func strangersAreTurnedAway() throws {
    let workspace = try TemporaryWorkspace()
    let path = try workspace.draft()
    let error = #expect(throws: WorkflowError.self) {
      try workspace.desk("2026-09-07T08:05").submit([path], from: "stranger")
    }
    #expect(error?.code == .notAllowed)
  }

  @Test("media are copied, and what was copied is what counts")
  func mediaAreCopied() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("first", to: "drafts/pot.png")
    let path = try workspace.draft(head: "channel: x\nmedia: [{file: pot.png, alt: A pot}]")
    let desk = try workspace.desk("2026-09-07T08:05")
    let submitted = try desk.submit([path], from: "maya")
    #expect(submitted[0].state == .pending, "\(submitted[0].report.findings)")
    try workspace.write("second", to: "drafts/pot.png")
    let media = try desk.show(1).listed.revision.content.media
    let copy = try #require(media.first?.copy)
    #expect(try String(contentsOfFile: "\(workspace.root)/\(copy)", encoding: .utf8) == "first")
  }

  @Test("media outside the workspace are refused, also behind a link")
  func mediaStayInside() throws {
    let workspace = try TemporaryWorkspace()
    let outside = NSTemporaryDirectory() + "vouch-outside-\(UUID().uuidString).png"
    try Data("secret".utf8).write(to: URL(fileURLWithPath: outside))
    defer { try? FileManager.default.removeItem(atPath: outside) }
    try FileManager.default.createSymbolicLink(
      atPath: workspace.root + "/drafts/link.png",
      withDestinationPath: outside
    )
    let path = try workspace.draft(head: "channel: x\nmedia: [{file: link.png, alt: A pot}]")
    let submitted = try workspace.desk("2026-09-07T08:05").submit([path], from: "maya")
    #expect(submitted[0].id == nil)
    #expect(
      submitted[0].report.findings.map(\.message) == [
        "link.png: the file lies outside the workspace"
      ]
    )
  }

  @Test(
    "the workspace's own files are no media",
    arguments: [".vouch/vouch.sqlite", "vouch.yaml", "policies/brand.yaml"]
  )
  func ownFilesAreNoMedia(file: String) throws {
    let workspace = try TemporaryWorkspace()
    let path = try workspace.draft(head: "channel: x\nmedia: [{file: \(file), alt: A pot}]")
    let submitted = try workspace.desk("2026-09-07T08:05").submit([path], from: "maya")
    #expect(submitted[0].id == nil, "\(submitted[0].report.findings)")
  }

  @Test("a link in the inbox is refused, whatever it leads to")
  func inboxLinksAreRefused() throws {
    let workspace = try TemporaryWorkspace()
    let outside = try workspace.draft("private")
    let folder = workspace.root + "/inbox/maya"
    try FileManager.default.createDirectory(
      atPath: folder,
      withIntermediateDirectories: true
    )
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link.md",
      withDestinationPath: outside
    )
    let desk = try workspace.desk("2026-09-07T08:05")
    let taken = try desk.take(nil, writingFindings: { _ in "" })
    #expect(taken.map(\.id) == [nil])
    #expect(try desk.list().isEmpty)
  }

  @Test("one file that cannot be opened keeps none of the others waiting")
  func othersGoOn() throws {
    let workspace = try TemporaryWorkspace()
    let path = try workspace.draft()
    let desk = try workspace.desk("2026-09-07T08:05")
    #expect(throws: WorkflowError.self) {
      try desk.submit(["\(workspace.root)/nothing.md", path], from: "maya")
    }
    #expect(try desk.list().count == 1)
  }
}
