import Glibc
import VouchCore
import VouchRules
import VouchText

/// What one shape costs at one size, in milliseconds.
struct Cost {
  var parse: Double
  var check: Double
  var inspect: Double
  /// False where the draft was refused; `check` means nothing then.
  var isRead: Bool
}

/// Reads and checks drafts, and keeps the time.
struct Stopwatch {
  let parser: DraftParser
  let engine: PolicyEngine
  let rounds: Int
  private let now = Instant(seconds: 1_793_000_000)

  init(policy: Policy, rounds: Int) {
    parser = DraftParser(zone: policy.calendar.zone, channels: .known)
    engine = PolicyEngine(policy: policy, folding: Folding { TextFolding.canonical(of: $0) })
    self.rounds = rounds
  }

  /// The median cost of `shape` at `size` bytes.
  func cost(of shape: Shape, size: Int) -> Cost {
    let bytes = shape.draft(size)
    let text = shape.text(size)
    let draft = try? parser.parse(bytes, path: "draft.md")
    return Cost(
      parse: median { _ = try? parser.parse(bytes, path: "draft.md") },
      check: draft.map { draft in
        median {
          _ = engine.report(on: draft, stage: .check, now: now)
          _ = Wording(draft: draft)
        }
      } ?? 0,
      inspect: median {
        _ = try? parser.inspect(text, path: "text.txt", plain: true, channel: nil)
      },
      isRead: draft != nil
    )
  }

  private func median(_ work: () -> Void) -> Double {
    var times: [Double] = []
    for _ in 0..<rounds {
      let start = processorTime()
      work()
      times.append(processorTime() - start)
      // A long round is steady enough by itself.
      if times.reduce(0, +) > 40 { break }
    }
    return times.sorted()[times.count / 2]
  }

  /// The milliseconds the processor has spent on this thread: others that use the machine at the
  /// same time do not count.
  private func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
  }
}
