import Foundation
import Testing
import VouchCore
import VouchTestSupport

@testable import VouchText

/// Inputs that once broke a promise, as the fuzzers wrote them; the names say what went wrong.
struct FoundByFuzzingTests {
  private static let folder = ProjectFiles.root.appending(path: "Tests/Fixtures/fuzz")

  /// The files for a target: `head-…`, `markdown-…`.
  static func inputs(_ target: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix(target + "-") }.sorted()
  }

  @Test(arguments: inputs("head") + inputs("markdown"))
  func everyPlaceLiesInsideTheFile(_ name: String) throws {
    let input = try ProjectFiles.bytes("Tests/Fixtures/fuzz/\(name)")
    let bytes =
      name.hasPrefix("head")
      ? Array("---\n".utf8) + input + Array("\n---\nA body.\n".utf8)
      : Array("---\nchannels: [x, blog]\nkind: \(Self.kind(input))\n---\n".utf8)
        + input.dropFirst()
    do {
      let draft = try parser.parse(bytes, path: "draft.md")
      for reading in draft.readings {
        let texts = [reading.published] + reading.attached + reading.unpublished
        let ends = texts.flatMap { $0.origins.map(\.end) } + reading.rawHTML.map(\.end)
        #expect((ends.max() ?? 0) <= bytes.count)
      }
      #expect((draft.readings.flatMap { $0.flags.map(\.span.end) }.max() ?? 0) <= bytes.count)
    } catch {
      let source = SourceText(path: "draft.md", bytes: bytes)
      for problem in error.problems {
        #expect(problem.location <= problem.end)
        #expect(problem.end.line <= source.lineCount)
      }
    }
  }

  @Test func aCommentThatEndsWithTheFileStandsInside() throws {
    let text = "---\nchannel: x\n---\nA word.\n\n<!-- said"
    let reading = try #require(try draft(text).readings.first)
    #expect(reading.rawHTML.map(\.end) == [text.utf8.count])
    #expect(reading.unpublished.allSatisfy { ($0.origins.last?.end ?? 0) <= text.utf8.count })
  }

  @Test func aKeyThatIsAMapEndsBehindItsStart() {
    let text = "---\n? {a: b}\n: c\n---\nA body.\n"
    do {
      _ = try draft(text)
      Issue.record("a map was taken for a key")
    } catch {
      #expect(error.problems.allSatisfy { $0.location <= $0.end })
    }
  }

  private static func kind(_ input: [UInt8]) -> String {
    let kinds = ["post", "thread", "chat", "reply"]
    return kinds[Int(input.first ?? 0) % kinds.count]
  }
}
