public import Foundation
import VouchCore
public import VouchRules
import VouchText

/// The policies that are asked.
public enum Policies {
  /// How many entries the large policy forbids.
  public static let entries = 600

  /// The policy that `vouch init` writes, with what it extends.
  public static func shipped(_ root: URL) throws -> Policy {
    try loader.load("brand") { name in
      Array(try Data(contentsOf: root.appending(path: "policies/\(name).yaml")))
    }
  }

  /// A policy with hundreds of forbidden words and patterns.
  public static func large() throws -> Policy {
    try loader.load("large") { _ in Array(text.utf8) }
  }

  private static let text: String = {
    var lines = [
      "version: 1", "brand: Large", "timezone: UTC", "why: To see what much costs.", "off-limits:",
    ]
    for index in 0..<300 {
      lines.append("  group\(index): [word\(index), \"word\(index) and more\"]")
    }
    lines.append("phrases:")
    for index in 0..<299 {
      lines += [
        "  - id: offer-\(index)",
        "    never: [\"offer\(index)[- ]?\\\\w+\"]",
        "    message: Not this offer.",
        "    examples: {flags: [\"An offer\(index)x\"], passes: [\"Nothing of the kind\"]}",
      ]
    }
    lines += [
      "  - id: runs-away",
      "    never: [\"(a+)+b\"]",
      "    message: Not this letter.",
      "    examples: {flags: [\"aab\"], passes: [\"Nothing of the kind\"]}",
    ]
    return lines.joined(separator: "\n") + "\n"
  }()

  private static let loader = PolicyLoader(
    folding: Folding { TextFolding.canonical(of: $0) },
    digest: { "\($0.count)" },
    fallbackZone: nil
  )
}
