import Foundation

/// How hard the storm is: short among the tests, long under `make storm`.
struct StormSettings: Sendable {
  /// How many processes are killed.
  let kills: Int
  /// What decides all chance; `STORM_SEED` sets it.
  let seed: UInt64
  /// True under `make storm`, which may also take its time.
  let isLong: Bool
  /// How long many hands work at once, in seconds; only in the long form.
  let seconds: Int

  /// The storm that the environment asks for.
  static let current: StormSettings = {
    let environment = ProcessInfo.processInfo.environment
    let kills = environment["STORM_KILLS"].flatMap { Int($0) }
    return StormSettings(
      kills: kills ?? 200,
      seed: environment["STORM_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1..<1_000_000),
      isLong: kills != nil,
      seconds: environment["STORM_SECONDS"].flatMap { Int($0) } ?? 60
    )
  }()

  /// How many processes are killed alone, at chosen calls; the long form tries all of them.
  var loneKills: Int { isLong ? kills / 2 : kills * 3 / 10 }

  /// Says how far the storm is; the short form says nothing.
  func say(_ text: String) {
    guard isLong else { return }
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
