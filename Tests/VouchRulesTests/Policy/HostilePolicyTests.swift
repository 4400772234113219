import Testing
import VouchCore
import VouchRules
import VouchTestSupport

struct HostilePolicyTests {
  private static let seeds = (1...40).map(UInt64.init)

  @Test(arguments: seeds)
  func `no bytes crash the loader, and every problem lies inside the file`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let policies = LoadingPolicies(catalog: .all)
    for original in try ["house", "brand"].map(Self.shipped) {
      for _ in 0..<8 {
        let bytes = Self.mutated(original, &random)
        for problem in policies.problems(bytes) where problem.file == "brand.yaml" {
          let end = Self.end(of: bytes, line: problem.line)
          #expect(
            problem.line >= 1 && problem.column >= 1 && problem.column <= (end ?? 0),
            "seed \(seed): \(problem)"
          )
        }
      }
    }
  }

  @Test(arguments: [
    ("an alias", "a: &a [x, x]\nb: [*a, *a]\n", "aliases"),
    ("nesting", "a: " + String(repeating: "[", count: 5000), "levels deep"),
    ("nested maps", "a: " + String(repeating: "{b: ", count: 5000), "levels deep"),
    ("size", "why: " + String(repeating: "x", count: 300_000), "bytes; a policy has at most"),
    ("a long key", String(repeating: "x", count: 100_000) + ": 1", "not YAML"),
    ("nothing", "", "empty"),
    ("a second document", "a: 1\n---\nb: 2\n", "one document"),
  ])
  func `what is too much is refused with its reason`(_ name: String, _ text: String, _ part: String)
  {
    let problems = LoadingPolicies(catalog: .all).problems(Array(text.utf8))
    #expect(problems.contains { $0.message.contains(part) }, "\(name): \(problems.prefix(3))")
  }

  /// The column behind the last scalar of a line; nil where the file has no such line.
  private static func end(of bytes: [UInt8], line: Int) -> Int? {
    let source = SourceText(path: "", bytes: bytes)
    guard line <= source.lineCount else { return nil }
    let next = line == source.lineCount ? bytes.count : source.start(ofLine: line + 1)
    return bytes[source.start(ofLine: line)..<next].count { $0 & 0xC0 != 0x80 } + 1
  }

  private static func mutated(
    _ original: [UInt8],
    _ random: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = original
    let pieces =
      [
        "\r", "\n", "\t", ": ", "- ", "[", "]", "{", "}", "\"", "'", "&a ", "*a", "!x ",
        "é", "🎈", "\u{2028}", "\u{85}", "|\n", ">\n", "#", "\u{0}", "off", "---\n", "?", "%",
      ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0x80]]
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let start = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, start + Int.random(in: 0...12, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
      case 2: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: start)
      default:
        if start < bytes.count { bytes[start] = UInt8.random(in: 0...255, using: &random) }
      }
    }
    return bytes
  }

  private static func shipped(_ name: String) throws -> [UInt8] {
    try ProjectFiles.bytes("policies/\(name).yaml")
  }
}
