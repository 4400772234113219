import VouchCore

/// Turns the bytes of a draft into a ``Draft``.
public struct DraftParser: Sendable {
}
