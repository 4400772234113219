import VouchCore
import VouchRules
import VouchText

/// Stops the process where `condition` does not hold, so that the fuzzer keeps the input.
func require(_ condition: Bool, _ promise: @autoclosure () -> String) {
  if !condition { fatalError("broken promise: " + promise()) }
}

/// What holds of everything that was read, whatever the bytes were.
enum Promise {
  static func hold(of draft: Draft) {
    let source = draft.source
    for reading in draft.readings {
      hold(of: reading, in: source)
    }
    for rendition in draft.renditions { hold(of: rendition) }
    for text in draft.frontMatterText { hold(of: text, in: source) }
    for flag in draft.frontMatterFlags { hold(of: flag.span, in: source) }
    for note in draft.notes { hold(of: note, in: source) }
    for channel in draft.frontMatter.channels { hold(of: channel.span, in: source) }
    for topic in draft.frontMatter.topics { hold(of: topic.span, in: source) }
    for item in draft.frontMatter.media { hold(of: item.file.span, in: source) }
    for person in draft.frontMatter.mission?.people ?? [] { hold(of: person.span, in: source) }
    require(!draft.frontMatter.channels.isEmpty, "a draft has a channel")
  }

  static func hold(of error: DraftError, in bytes: [UInt8]) {
    require(!error.problems.isEmpty, "a refusal has a reason")
    // Bytes that are no text have lines all the same.
    let source = SourceText(path: "f", bytes: bytes)
    for problem in error.problems { hold(of: problem, in: source) }
  }

  static func hold(of report: Report, in source: SourceText) {
    for finding in report.findings {
      hold(of: finding.start, in: source, "finding of \(finding.rule)")
      hold(of: finding.end, in: source, "finding of \(finding.rule)")
      require(finding.start <= finding.end, "a finding ends behind its start")
      require(!finding.message.contains("\n"), "a message is one line: \(finding.message)")
    }
  }

  static func hold(of error: PolicyError, in bytes: [UInt8]) {
    require(!error.problems.isEmpty, "a refusal has a reason")
    let source = SourceText(path: "f", bytes: bytes)
    for problem in error.problems {
      hold(of: SourceLocation(line: problem.line, column: problem.column), in: source, "\(problem)")
    }
  }

  static func hold(of seen: Inspection, isPlain: Bool) {
    let tokens = seen.mentions + seen.hashtags + seen.cashtags
    for token in tokens { hold(of: token.span, in: seen.source) }
    for link in seen.links { hold(of: link.span, in: seen.source) }
    for flag in seen.flags { hold(of: flag.span, in: seen.source) }
    for rendition in seen.renditions { hold(of: rendition) }
    guard isPlain else { return }
    for token in tokens where token.surface == .published {
      require(
        seen.source.text(in: token.span) == token.text,
        "plain text is shown as written: \(token)"
      )
    }
  }

  private static func hold(of reading: Reading, in source: SourceText) {
    for text in [reading.published] + reading.attached + reading.unpublished {
      require(text.scalars.count == text.origins.count, "every scalar has an origin")
      for origin in text.origins { hold(of: origin, in: source) }
    }
    for text in reading.canonical { hold(of: text, in: source) }
    for token in reading.mentions + reading.hashtags + reading.cashtags {
      hold(of: token.span, in: source)
      guard token.surface == .published else { continue }
      require(
        token.range.upperBound <= reading.published.count
          && reading.published.string(in: token.range) == token.text,
        "a token stands where it says: \(token)"
      )
    }
    for link in reading.links {
      hold(of: link.span, in: source)
      if let range = link.range { require(range.upperBound <= reading.published.count, "\(link)") }
    }
    for image in reading.images { hold(of: image.span, in: source) }
    for span in reading.rawHTML { hold(of: span, in: source) }
    for flag in reading.flags { hold(of: flag.span, in: source) }
    for region in reading.regions {
      require(region.range.upperBound <= reading.published.count, "\(region)")
    }
    var end = 0
    for segment in reading.segments {
      require(segment.range.lowerBound >= end, "segments follow one another")
      end = segment.range.upperBound
    }
    require(end <= reading.published.count, "segments lie inside the text")
  }

  private static func hold(of text: CanonicalText, in source: SourceText) {
    for part in [text.text, text.joined?.text].compactMap({ $0 }) {
      require(part.scalars.count == part.origins.count, "every canonical scalar has an origin")
      for origin in part.origins { hold(of: origin, in: source) }
    }
  }

  private static func hold(of rendition: Rendition) {
    require(
      rendition.text == rendition.segments.joined(separator: "\n\n"),
      "a text is its segments"
    )
    require(rendition.lengths.count == rendition.segments.count, "every segment has a length")
  }

  private static func hold(of span: SourceSpan, in source: SourceText) {
    require(
      span.start >= 0 && span.start <= span.end && span.end <= source.bytes.count,
      "\(span) lies in a file of \(source.bytes.count) bytes"
    )
  }

  private static func hold(of problem: DraftProblem, in source: SourceText) {
    hold(of: problem.location, in: source, problem.message)
    hold(of: problem.end, in: source, problem.message)
    require(problem.location <= problem.end, "a problem ends behind its start: \(problem)")
  }

  private static func hold(of place: SourceLocation, in source: SourceText, _ what: String) {
    require(
      place.line >= 1 && place.column >= 1 && place.line <= source.lineCount,
      "\(place) is a place: \(what)"
    )
    let next =
      place.line == source.lineCount ? source.bytes.count : source.start(ofLine: place.line + 1)
    var start = source.start(ofLine: place.line)
    if start == 0, source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    let columns = source.bytes[start..<max(start, next)].count { $0 & 0xC0 != 0x80 }
    require(place.column <= columns + 1, "\(place) lies in its line of \(columns): \(what)")
  }
}

extension Promise {
  static func same(_ one: Draft, _ other: Draft) -> Bool {
    one.renditions == other.renditions && one.notes == other.notes
      && one.frontMatterFlags == other.frontMatterFlags
      && one.readings.elementsEqual(other.readings) { left, right in
        left.published == right.published && left.segments == right.segments
          && left.regions == right.regions && left.attached == right.attached
          && left.unpublished == right.unpublished && left.mentions == right.mentions
          && left.hashtags == right.hashtags && left.cashtags == right.cashtags
          && left.links == right.links && left.images == right.images
          && left.rawHTML == right.rawHTML && left.flags == right.flags
          && left.canonical.map(\.text) == right.canonical.map(\.text)
          && left.canonical.map(\.joined?.text) == right.canonical.map(\.joined?.text)
      }
  }

  static func same(_ one: Inspection, _ other: Inspection) -> Bool {
    one.mentions == other.mentions && one.hashtags == other.hashtags
      && one.cashtags == other.cashtags && one.links == other.links && one.flags == other.flags
      && one.renditions == other.renditions
  }
}
