import Foundation
import Testing
import VouchTestSupport

/// What is made from something else is what would be made today.
struct DriftTests {
  @Test func theRulesPageIsWhatTheCatalogueSays() throws {
    let written = try String(decoding: ProjectFiles.bytes("docs/rules.md"), as: UTF8.self)
    let today = try Program.run(["rules", "--format", "markdown"], in: "/").out
    #expect(written == today, "docs/rules.md is not what the catalogue says; run 'make docs'")
  }

  @Test func theShippedFilesAreThoseOfTheFolders() throws {
    let studio = try Studio(policy: "version: 1\n")
    for folder in ["policies", "templates"] {
      let files = try FileManager.default.contentsOfDirectory(
        atPath: ProjectFiles.root.appending(path: folder).path
      )
      for file in files where file != "brand.yaml" {
        let shipped = try String(
          contentsOfFile: "\(studio.root)/\(folder)/\(file)",
          encoding: .utf8
        )
        let source = try String(decoding: ProjectFiles.bytes("\(folder)/\(file)"), as: UTF8.self)
        #expect(shipped == source, "\(folder)/\(file) is not what is shipped; run 'make docs'")
      }
    }
  }

  @Test func aNewWorkspaceHasAPolicyThatIsSound() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/vouch-new-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let made = try Program.run(
      ["init", folder, "--brand", "B", "--owner", "O", "--timezone", "Asia/Tokyo"],
      in: "/"
    )
    #expect(made.status == 0, "\(made)")
    let check = try Program.run(["policy", "check"], in: folder)
    #expect(check.status == 0, "\(check)")
    #expect(try Program.run(["policy", "test"], in: folder).status == 0)
  }

  @Test func everyTopLevelKeyOfAPolicyIsDocumented() throws {
    let page = try String(decoding: ProjectFiles.bytes("docs/policy.md"), as: UTF8.self)
    // The loader names its keys where it does not know one.
    let folder = FileManager.default.temporaryDirectory.path + "/vouch-keys-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "version: 1\nzzzzzzzz: 1\n".write(
      toFile: "\(folder)/p.yaml",
      atomically: true,
      encoding: .utf8
    )
    let answer = try Program.run(["check", "--policy", "p.yaml", "-"], in: folder, input: "x").err
    let list = try #require(answer.firstRange(of: "its keys: "), "\(answer)")
    let keys = answer[list.upperBound...].prefix { $0 != ")" }.split(separator: ", ")
    #expect(keys.count > 10, "\(answer)")
    for key in keys { #expect(page.contains("`\(key)`"), "\(key) is not in docs/policy.md") }
  }
}
