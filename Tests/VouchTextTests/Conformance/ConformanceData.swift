import Foundation
import Testing
import Yams

@testable import VouchText

/// The networks' own test data, which lies beside the package and is no part of it.
enum ConformanceData {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/conformance")

  /// True where the data is there; suites that need it are skipped otherwise.
  static var isThere: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "evasion.yaml").path)
  }

  /// The text of a file of the data.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// A YAML file of the data.
  static func yaml(_ path: String) throws -> Node {
    try #require(try Yams.compose(yaml: try text(path)))
  }

  /// The cases of a group of twitter-text.
  static func twitter(_ file: String, _ group: String) throws -> [Node] {
    let tests = try #require(try yaml("twitter-text/\(file).yml")["tests"])
    return Array(try #require(tests[group]?.sequence))
  }
}

extension Node {
  /// The string under `key`; empty where there is none.
  func text(_ key: String) -> String { self[key]?.string ?? "" }

  /// The strings of the list under `key`.
  func texts(_ key: String) -> [String] {
    (self[key]?.sequence).map { $0.compactMap(\.string) } ?? []
  }

  /// The pair of numbers under `indices`.
  var indices: Range<Int>? {
    guard let pair = self["indices"]?.sequence?.compactMap(\.int), pair.count == 2 else {
      return nil
    }
    return pair[0]..<pair[1]
  }
}

/// Compares what was found with what a case expects, and counts.
struct Tally {
  private(set) var passed = 0
  private(set) var total = 0

  /// Counts one case; a difference is an issue that names it.
  mutating func expect<Value: Equatable>(
    _ actual: Value,
    _ expected: Value,
    _ description: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    total += 1
    if actual == expected {
      passed += 1
    } else {
      Issue.record(
        "\(description): found \(actual), expected \(expected)",
        sourceLocation: sourceLocation
      )
    }
  }

  /// Says how many cases passed, and that there were any.
  func report(_ name: String) {
    #expect(total > 0, "no cases in \(name)")
    print("conformance \(name): \(passed) of \(total)")
  }
}

extension String {
  /// The text as scalars.
  var scalars: [Unicode.Scalar] { Array(unicodeScalars) }
}
