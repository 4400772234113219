import Foundation
import Testing
import VouchCore
import VouchTestSupport
import Yams

/// The sample brand's verdicts, draft by draft, through the built program.
///
/// The policy and the verdicts are read from the data beside the project; the drafts tell the same
/// stories in words of our own.
struct HarborTests {
  struct Expected: Sendable, CustomTestStringConvertible {
    let name: String
    let verdict: String
    let errors: Set<String>
    let warnings: Set<String>
    let isAfterApproval: Bool

    var testDescription: String { name }
  }

  static let sample = ProjectFiles.shared.appending(path: "samples/harbor")
  static let isThere = FileManager.default.fileExists(atPath: sample.path)

  static var expected: [Expected] {
    guard
      let text = try? String(contentsOf: sample.appending(path: "expected.yaml"), encoding: .utf8),
      let drafts = try? Yams.load(yaml: text) as? [String: [String: Any]]
    else { return [] }
    return drafts.sorted { $0.key < $1.key }.map { name, entry in
      Expected(
        name: name,
        verdict: entry["verdict"] as? String ?? "",
        errors: Set(entry["errors"] as? [String] ?? []),
        warnings: Set(entry["warnings"] as? [String] ?? []),
        isAfterApproval: entry["after"] != nil
      )
    }
  }

  /// A workspace with the sample's policy, on an empty history, in which maya is on file.
  private func studio() throws -> Studio {
    let studio = try Studio()
    for file in ["harbor", "house"] {
      let from = Self.sample.appending(path: "policies/\(file).yaml")
      try studio.write("policies/\(file).yaml", String(contentsOf: from, encoding: .utf8))
    }
    try studio.write(
      "vouch.yaml",
      """
      version: 1
      brand: Harbor & Pine
      owner: Noor
      timezone: America/New_York
      policy: harbor
      simulation: true

      """
    )
    let known = try studio.vouch("assistant", "add", "maya")
    try #require(known.status == 0 || known.err.contains("on file already"), "\(known)")
    return studio
  }

  private func draft(_ name: String) throws -> String {
    try String(
      contentsOf: ProjectFiles.root.appending(path: "Tests/Fixtures/harbor/\(name).md"),
      encoding: .utf8
    )
  }

  @Test(
    .enabled(if: isThere, "the sample brand is not beside the project"),
    arguments: expected,
    ["check", "submit"]
  )
  func everyVerdictIsTheOneTheSampleNames(expected: Expected, verb: String) throws {
    let studio = try studio()
    let path = try studio.write("drafts/\(expected.name).md", draft(expected.name))
    if expected.isAfterApproval {
      let first = try studio.write("drafts/first.md", draft("01-fees-talk"))
      try #require(try studio.vouch("submit", first, "--from", "maya").status == 0)
      try #require(try studio.vouch("approve", "1@1").status == 0)
    }
    let answer = try studio.json(verb, path, "--from", "maya")
    let entry = try #require((answer["drafts"] ?? answer["submissions"])?.elements.first)
    let findings = entry["findings"]?.elements ?? []
    func rules(_ severity: String) -> Set<String> {
      Set(findings.filter { $0["severity"]?.string == severity }.compactMap { $0["rule"]?.string })
    }
    #expect(entry["verdict"]?.string == expected.verdict, "\(findings)")
    #expect(rules("error").isSuperset(of: expected.errors), "\(findings)")
    #expect(rules("warning").isSuperset(of: expected.warnings), "\(findings)")
    if expected.verdict == "clear" {
      #expect(rules("error").isEmpty && rules("warning").isEmpty, "\(findings)")
    }
    if expected.name.hasSuffix("broken") {
      #expect(rules("error") == ["draft"])
      #expect(findings.contains { $0["help"]?.string?.contains("channel") == true })
    }
  }
}
