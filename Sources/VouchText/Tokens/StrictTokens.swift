/// Finds everything that any network would link or a reader would take for a mention or hashtag.
struct StrictTokens {
  private let eye: EyeText
  private let links: [FoundLink]
  private var seen: [Unicode.Scalar] { eye.scalars }

  /// The tokens of `eye`, in ranges of its text; `links` are what they may not lie in.
  static func find(in eye: EyeText, mayHaveCashtags: Bool, links: [FoundLink]) -> FoundSpans {
    let scanner = StrictTokens(eye: eye, links: links)
    var found = FoundSpans()
    let mentions = eye.sigils.count { eye.scalars[$0] == "@" }
    let hashtags = eye.sigils.count - mentions
    if mentions > 0 { found.mentions.reserveCapacity(mentions) }
    if hashtags > 0 { found.hashtags.reserveCapacity(hashtags) }
    scanner.findMentions(into: &found.mentions)
    scanner.findHashtags(into: &found.hashtags)
    if mayHaveCashtags { scanner.findCashtags(into: &found.cashtags) }
    found.mentions.removeAll(in: links)
    found.hashtags.removeAll(in: links)
    found.cashtags.removeAll(in: links)
    return found
  }

  // MARK: - Mentions

  private func findMentions(into found: inout [FoundSpan]) {
    var index = 0
    var previousEnd = -1
    for sigil in eye.sigils where sigil >= index && seen[sigil] == "@" {
      index = sigil
      var name = index + 1
      while name < seen.count, seen[name] == "@" { name += 1 }
      if let end = mentionEnd(from: name),
        index == previousEnd || canPrecedeMention(index, isDoubled: name > index + 1)
      {
        found.append(
          FoundSpan(range: eye.textRange(index..<end), name: eye.textRange(name..<end))
        )
        previousEnd = end
        index = end
      } else {
        index = name
      }
    }
  }

  private func canPrecedeMention(_ index: Int, isDoubled: Bool) -> Bool {
    // What was removed from sight separates words as far as networks are concerned.
    guard index > 0, eye.touchesPrevious(index) else { return true }
    let before = seen[index - 1]
    if before.isHandleScalar {
      guard index >= 2, seen.hasASCII("rt", at: index - 2) else { return false }
      return index == 2 || !seen[index - 3].isHandleScalar
    }
    // "f!@k" is no mention of anyone.
    switch before {
    case "!", "#", "$", "%", "&", "*":
      guard index >= 2, seen[index - 2].isASCIILetter else { return true }
      return index >= 3 && seen[index - 3].isASCIILetter
    default: return true
    }
  }

  /// Behind the name at `start`: a remote handle, a domain or a plain handle.
  private func mentionEnd(from start: Int) -> Int? {
    var end = start
    var hasLetter = false
    while end < seen.count, seen[end].isSeenInHandle {
      hasLetter = hasLetter || seen[end] != "_"
      end += 1
    }
    guard hasLetter, !seen.hasASCII("://", at: end) else { return nil }
    if let user = MastodonTokens.user(in: seen, from: start),
      let host = remoteHostEnd(behind: user.upperBound)
    {
      return host
    }
    // "@o@" and the like are faces.
    if end == start + 1, end < seen.count, seen[end] == "@",
      end + 1 == seen.count || !seen[end + 1].isSeenInHandle
    {
      return nil
    }
    if let handle = BlueskyTokens.handle(in: seen, from: start), handle.upperBound > end {
      return handle.upperBound
    }
    return end
  }

  /// Behind `@host`, where the host has the shape of one.
  private func remoteHostEnd(behind at: Int) -> Int? {
    guard let end = MastodonTokens.hostEnd(in: seen, behind: at),
      let dot = seen[(at + 1)..<end].lastIndex(of: "."), dot > at + 1,
      end - dot > 2, seen[(dot + 1)..<end].allSatisfy(\.isLetterOrMark)
    else { return nil }
    return end
  }

  // MARK: - Hashtags and cashtags

  private func findHashtags(into found: inout [FoundSpan]) {
    var index = 0
    var previousEnd = -1
    for sigil in eye.sigils where sigil >= index && seen[sigil] == "#" {
      index = sigil
      var name = index + 1
      while name < seen.count, seen[name] == "#" { name += 1 }
      if let end = hashtagEnd(from: name), index == previousEnd || canPrecedeHashtag(index) {
        found.append(
          FoundSpan(range: eye.textRange(index..<end), name: eye.textRange(name..<end))
        )
        previousEnd = end
        index = end
      } else {
        index = name
      }
    }
  }

  private func canPrecedeHashtag(_ index: Int) -> Bool {
    guard index > 0, eye.touchesPrevious(index) else { return true }
    let before = seen[index - 1]
    return before != "&" && !before.isHashtagScalar
  }

  private func hashtagEnd(from start: Int) -> Int? {
    if let name = TwitterTokens.hashtagName(in: seen, from: start) {
      return seen.hasASCII("://", at: name.upperBound) ? nil : name.upperBound
    }
    // Bluesky takes any sign for a tag that is neither digit nor punctuation.
    var end = start
    while end < seen.count, !seen[end].isASCII, !seen[end].isScriptSpace, !seen[end].isDigit,
      !seen[end].isPunctuation
    {
      end += 1
    }
    return end > start ? end : nil
  }

  private func findCashtags(into found: inout [FoundSpan]) {
    let bluesky = BlueskyTokens.find(in: eye.text).cashtags
    let twitter = TwitterTokens.find(in: eye.text).cashtags
    let starts = Set(twitter.map(\.range.lowerBound))
    found = twitter + bluesky.filter { !starts.contains($0.range.lowerBound) }
    found.sort { $0.range.lowerBound < $1.range.lowerBound }
  }
}

extension Unicode.Scalar {
  /// What a reader takes for a part of a handle: Latin letters and what passes for them.
  fileprivate var isSeenInHandle: Bool {
    if isASCII { return isHandleScalar }
    guard isLetter || isDigit else { return false }
    let script = Script(of: self)
    return script == .latin || script.imitatesLatin
  }
}
