import Foundation

/// How a cost grows with the size: the slope of the straight line through both logarithms.
enum Growth {
  /// What is worth a look: a draft that no longer fits into a cache alone makes 1.1 to 1.3.
  static let limit = 1.2
  /// What cannot be the caches any more.
  static let offence = 1.4

  /// The exponent; nil where there is too little to tell.
  static func exponent(_ points: [(size: Int, cost: Double)]) -> Double? {
    // Below some microseconds the clock measures itself.
    let points = points.filter { $0.cost > 0.005 }.map { (log(Double($0.size)), log($0.cost)) }
    guard points.count >= 3 else { return nil }
    let count = Double(points.count)
    let meanX = points.map(\.0).reduce(0, +) / count
    let meanY = points.map(\.1).reduce(0, +) / count
    let above = points.map { ($0.0 - meanX) * ($0.1 - meanY) }.reduce(0, +)
    let below = points.map { ($0.0 - meanX) * ($0.0 - meanX) }.reduce(0, +)
    return below > 0 ? above / below : nil
  }
}
