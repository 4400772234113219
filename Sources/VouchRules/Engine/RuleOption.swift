public import VouchCore

/// An option of a rule: its name in policies, its default, and what it means.
///
/// A rule keeps each of its options in a static constant and reads its value with that constant,
/// so a typo does not compile.
public struct RuleOption<Value: Sendable>: Sendable {
  /// The option without its type, for the descriptor.
  public let erased: AnyRuleOption
  let unwrap: @Sendable (OptionValue) -> Value?
  let fallback: Value
}

/// An option without the type of its value.
public struct AnyRuleOption: Sendable {
  /// The key in policies, kebab-case.
  public let name: String
  /// What it sets, one line.
  public let meaning: String
  /// The value where a policy does not say.
  public let standard: OptionValue
  /// The numbers it takes, for numbers.
  public let bounds: ClosedRange<Int>?
  /// Which change makes the rule stricter; a locked rule can only be changed that way.
  public let stricter: Direction

  /// Which change of an option makes its rule stricter.
  public enum Direction: Sendable {
    /// A smaller number or span.
    case lower
    /// A greater number or span.
    case higher
    /// More words in the list.
    case more
    /// Fewer words in the list; an empty list stands for no restriction and is the loosest.
    case fewer
    /// `true`.
    case on
    /// None: a locked rule keeps the value it has.
    case neither
  }
}

/// The value of an option as a policy writes it.
public enum OptionValue: Hashable, Sendable {
  case integer(Int)
  case span(TimeSpan)
  case words([String])
  case flag(Bool)
}

/// The checked values of a rule's options.
public struct OptionValues: Sendable, Equatable {
  private var values: [String: OptionValue]

  /// The given values, by name.
  public init(_ values: [String: OptionValue] = [:]) {
    self.values = values
  }

  /// The value of `option`: the policy's, else the default.
  public subscript<Value>(option: RuleOption<Value>) -> Value {
    values[option.erased.name].flatMap(option.unwrap) ?? option.fallback
  }

  /// The value written for `name`; nil where the policy is silent.
  public subscript(name: String) -> OptionValue? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// The names that a policy set.
  public var names: [String] { values.keys.sorted() }
}

extension RuleOption where Value == Int {
  /// A whole number within `bounds`.
  public static func integer(
    _ name: String,
    default standard: Int,
    in bounds: ClosedRange<Int>,
    stricter: AnyRuleOption.Direction,
    _ meaning: String
  ) -> RuleOption {
    RuleOption(
      erased: AnyRuleOption(
        name: name,
        meaning: meaning,
        standard: .integer(standard),
        bounds: bounds,
        stricter: stricter
      ),
      unwrap: { if case .integer(let number) = $0 { number } else { nil } },
      fallback: standard
    )
  }
}

extension RuleOption where Value == TimeSpan {
  /// A length of time such as `24h`.
  public static func span(
    _ name: String,
    default standard: TimeSpan,
    stricter: AnyRuleOption.Direction,
    _ meaning: String
  ) -> RuleOption {
    RuleOption(
      erased: AnyRuleOption(
        name: name,
        meaning: meaning,
        standard: .span(standard),
        bounds: nil,
        stricter: stricter
      ),
      unwrap: { if case .span(let span) = $0 { span } else { nil } },
      fallback: standard
    )
  }
}

extension RuleOption where Value == [String] {
  /// A list of words.
  public static func words(
    _ name: String,
    default standard: [String],
    stricter: AnyRuleOption.Direction,
    _ meaning: String
  ) -> RuleOption {
    RuleOption(
      erased: AnyRuleOption(
        name: name,
        meaning: meaning,
        standard: .words(standard),
        bounds: nil,
        stricter: stricter
      ),
      unwrap: { if case .words(let words) = $0 { words } else { nil } },
      fallback: standard
    )
  }
}

extension RuleOption where Value == Bool {
  /// `true` or `false`.
  public static func flag(
    _ name: String,
    default standard: Bool,
    stricter: AnyRuleOption.Direction,
    _ meaning: String
  ) -> RuleOption {
    RuleOption(
      erased: AnyRuleOption(
        name: name,
        meaning: meaning,
        standard: .flag(standard),
        bounds: nil,
        stricter: stricter
      ),
      unwrap: { if case .flag(let flag) = $0 { flag } else { nil } },
      fallback: standard
    )
  }
}
