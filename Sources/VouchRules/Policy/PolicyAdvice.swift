import VouchCore

extension PolicyLoader {
  /// What an owner should know about a sound policy: entries that can never do anything, and words
  /// that are not what they seem.
  ///
  /// Nothing here keeps the policy from being used.
  public func advice(for policy: Policy) -> [PolicyProblem] {
    PolicyAdvice(policy: policy, folding: folding).all
  }
}

/// Looks through a loaded policy for what its owner can hardly have meant.
private struct PolicyAdvice {
  let policy: Policy
  let folding: Folding

  var all: [PolicyProblem] {
    (calendar + topics + words + scopes + rules).sorted()
  }

  private var calendar: [PolicyProblem] {
    policy.calendar.slots.flatMap { channel, week in
      var found: [PolicyProblem] = []
      let place = place("slots/\(channel)")
      if policy.channels[channel] == nil {
        found.append(
          PolicyProblem("slots for \(channel), where the policy does not post", at: place)
        )
      }
      for weekday in Weekday.allCases {
        for time in week[weekday] ?? [] where isQuiet(time, on: weekday) {
          found.append(
            PolicyProblem(
              "the slot of \(channel) on \(weekday.abbreviation) at \(time) is always quiet",
              at: place,
              help: "nothing will go out then; change the slot or the quiet hours"
            )
          )
        }
      }
      return found
    }
  }

  private func isQuiet(_ time: WallTime, on weekday: Weekday) -> Bool {
    policy.calendar.quiet[weekday]?.contains { $0.start <= time && time < $0.end } ?? false
  }

  private var topics: [PolicyProblem] {
    let banned = Set(policy.offLimits.flatMap(\.words).map(folded))
    return policy.topics.flatMap { topic in
      let place = place("topics/\(topic.name)")
      if topic.words.isEmpty {
        return [
          PolicyProblem(
            "the topic '\(shown(topic.name))' has no words, so that any text fits it",
            at: place
          )
        ]
      }
      return topic.words.filter { banned.contains(folded($0)) }.map { word in
        PolicyProblem(
          "'\(shown(word))' is a word of the topic '\(shown(topic.name))' and off limits",
          at: place
        )
      }
    }
  }

  private var words: [PolicyProblem] {
    let lists =
      policy.topics.map { (place("topics/\($0.name)"), $0.words) }
      + policy.offLimits.map { (place("off-limits/\($0.name)"), $0.words) }
      + policy.phrases.map { (place("phrases/\($0.id)"), $0.never) }
    return lists.flatMap { place, words in
      words.compactMap { word in
        oddity(of: word).map { PolicyProblem("'\(shown(word))' \($0)", at: place) }
      }
    }
  }

  /// What is odd about the characters of a word or pattern.
  private func oddity(of word: String) -> String? {
    let scalars = word.unicodeScalars
    let isLatin = scalars.contains { $0.properties.isAlphabetic && $0.value < 0x250 }
    for scalar in scalars where scalar.properties.isDefaultIgnorableCodePoint {
      // Joiners belong to the spelling of Persian and Indic words.
      let isJoiner = scalar.value == 0x200C || scalar.value == 0x200D
      if isLatin || !isJoiner { return "holds an invisible character" }
    }
    if isLatin, scalars.contains(where: { (0x370...0x58F).contains($0.value) }) {
      return "mixes letters that look alike but are of different scripts"
    }
    guard ForbiddenEntry.isPattern(word) else { return nil }
    let never = scalars.first { scalar in
      !scalar.isASCII && folding.canonical(String(scalar)).text.count != 1
    }
    return never.map { "holds '\($0)', which canonical text never does" }
  }

  private var scopes: [PolicyProblem] {
    policy.scopes.flatMap { name, scope in
      (scope.channels ?? []).filter { policy.channels[$0] == nil }.map { channel in
        PolicyProblem(
          "'\(name)' may post to \(channel), where the policy does not post",
          at: place("assistants/\(name)")
        )
      }
    }
  }

  private var rules: [PolicyProblem] {
    policy.entries.flatMap { entry in
      let place =
        entry.file.map { PolicyPlace(file: $0, line: entry.line ?? 1, column: 1) } ?? start
      var found: [PolicyProblem] = []
      if entry.severity == nil, !entry.overrides.values.contains(where: { $0.severity != nil }) {
        found.append(PolicyProblem("the rule '\(entry.rule)' is off", at: place))
      }
      for channel in entry.overrides.keys where policy.channels[channel] == nil {
        found.append(
          PolicyProblem(
            "the rule '\(entry.rule)' speaks of \(channel), where the policy does not post",
            at: place
          )
        )
      }
      return found
    }
      + policy.phrases.filter { $0.severity == nil }.map { phrase in
        PolicyProblem("the phrase '\(phrase.id)' is off", at: place("phrases/\(phrase.id)"))
      }
  }

  private var start: PolicyPlace { PolicyPlace(file: policy.name + ".yaml", line: 1, column: 1) }

  private func place(_ key: String) -> PolicyPlace { policy.places[key] ?? start }

  private func folded(_ word: String) -> String { folding.canonical(word).text.string }
}
