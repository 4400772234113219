/// A length of time, in whole milliseconds.
public struct TimeSpan: Hashable, Comparable, Sendable {
  /// The length in milliseconds.
  public let milliseconds: Int64

  /// Wraps a count of milliseconds.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// A span of whole seconds.
  ///
  /// Counts are typed by people (`plan --days N`); this and the other spans made from a count stop
  /// at a hundred thousand years, so that adding one to an instant cannot overflow.
  public static func seconds(_ count: Int) -> TimeSpan { TimeSpan(count, times: 1000) }

  /// A span of whole minutes.
  public static func minutes(_ count: Int) -> TimeSpan { TimeSpan(count, times: 60_000) }

  /// A span of whole hours.
  public static func hours(_ count: Int) -> TimeSpan { TimeSpan(count, times: 3_600_000) }

  /// A span of 24-hour days, whatever the clocks of a zone do.
  public static func days(_ count: Int) -> TimeSpan { TimeSpan(count, times: 86_400_000) }

  private init(_ count: Int, times unit: Int64) {
    let most = 36_525_000 * 86_400_000 / unit
    milliseconds = min(max(Int64(count), -most), most) * unit
  }

  /// Orders the two; the smaller comes first.
  public static func < (left: TimeSpan, right: TimeSpan) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// Reads `90m`, `4h`, `7d`, `45s` or a chain of them such as `1d12h`; nil for anything else.
  ///
  /// Units stand in falling order, each at most once, and the whole is at most 3660 days.
  public init?(parsing text: String) {
    var total: Int64 = 0
    var number: Int64?
    var smallest = Int64.max
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let next = (number ?? 0) * 10 + Int64(byte - UInt8(ascii: "0"))
        guard next < 1_000_000_000 else { return nil }
        number = next
      default:
        guard let unit = Self.units[byte], unit < smallest, let count = number else { return nil }
        total += count * unit
        smallest = unit
        number = nil
      }
    }
    guard number == nil, smallest < .max, total <= Self.days(3660).milliseconds else { return nil }
    self.init(milliseconds: total)
  }

  private static let units: [UInt8: Int64] = [
    UInt8(ascii: "d"): 86_400_000, UInt8(ascii: "h"): 3_600_000, UInt8(ascii: "m"): 60_000,
    UInt8(ascii: "s"): 1000,
  ]
}

extension TimeSpan: CustomStringConvertible {
  /// The span as a policy writes it, largest unit first: `1d12h`; `90m` becomes `1h30m`.
  ///
  /// Milliseconds beyond the second are not shown.
  public var description: String {
    var rest = milliseconds.magnitude / 1000
    var parts = ""
    for (letter, size) in [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)] as [(String, UInt64)]
    where rest >= size {
      parts += "\(rest / size)\(letter)"
      rest %= size
    }
    return parts.isEmpty ? "0s" : (milliseconds < 0 ? "-" + parts : parts)
  }
}
