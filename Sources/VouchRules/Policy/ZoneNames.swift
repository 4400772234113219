import Foundation
import VouchCore

/// The names of time zones, for suggestions.
enum ZoneNames {
  /// What to write instead of `text`.
  static func suggestion(for text: String) -> String {
    let names = TimeZone.knownTimeZoneIdentifiers
    if let nearest = Suggestion.nearest(to: text, among: names) {
      return "did you mean '\(nearest)'?"
    }
    let wanted = text.lowercased()
    // A city alone is the commonest slip, and too short to be near the whole name.
    if let city = names.first(where: { $0.lowercased().hasSuffix("/" + wanted) }) {
      return "did you mean '\(city)'?"
    }
    return "write an IANA name such as Europe/Lisbon"
  }
}
