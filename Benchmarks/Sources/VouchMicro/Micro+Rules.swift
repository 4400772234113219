import Benchmark
import BenchmarkSupport
import Foundation
import VouchCore
import VouchRules
import VouchText

extension Micro {
  /// What a policy asks of a draft that has been read.
  static func rules(_ root: URL) throws -> BenchmarkSuite {
    let folding = Folding { TextFolding.canonical(of: $0) }
    let everyday = PolicyEngine(policy: try Policies.shipped(root), folding: folding)
    let strict = PolicyEngine(policy: try Policies.large(), folding: folding)
    let source = try bytes("examples/drafts/01-first-firing.md", below: root)
    let draft = try DraftParser(zone: .utc, channels: .known).parse(source, path: "draft.md")
    let prose = String(repeating: prose, count: 8)
    let now = Instant(seconds: 1_793_000_000)
    return BenchmarkSuite(name: "rules") { suite in
      suite.benchmark("loading the shipped policy") { keep(try Policies.shipped(root)) }
      suite.benchmark("loading \(Policies.entries) entries") { keep(try Policies.large()) }
      suite.benchmark("phrases of the shipped policy in 1 KiB") {
        keep(everyday.phrases(in: prose))
      }
      suite.benchmark("phrases among \(Policies.entries) entries in 1 KiB") {
        keep(strict.phrases(in: prose))
      }
      suite.benchmark("every rule on a draft") {
        keep(everyday.report(on: draft, stage: .check, now: now))
      }
      suite.benchmark("wording, for near-copies") { keep(Wording(draft: draft)) }
    }
  }
}
