import Foundation

/// The page of results, in Markdown.
struct ResultsPage {
  let sizes: [Int]
  let policies: String
  private var rows: [String] = []
  /// What grew faster than allowed, one line each.
  private(set) var offences: [String] = []

  init(sizes: [Int], policies: String) {
    self.sizes = sizes
    self.policies = policies
  }

  /// Adds what `shape` cost at each size.
  mutating func add(_ shape: Shape, _ costs: [Cost]) {
    guard let smallest = costs.first, let largest = costs.last else { return }
    let growth = [("parse", \Cost.parse), ("check", \.check), ("inspect", \.inspect)].map {
      (name, part) in
      // The small sizes are left out: what is the same for every draft would hide the growth.
      let points = zip(sizes, costs).filter { $0.0 >= 16_384 }.map { ($0.0, $0.1[keyPath: part]) }
      return (name, Growth.exponent(points))
    }
    for (name, exponent) in growth {
      guard let exponent, exponent > Growth.offence else { continue }
      offences.append("\(shape.name): \(name) grows with exponent \(Self.shown(exponent))")
    }
    // Where the largest are refused, the cost of those that are still read is the one to know.
    let read = largest.isRead ? "" : smallest.isRead ? " (refused where large)" : " (refused)"
    let cells =
      ["\(shape.name)\(read)", Self.shown(smallest.parse), Self.shown(smallest.check)]
      + [largest.parse, largest.check, largest.inspect].map(Self.shown)
      + growth.map { $0.1.map(Self.marked) ?? "–" }
    rows.append("| " + cells.joined(separator: " | ") + " |")
  }

  /// The whole page; `machine` says where it was measured.
  func text(machine: String) -> String {
    let largest = sizes.last.map { "\($0 / 1024) KiB" } ?? ""
    return """
      # What hostile drafts cost

      Written by `make bench ONLY=hostile`; do not edit. Times are milliseconds of the processor, medians
      of five rounds or of what fits into 40 ms. *Parse* turns bytes
      into a draft, rendered and read for five networks; *check* asks every rule of the policy and
      takes the wording for the comparison with earlier posts; *inspect* reads the same text with
      `--plain`. The exponent is the slope of log cost over log size from 16 KiB to \(largest): 1 is
      linear, and **bold** is more than \(Growth.limit). A refused draft costs what refusing it costs.

      \(machine)
      \(policies)

      | shape | parse 1 KiB | check 1 KiB | parse \(largest) | check \(largest) | \
      inspect \(largest) | parse ^ | check ^ | inspect ^ |
      |---|--:|--:|--:|--:|--:|--:|--:|--:|

      """ + rows.joined(separator: "\n") + "\n"
  }

  private static func shown(_ value: Double) -> String {
    value < 10 ? String(format: "%.2f", value) : String(format: "%.1f", value)
  }

  private static func marked(_ exponent: Double) -> String {
    exponent > Growth.limit ? "**\(shown(exponent))**" : shown(exponent)
  }
}
