/// A value together with the place in the file where it was written.
public struct Located<Value: Sendable>: Sendable {
  /// What was written.
  public let value: Value
  /// Where it was written.
  public let span: SourceSpan

  /// A value and its place.
  public init(_ value: Value, at span: SourceSpan) {
    self.value = value
    self.span = span
  }
}

extension Located: Equatable where Value: Equatable {}
