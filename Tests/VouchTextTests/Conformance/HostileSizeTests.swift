import Testing
import VouchCore
import Yams

@testable import VouchText

/// Shapes that made Markdown readers slow.
///
/// What they cost is measured by `make bench`, at the full size; here they must end as a draft or
/// as a refusal with its place.
@Suite(.enabled(if: ConformanceData.isThere, "the shared conformance data is not there"))
struct HostileSizeTests {
  private static let size = 8 * 1024

  @Test func everyPathologicalCaseIsReadOrRefusedWithAPlace() throws {
    let cases = try #require(try ConformanceData.yaml("cmark-gfm/pathological.yaml")["cases"])
    var count = 0
    for node in try #require(cases.sequence) {
      guard let body = Self.body(of: node) else { continue }
      count += 1
      let bytes = Array("---\nchannels: [x, mastodon, bluesky, blog]\n---\n".utf8) + body
      do {
        let draft = try parser.parse(bytes, path: "draft.md")
        let ends = draft.readings.flatMap { $0.published.origins.map(\.end) }
        #expect(ends.allSatisfy { $0 <= bytes.count }, "\(node.text("id"))")
      } catch {
        let source = SourceText(path: "draft.md", bytes: bytes)
        for problem in error.problems {
          #expect(problem.location.line <= source.lineCount, "\(node.text("id")): \(problem)")
        }
      }
    }
    #expect(count > 15)
  }

  /// The bytes of a case, scaled down to the size that is tested.
  private static func body(of node: Node) -> [UInt8]? {
    var text = ""
    if let parts = node["parts"]?.sequence {
      let pairs = parts.compactMap { part -> (unit: String, times: Int)? in
        guard let unit = part[0]?.string, let times = part[1]?.int else { return nil }
        return (unit, times)
      }
      let whole = pairs.reduce(0) { $0 + $1.unit.utf8.count * $1.times }
      for (unit, times) in pairs {
        text += String(repeating: unit, count: max(1, times * min(size, whole) / max(whole, 1)))
      }
    } else if let numbered = node["numbered"], let line = numbered["line"]?.string {
      var number = numbered["from"]?.int ?? 0
      while text.utf8.count < size {
        text += filled(line, number)
        number += 1
      }
    } else {
      return nil
    }
    return Array(text.utf8.prefix(size))
  }

  private static func filled(_ line: String, _ number: Int) -> String {
    var filled = ""
    for part in line.split(separator: "{", omittingEmptySubsequences: false) {
      guard let end = part.firstIndex(of: "}") else {
        filled += part
        continue
      }
      switch part[..<end] {
      case "2i spaces": filled += String(repeating: " ", count: 2 * number)
      case "i backticks": filled += String(repeating: "`", count: number)
      default: filled += String(number)
      }
      filled += part[part.index(after: end)...]
    }
    return filled
  }
}
