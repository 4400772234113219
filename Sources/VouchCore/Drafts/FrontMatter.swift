import Foundation

/// The head of a draft: what it is, where it should go, and why.
///
/// Every value keeps the place where it was written, so that a rule can point at it.
public struct FrontMatter: Sendable {
  /// What the assistant calls the draft; it is not published.
  public var title: Located<String>?
  /// Where it should go: at least one, each once, in the order written.
  public var channels: [Located<Channel>]
  /// What kind of post it is.
  public var kind: DraftKind
  /// What it claims to be about, in the order written.
  public var topics: [Located<String>]
  /// Why it should be posted.
  public var why: Located<String>?
  /// When it should go out.
  public var schedule: DraftSchedule
  /// Files that go with the post, at most 20.
  public var media: [MediaItem]
  /// What the brand gets for it, if anything.
  public var disclosure: Located<Disclosure>?
  /// Whether the assistant calls it promotional.
  public var promotional: Bool
  /// The post that is answered; set for the kind `reply` only.
  public var replyTo: Located<String>?
  /// Whom to ask for what; set for the kind `mission` only.
  public var mission: MissionRequest?
  /// The campaign it belongs to.
  public var campaign: Located<String>?
  /// The place of the head in the file, from its first to its last `---`.
  public var span: SourceSpan

  /// A head with the given channels and defaults everywhere else.
  public init(channels: [Located<Channel>], span: SourceSpan) {
    self.channels = channels
    self.kind = .post
    self.topics = []
    self.schedule = DraftSchedule()
    self.media = []
    self.promotional = false
    self.span = span
  }

  /// True where the post counts towards the soapbox share: it is called promotional or declares
  /// that something was given for it.
  public var isPromotional: Bool {
    promotional || (disclosure.map { $0.value != .none } ?? false)
  }
}

/// The kinds of post.
public enum DraftKind: String, Hashable, Sendable, CaseIterable {
  /// One post a channel.
  case post
  /// Several posts, each answering the one before; `---` starts the next.
  case thread
  /// An answer to somebody's post.
  case reply
  /// A private request to a small batch of people.
  case mission
  /// A timed question-and-answer session; `## Q1 +5m` starts the next post.
  case chat
}

/// What the brand got for a post.
public enum Disclosure: String, Hashable, Sendable, CaseIterable {
  case none, affiliate, sponsored, gift
}

/// When a draft may go out.
public struct DraftSchedule: Sendable, Equatable {
  /// Not before this instant.
  public var after: Located<Instant>?
  /// Before this instant: the first one that is too late.
  public var before: Located<Instant>?
  /// Exactly at this instant, a whole minute.
  public var at: Located<Instant>?

  /// No wishes at all.
  public init(
    after: Located<Instant>? = nil,
    before: Located<Instant>? = nil,
    at: Located<Instant>? = nil
  ) {
    self.after = after
    self.before = before
    self.at = at
  }
}

/// A file that goes with a post.
public struct MediaItem: Sendable, Equatable {
  /// The path as written, relative, without `..`.
  public let file: Located<String>
  /// What the file shows, for people who cannot see it; nil where nothing was written.
  public let alt: Located<String>?

  /// A file and its description.
  public init(file: Located<String>, alt: Located<String>?) {
    self.file = file
    self.alt = alt
  }
}

/// What a mission asks of whom.
public struct MissionRequest: Sendable, Equatable {
  /// The request, in the words the people will read; nil where nothing was written.
  public let ask: Located<String>?
  /// The people to ask, as written, at most 500, possibly with repeats.
  public let people: [Located<String>]

  /// A request to people.
  public init(ask: Located<String>?, people: [Located<String>]) {
    self.ask = ask
    self.people = people
  }

  /// The handle by which a person is told apart from others: without `@`, lower case, and without
  /// what a reader cannot see.
  ///
  /// Full-width and other compatibility forms are folded, so that nobody is asked twice by being
  /// written differently.
  public static func canonicalPerson(_ written: String) -> String {
    if let plain = plainPerson(written) { return plain }
    let folded = written.precomposedStringWithCompatibilityMapping
    // By scalars: "@" with a combining mark is one `Character` and not equal to "@".
    let visible = folded.lowercased().unicodeScalars.filter {
      !$0.properties.isDefaultIgnorableCodePoint
    }
    let handle = visible.drop { $0 == "@" || $0.properties.isWhitespace }
    let end = handle.lastIndex { !$0.properties.isWhitespace }
    return end.map { String(handle[...$0]) } ?? ""
  }

  /// The same for ASCII, in which nothing is folded but case; nil for any other text.
  private static func plainPerson(_ written: String) -> String? {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    var written = written
    return written.withUTF8 { bytes -> String? in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
      var handle = bytes.drop { $0 == UInt8(ascii: "@") || isSpace($0) }
      while let last = handle.last, isSpace(last) { handle.removeLast() }
      return String(unsafeUninitializedCapacity: handle.count) { room in
        for (place, byte) in handle.enumerated() {
          room.initializeElement(at: place, to: byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
        return handle.count
      }
    }
  }
}
