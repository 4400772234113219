import Benchmark
import Foundation
import VouchCore
import VouchText

extension Micro {
  /// From bytes to what the networks and the rules see.
  static func reading(_ root: URL) throws -> BenchmarkSuite {
    let draft = try bytes("examples/drafts/01-first-firing.md", below: root)
    let parser = DraftParser(zone: .utc, channels: .known)
    let tokens = Array(String(repeating: tokenText, count: 8).utf8)
    let prose = String(repeating: prose, count: 8)
    let disguised = String(repeating: disguised, count: 8)
    return BenchmarkSuite(name: "reading") { suite in
      suite.benchmark("a draft, for its networks") {
        keep(try parser.parse(draft, path: "draft.md"))
      }
      suite.benchmark("tokens of 1 KiB, every network") {
        keep(try parser.inspect(tokens, path: "text.txt", plain: true, channel: nil))
      }
      suite.benchmark("tokens of 1 KiB, x") {
        keep(try parser.inspect(tokens, path: "text.txt", plain: true, channel: .x))
      }
      suite.benchmark("canonical view of 1 KiB, prose") { keep(TextFolding.canonical(of: prose)) }
      suite.benchmark("canonical view of 1 KiB, disguised") {
        keep(TextFolding.canonical(of: disguised))
      }
    }
  }

  private static let tokenText =
    "Thanks @ana and @li.bsky.social, #clay and #fire, https://example.com/a?b=c and example.org. "
    + "More of it at $CLAY, @us@example.social soon. "
  static let prose =
    "We threw forty bowls on Tuesday, and the clay was kind to us for once. "
    + "The glaze is a matte white with iron spots, as ever. "
  private static let disguised =
    "Wе thrеw f\u{200B}orty b 0 w l s, \u{1D400}\u{1D427}\u{1D41D} the c\u{301}lay was k1nd. "
    + "Ｔｈｅ ｇｌａｚｅ is m.a.t.t.e wh\u{AD}ite. "

  static func bytes(_ path: String, below root: URL) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }

  /// Uses a result, so that the compiler cannot leave its making out.
  @inline(never)
  static func keep<Result>(_ result: Result) { withExtendedLifetime(result) {} }
}
