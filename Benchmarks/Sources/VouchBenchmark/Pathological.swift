import Foundation
import Yams

extension Shape {
  /// The cases that made Markdown readers slow, restated as data beside the project; none where
  /// that is absent.
  static func pathological(beside root: URL) -> [Shape] {
    let file = root.absoluteURL.deletingLastPathComponent()
      .appending(path: "shared/conformance/cmark-gfm/pathological.yaml")
    guard let text = try? String(contentsOf: file, encoding: .utf8),
      let cases = (try? Yams.compose(yaml: text))?["cases"]?.sequence
    else { return [] }
    return cases.compactMap { node in
      guard let id = node["id"]?.string else { return nil }
      let name = "case: \(id)"
      if let parts = node["parts"]?.sequence {
        let pairs = parts.compactMap { part -> (String, Int)? in
          guard let unit = part[0]?.string, let times = part[1]?.int else { return nil }
          return (unit, times)
        }
        return Shape(name, sized: { joined(pairs, size: $0) })
      }
      guard let line = node["numbered"]?["line"]?.string else { return nil }
      let start = node["numbered"]?["from"]?.int ?? 0
      return Shape(name, numbered: { filled(line, start + $0) })
    }
  }

  private static func joined(_ pairs: [(String, Int)], size: Int) -> String {
    let whole = pairs.reduce(0) { $0 + $1.0.utf8.count * $1.1 }
    // Parts that are said once stay: the shape hangs on them.
    return pairs.map { unit, times in
      times == 1 ? unit : String(repeating: unit, count: max(1, times * size / max(whole, 1)))
    }.joined()
  }

  private static func filled(_ line: String, _ number: Int) -> String {
    line.replacing("{2i spaces}", with: String(repeating: "  ", count: number))
      .replacing("{i backticks}", with: String(repeating: "`", count: number))
      .replacing("{i}", with: String(number))
  }
}
