import BenchmarkSupport
import Foundation
import VouchCore
import VouchRules
import VouchText

/// Measures every shape at every size: `VouchBenchmark ROOT [--only WORD] [--quick]`.
///
/// Writes `Benchmarks/HOSTILE.md` below ROOT unless `--only` or `--quick` is given, and fails where
/// anything grows faster than linear.
@main
enum Bench {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    let isQuick = arguments.contains("--quick")
    arguments.removeAll { $0 == "--quick" }
    var only: String?
    if let index = arguments.firstIndex(of: "--only"), index + 1 < arguments.count {
      only = arguments[index + 1]
      arguments.removeSubrange(index...(index + 1))
    }
    let root = URL(filePath: arguments.first ?? ".")
    let sizes = (isQuick ? [1, 16, 64, 128] : [1, 4, 16, 32, 64, 128, 256]).map { $0 * 1024 }
    let results = root.appending(path: "Benchmarks/HOSTILE.md")
    let machine = Machine.description
    var page = ResultsPage(
      sizes: sizes,
      policies:
        "Policy: `policies/brand.yaml`; for the last rows one with \(Policies.entries) entries."
    )
    let everyday = Stopwatch(policy: try Policies.shipped(root), rounds: isQuick ? 1 : 5)
    let strict = Stopwatch(policy: try Policies.large(), rounds: isQuick ? 1 : 5)
    let runs =
      (Shape.all + Shape.pathological(beside: root)).map { (everyday, $0) }
      + Shape.manyEntries.map { (strict, $0) }
    for (stopwatch, shape) in runs where only.map(shape.name.contains) ?? true {
      let costs = sizes.map { stopwatch.cost(of: shape, size: $0) }
      page.add(shape, costs)
      let shown = costs.map { String(format: "%.2f+%.2f+%.2f", $0.parse, $0.check, $0.inspect) }
      say(shape.name + ": " + shown.joined(separator: "  "))
      if only == nil, !isQuick {
        try Data(page.text(machine: machine).utf8).write(to: results)
      }
    }
    for offence in page.offences { say("too costly: " + offence) }
    if !page.offences.isEmpty { exit(1) }
  }

  /// At once, for whoever waits: `print` keeps lines back where nobody looks on.
  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
