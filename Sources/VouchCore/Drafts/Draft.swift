/// The parsed document: front matter plus everything that was found in its texts.
///
/// A draft has no identity and no state. It was read once; rules look at it and never at Markdown.
/// A class, as it never changes, is handed from rule to rule and has dozens of lists.
public final class Draft: Sendable {
  /// The bytes it was read from.
  public let source: SourceText
  /// Its head.
  public let frontMatter: FrontMatter
  /// The channels of the head.
  public let channels: [Channel]
  /// The body first, then each text written for one channel.
  public let readings: [Reading]
  /// What each channel will show, in the order of the head.
  public let renditions: [Rendition]
  /// The published words of the head (a mission's `ask`) and its title, folded.
  public let frontMatterText: [CanonicalText]
  /// What is unexpected about published words of the head.
  public let frontMatterFlags: [Flag]
  /// What the author should know about how the draft was read, such as a time that exists twice.
  public let notes: [DraftProblem]

  /// A draft that was read; `channels` are those of the head, where somebody has listed them.
  public init(
    source: SourceText,
    frontMatter: FrontMatter,
    channels: [Channel]? = nil,
    readings: [Reading],
    renditions: [Rendition],
    frontMatterText: [CanonicalText] = [],
    frontMatterFlags: [Flag] = [],
    notes: [DraftProblem] = []
  ) {
    self.source = source
    self.frontMatter = frontMatter
    self.channels = channels ?? frontMatter.channels.map(\.value)
    self.readings = readings
    self.renditions = renditions
    self.frontMatterText = frontMatterText
    self.frontMatterFlags = frontMatterFlags
    self.notes = notes
  }

  /// The texts that will go to any of `channels`.
  public func readings(for channels: [Channel]) -> [Reading] {
    // Most drafts have one text, and it goes to every channel.
    if readings.allSatisfy({ $0.goes(to: channels) }) { return readings }
    return readings.filter { $0.goes(to: channels) }
  }
}

extension Reading {
  /// True where this text will go to any of `channels`.
  fileprivate func goes(to channels: [Channel]) -> Bool {
    self.channels.contains { channels.contains($0) }
  }
}

/// Something wrong with a draft, found while reading it.
public struct DraftProblem: Error, Hashable, Sendable {
  /// What is wrong, one line, for the author.
  public let message: String
  /// Where.
  public let location: SourceLocation
  /// Where it ends; equal to `location` for a place without extent.
  public let end: SourceLocation
  /// What to do, such as `did you mean 'channel'?`.
  public let help: String?

  /// A problem at a place.
  public init(
    _ message: String,
    at location: SourceLocation,
    end: SourceLocation? = nil,
    help: String? = nil
  ) {
    self.message = message
    self.location = location
    self.end = end ?? location
    self.help = help
  }
}

/// Why a draft cannot be read: every problem, in the order of the file.
public struct DraftError: Error, Hashable, Sendable {
  /// At least one problem.
  public let problems: [DraftProblem]

  /// The problems of an unreadable draft.
  public init(_ problems: [DraftProblem]) {
    self.problems = problems.sorted {
      ($0.location, $0.message) < ($1.location, $1.message)
    }
  }
}
