/// Answers whether a text as a whole is what X would accept (twitter-text 3, `isValid…`).
enum TwitterValidity {
  /// True for `@name` and nothing else.
  static func isUsername(_ text: [Unicode.Scalar]) -> Bool {
    guard let only = single(TwitterTokens.find(in: text).mentions) else { return false }
    return only.range == text.indices && !text.contains("/")
  }

  /// True for `@name/list` and nothing else.
  static func isList(_ text: [Unicode.Scalar]) -> Bool {
    guard let only = single(TwitterTokens.find(in: text).mentions) else { return false }
    return only.range == text.indices && text.contains("/")
  }

  /// True for `#tag` and nothing else.
  static func isHashtag(_ text: [Unicode.Scalar]) -> Bool {
    single(TwitterTokens.find(in: text).hashtags)?.range == text.indices
  }

  /// True for one URL and nothing else, as RFC 3986 has it with letters of any script.
  static func isURL(_ text: [Unicode.Scalar], needsScheme: Bool) -> Bool {
    var rest = text[...]
    if let colon = rest.firstIndex(of: ":"), rest[colon...].starts(with: "://".unicodeScalars) {
      let scheme = Array(rest[..<colon]).string(0..<colon).lowercased()
      guard scheme == "http" || scheme == "https" else { return false }
      rest = rest[(colon + 3)...]
    } else if needsScheme {
      return false
    }
    let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
    return isAuthority(rest[..<end]) && rest[end...].allSatisfy(isURLScalar)
  }

  private static func single(_ found: [FoundSpan]) -> FoundSpan? {
    found.count == 1 ? found[0] : nil
  }

  private static func isURLScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCIIAlphanumeric { return true }
    guard scalar.isASCII else {
      return scalar.isLatinAccent || (0x400...0x4FF).contains(scalar.value)
    }
    switch scalar {
    case "-", "_", ".", "!", "~", "*", "'", "(", ")", ";", ":", "&", "=", "+", "$", ",", "%", "#",
      "[", "]", "@", "/", "?", "|":
      return true
    default: return false
    }
  }

  private static func isAuthority(_ authority: ArraySlice<Unicode.Scalar>) -> Bool {
    var rest = authority
    if let at = rest.lastIndex(of: "@") {
      let isUserInfo = rest[..<at].allSatisfy {
        isURLScalar($0) && !["[", "]", "@", "#", "/", "?"].contains($0)
      }
      guard isUserInfo else { return false }
      rest = rest[(at + 1)...]
    }
    if let colon = rest.lastIndex(of: ":"), rest.last != "]" {
      guard rest[(colon + 1)...].allSatisfy(\.isASCIIDigit) else { return false }
      rest = rest[..<colon]
    }
    if rest.first == "[" {
      return rest.last == "]"
        && rest.dropFirst().dropLast().allSatisfy { hexDigitOrColon($0) }
    }
    return isHost(rest)
  }

  private static func hexDigitOrColon(_ scalar: Unicode.Scalar) -> Bool {
    scalar == ":" || scalar == "." || scalar.properties.isASCIIHexDigit
  }

  private static func isHost(_ host: ArraySlice<Unicode.Scalar>) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let top = labels.last else { return false }
    if labels.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }) {
      return labels.count == 4
        && labels.allSatisfy { (Int(Array($0).string(0..<$0.count)) ?? 256) < 256 }
    }
    guard let asciiLength = HostName.asciiLength(of: host), asciiLength > 0 else { return false }
    guard top.first.map({ !$0.isASCIIDigit }) ?? false, top.allSatisfy(\.isLabelScalar) else {
      return false
    }
    return labels.indices.allSatisfy { index in
      let label = labels[index]
      guard let first = label.first, let last = label.last else { return false }
      // The registered domain has no underscore; those below it may.
      let mayHaveUnderscore = index < labels.count - 2
      return first.isLabelScalar && last.isLabelScalar
        && label.allSatisfy { $0.isLabelScalar || $0 == "-" || ($0 == "_" && mayHaveUnderscore) }
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isLabelScalar: Bool { isASCIIAlphanumeric || (!isASCII && isDomainScalar) }
}
