import Foundation
import VouchCore
import VouchRules
import VouchText

/// The policies that are asked.
enum Policies {
  /// How many entries the large policy forbids.
  static let entries = 600

  /// The policy that `vouch init` writes, with what it extends.
  static func shipped(_ root: URL) throws -> Policy {
    try loader.load("brand") { name in
      Array(try Data(contentsOf: root.appending(path: "policies/\(name).yaml")))
    }
  }

  /// A policy with hundreds of forbidden words and patterns.
  static func large() throws -> Policy {
    try loader.load("large") { _ in Array(text.utf8) }
  }

  /// Texts that give the large policy much to do.
  static let shapes: [Shape] = [
    Shape("many entries, prose", "We threw forty bowls on Tuesday, and the clay was kind. "),
    Shape("many entries, all found", numbered: { "word\($0 % 300) and offer\($0 % 300)x " }),
    Shape("many entries, prefixes of words", "wor word "),
    Shape("many entries, prefixes of patterns", "offer offer1 offer12 "),
    Shape("many entries, a pattern that runs away", "aaaaaaaaaaaaaaaaaaaaaaaa "),
    Shape("many entries, a row of one letter", "a"),
  ]

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
