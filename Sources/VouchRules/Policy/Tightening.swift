import VouchCore

/// What a policy tried to loosen although the policy it extends locks it.
struct Loosening: Equatable {
  /// The option, or `severity`.
  let name: String
  /// The channel it concerns; nil for all.
  let channel: Channel?
  /// The locked value and the new one, as policies write them.
  let locked: String, wanted: String
}

extension RuleDraft {
  /// Everything in which `newer` is looser than this draft, by name and channel.
  func loosenings(in newer: RuleDraft, of descriptor: RuleDescriptor) -> [Loosening] {
    let channels = Set(channels.keys).union(newer.channels.keys).sorted()
    var found: [Loosening] = []
    for channel in [nil] + channels.map(Optional.some) {
      let (before, after) = (setting(on: channel), newer.setting(on: channel))
      let standard = Weight.on(descriptor.severity)
      let weights = (before.weight ?? standard, after.weight ?? standard)
      if weights.1 < weights.0 {
        found.append(
          Loosening(
            name: "severity",
            channel: channel,
            locked: weights.0.name,
            wanted: weights.1.name
          )
        )
      }
      for option in descriptor.options {
        let locked = before.options[option.name] ?? option.standard
        let wanted = after.options[option.name] ?? option.standard
        guard option.loosens(from: locked, to: wanted) else { continue }
        found.append(
          Loosening(
            name: option.name,
            channel: channel,
            locked: locked.written,
            wanted: wanted.written
          )
        )
      }
    }
    // A channel that only shows what is already reported for all channels says nothing new.
    return found.filter { one in
      one.channel == nil
        || !found.contains {
          $0.channel == nil && $0.name == one.name && $0.wanted == one.wanted
            && $0.locked == one.locked
        }
    }
  }
}

extension AnyRuleOption {
  /// True where the step from `old` to `new` makes the rule looser, or is none it may take.
  func loosens(from old: OptionValue, to new: OptionValue) -> Bool {
    if old == new { return false }
    switch (stricter, old, new) {
    case (.lower, .integer(let old), .integer(let new)): return new > old
    case (.lower, .span(let old), .span(let new)): return new > old
    case (.higher, .integer(let old), .integer(let new)): return new < old
    case (.higher, .span(let old), .span(let new)): return new < old
    case (.more, .words(let old), .words(let new)): return !Set(old).isSubset(of: new)
    case (.fewer, .words(let old), .words(let new)):
      if old.isEmpty { return false }
      return new.isEmpty || !Set(new).isSubset(of: old)
    case (.on, .flag(let old), .flag): return old
    default: return true
    }
  }

  /// The change that a locked rule can take, in words.
  var tightening: String {
    switch stricter {
    case .lower: "it can only be lowered"
    case .higher: "it can only be raised"
    case .more: "words can only be added"
    case .fewer: "words can only be taken away"
    case .on: "it can only be turned on"
    case .neither: "it cannot be changed"
    }
  }
}

extension OptionValue {
  /// The value as a policy writes it.
  var written: String {
    switch self {
    case .integer(let number): "\(number)"
    case .span(let span): "\(span)"
    case .words(let words): "[\(words.joined(separator: ", "))]"
    case .flag(let flag): "\(flag)"
    }
  }
}
