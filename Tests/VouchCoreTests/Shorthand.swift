import Testing
import VouchCore

/// The instant written as RFC 3339 with an offset.
func instant(_ text: String) throws -> Instant { try #require(TimeText(parsing: text)?.instant) }

/// The day written as `YYYY-MM-DD`.
func day(_ text: String) throws -> CivilDate { try #require(CivilDate(parsing: text)) }

/// The time of day written as `hh:mm`.
func wall(_ text: String) throws -> WallTime { try #require(WallTime(parsing: text)) }

/// The zone of that IANA name.
func zone(_ name: String) throws -> BrandZone { try #require(BrandZone(identifier: name)) }

/// The local time written as `YYYY-MM-DD hh:mm`, with seconds or without.
func local(_ text: String) throws -> LocalTime { try #require(TimeText(parsing: text)).local }

/// What `instant` looks like in UTC; shorter to read in a failure than milliseconds.
func utc(_ instant: Instant) -> String { BrandZone.utc.format(instant) }
