import ArgumentParser
import VouchCore

/// An instant as people type it: RFC 3339, or a local time in the brand's zone.
struct InstantArgument: ExpressibleByArgument {
  private let text: TimeText

  init?(argument: String) {
    guard let text = TimeText(parsing: argument), text.secondOfDay != nil else { return nil }
    if let instant = text.instant, !Instant.representable.contains(instant) { return nil }
    self.text = text
  }

  static var allValueStrings: [String] { [] }

  var defaultValueDescription: String { text.local.description }

  /// The instant meant, with local times read in `zone`.
  ///
  /// Of the two instants that a local time may mean when the clocks are put back, it is the
  /// earlier one.
  func instant(in zone: () throws -> BrandZone) throws -> Instant {
    if let instant = text.instant { return instant }
    let zone = try zone()
    switch zone.resolve(text.local) {
    case .unique(let instant), .overlap(let instant, _): return instant
    case .gap(let next):
      throw ValidationError(
        "\(text.local) does not exist in \(zone.identifier): the clocks jump over it, to "
          + "\(zone.local(next))"
      )
    }
  }
}
