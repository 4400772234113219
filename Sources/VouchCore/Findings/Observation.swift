/// What a rule saw: a place and a message, before it has a severity.
///
/// The engine adds the rule's id and the policy's severity and so makes it a ``Finding``: a rule
/// cannot claim another rule's id or choose how serious it is.
public struct Observation: Hashable, Sendable {
  /// What is wrong, one line, with the measured value and the limit where there are any.
  public var message: String
  /// Where; nil for the draft as a whole (reported at the start of the file).
  public var span: SourceSpan?
  /// What the author can do about it.
  public var help: String?
  /// Where readers meet it; nil for the head and for the draft as a whole.
  public var surface: Surface?
  /// What was measured against the limit.
  public var measured: Int?
  /// The limit it was measured against.
  public var limit: Int?
  /// A severity below the rule's own, for the milder of two things one rule asks.
  public var cap: Severity?

  /// Something a rule saw.
  public init(
    _ message: String,
    at span: SourceSpan? = nil,
    surface: Surface? = nil,
    measured: Int? = nil,
    limit: Int? = nil,
    cap: Severity? = nil,
    help: String? = nil
  ) {
    self.message = message
    self.span = span
    self.surface = surface
    self.measured = measured
    self.limit = limit
    self.cap = cap
    self.help = help
  }
}
