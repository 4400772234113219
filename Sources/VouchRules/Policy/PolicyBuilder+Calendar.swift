import VouchCore

extension PolicyBuilder {
  /// `calendar: {slots, quiet, days-off, late}`.
  ///
  /// Slots replace those of an extended policy channel by channel, quiet hours replace them whole,
  /// days off add up.
  mutating func takeCalendar(_ node: PolicyNode, _ reader: PolicyReader) {
    let keys = ["slots", "quiet", "days-off", "late"]
    guard let fields = reader.fields(node, of: "calendar", known: keys) else { return }
    if let field = fields["slots"] { takeSlots(field.value, reader) }
    if let field = fields["quiet"] { takeQuiet(field.value, reader) }
    if let field = fields["days-off"] { takeDaysOff(field.value, reader) }
    if let field = fields["late"] { takeLate(field.value, reader) }
  }

  private mutating func takeSlots(_ node: PolicyNode, _ reader: PolicyReader) {
    for entry in reader.entries(node, of: "slots") ?? [] {
      guard let channel = channel(entry.name, at: entry.key, reader) else { continue }
      var week: [Weekday: Set<WallTime>] = [:]
      for days in reader.entries(entry.value, of: "the slots of \(channel)") ?? [] {
        let weekdays = weekdays(days, reader)
        for node in reader.list(days.value, of: "the times of '\(shown(days.name))'") ?? [] {
          guard let time = time(node, reader) else { continue }
          for weekday in weekdays { week[weekday, default: []].insert(time) }
        }
      }
      places["slots/\(channel)"] = reader.place(of: entry.key)
      slots[channel] = week.mapValues { $0.sorted() }
    }
  }

  private mutating func takeQuiet(_ node: PolicyNode, _ reader: PolicyReader) {
    guard let entries = reader.entries(node, of: "quiet") else { return }
    var week = QuietWeek()
    for entry in entries {
      let weekdays = weekdays(entry, reader)
      let nodes =
        if case .list(let nodes) = entry.value.content { nodes } else { [entry.value] }
      for node in nodes {
        guard let text = reader.text(node, of: "quiet hours") else { continue }
        if text == "all" {
          for weekday in weekdays { week.add(0..<1440, on: weekday) }
        } else if let hours = Self.hours(text) {
          for weekday in weekdays { week.add(from: hours.start, to: hours.end, on: weekday) }
        } else {
          reader.report(
            "quiet hours are '18:00-09:00' or all, not '\(shown(text))'",
            at: node
          )
        }
      }
    }
    quiet = week.hours
  }

  private mutating func takeDaysOff(_ node: PolicyNode, _ reader: PolicyReader) {
    for (text, node) in reader.texts(node, of: "days-off") ?? [] {
      let ends = text.split(separator: "..", omittingEmptySubsequences: false)
      let dates = ends.compactMap { CivilDate(parsing: trimmed(String($0))) }
      guard dates.count == ends.count, let first = dates.first, let last = dates.last,
        dates.count <= 2
      else {
        reader.report(
          "a day off is 2026-12-24 or 2026-12-24..2027-01-02, not '\(shown(text))'",
          at: node
        )
        continue
      }
      guard first <= last else {
        reader.report("the day off ends on \(last), before it starts on \(first)", at: node)
        continue
      }
      if !daysOff.contains(first...last) { daysOff.append(first...last) }
    }
  }

  private mutating func takeLate(_ node: PolicyNode, _ reader: PolicyReader) {
    guard let fields = reader.fields(node, of: "late", known: ["grace", "then"]) else { return }
    if let field = fields["grace"], let span = reader.span(field.value, of: "grace") {
      late.grace = span
    }
    let names = LatePosts.Then.allCases.map(\.rawValue)
    if let field = fields["then"],
      let name = reader.choice(field.value, of: "a way to treat late posts", among: names),
      let then = LatePosts.Then(rawValue: name)
    {
      late.then = then
    }
  }

  /// The days that a key such as `mon`, `tue-thu` or `daily` stands for.
  private func weekdays(_ entry: PolicyField, _ reader: PolicyReader) -> [Weekday] {
    if entry.name == "daily" { return Weekday.allCases }
    let ends = entry.name.split(separator: "-", omittingEmptySubsequences: false).map { name in
      Weekday.allCases.first { $0.abbreviation == name }
    }
    if ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil {
      let length = (last.rawValue - first.rawValue + 7) % 7
      return (0...length).compactMap { Weekday(rawValue: (first.rawValue + $0) % 7) }
    }
    let names = Weekday.allCases.map(\.abbreviation) + ["daily"]
    let nearest = Suggestion.nearest(to: entry.name, among: names)
    let prefix = names.first { entry.name.lowercased().hasPrefix($0) }
    reader.report(
      "'\(shown(entry.name))' is not a day",
      at: entry.key,
      help: (prefix ?? nearest).map { "did you mean '\($0)'?" }
        ?? "days are mon, tue, wed, thu, fri, sat, sun, ranges such as mon-fri, and daily"
    )
    return []
  }

  private func time(_ node: PolicyNode, _ reader: PolicyReader) -> WallTime? {
    guard let text = reader.text(node, of: "a time") else { return nil }
    guard let time = WallTime(parsing: text), time.minutes < 1440 else {
      reader.report("a time is 09:30, not '\(shown(text))'", at: node)
      return nil
    }
    return time
  }

  /// The ends of `18:00-09:00`; nil where they are no times or the same.
  private static func hours(_ text: String) -> (start: WallTime, end: WallTime)? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(trimmedTime)
    guard ends.count == 2, let start = ends[0], let end = ends[1], start != end,
      start.minutes < 1440
    else { return nil }
    return (start, end)
  }

  private static func trimmedTime(_ text: Substring) -> WallTime? {
    WallTime(parsing: trimmed(String(text)))
  }
}

/// Quiet minutes of a week, put together from stretches that may overlap and wrap past midnight.
private struct QuietWeek {
  private var minutes: [Weekday: [Range<Int>]] = [:]

  mutating func add(_ range: Range<Int>, on weekday: Weekday) {
    if !range.isEmpty { minutes[weekday, default: []].append(range) }
  }

  mutating func add(from start: WallTime, to end: WallTime, on weekday: Weekday) {
    if start < end {
      add(start.minutes..<end.minutes, on: weekday)
    } else {
      add(start.minutes..<1440, on: weekday)
      let next = Weekday(rawValue: (weekday.rawValue + 1) % 7) ?? weekday
      add(0..<end.minutes, on: next)
    }
  }

  /// The stretches of each day, rising, none touching another.
  var hours: [Weekday: [QuietHours]] {
    minutes.mapValues { ranges in
      var merged: [Range<Int>] = []
      for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        if let last = merged.last, range.lowerBound <= last.upperBound {
          merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
        } else {
          merged.append(range)
        }
      }
      return merged.compactMap { range in
        guard let start = WallTime(minutes: range.lowerBound),
          let end = WallTime(minutes: range.upperBound)
        else { return nil }
        return QuietHours(start: start, end: end)
      }
    }
  }
}
