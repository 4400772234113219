import VouchCore

/// Finds what should stay private in a text, by its shape.
///
/// Written out by hand, one pass over the words: a shape is only looked at where its first letters
/// stand at the beginning of a word, so that an ordinary text costs next to nothing.
enum SecretScanner {
  /// What a secret looks like, in words for a message.
  enum Kind: String {
    case key = "an API key"
    case privateKey = "a private key"
    case token = "an access token"
    case password = "a password"
    case card = "a card number"
    case phone = "a telephone number"
  }

  /// Something that should stay private.
  struct Secret {
    let kind: Kind
    /// The scalars it covers.
    let range: Range<Int>
  }

  /// The secrets in `text`, in order; they do not overlap.
  ///
  /// In canonical text capitals are lost, so that keys are told without them.
  static func secrets(
    in text: [Unicode.Scalar],
    at places: PlaceSet,
    isCanonical: Bool = false
  ) -> [Secret] {
    var secrets: [Secret] = []
    var index = 0
    while let place = places.next(from: index) {
      index = place + 1
      guard startsWord(at: place, in: text), let secret = secret(at: place, in: text, isCanonical)
      else { continue }
      secrets.append(secret)
      index = max(secret.range.upperBound, index)
    }
    return secrets
  }

  private static func startsWord(at index: Int, in text: [Unicode.Scalar]) -> Bool {
    let scalar = text[index]
    guard scalar.isASCIIAlphanumeric || scalar == "+" || scalar == "(" || scalar == "-" else {
      return false
    }
    guard index > 0 else { return true }
    let before = text[index - 1]
    return !(isTokenPart(before) || before.isWordPart)
  }

  private static func secret(
    at start: Int,
    in text: [Unicode.Scalar],
    _ isCanonical: Bool
  ) -> Secret? {
    let first = text[start]
    if first.isASCIIDigit || first == "+" || first == "(" {
      return NumberScanner.number(at: start, in: text)
    }
    if first == "-" { return privateKey(at: start, in: text) }
    return key(at: start, in: text, isCanonical) ?? webToken(at: start, in: text)
      ?? password(at: start, in: text)
  }

  // MARK: Keys

  /// Known beginnings of keys, with the fewest scalars that follow and which ones those are.
  static let prefixes: [(text: [Unicode.Scalar], rest: Int, isUpper: Bool)] = [
    ("sk_live_", 16, false), ("sk_test_", 16, false), ("rk_live_", 16, false),
    ("pk_live_", 16, false), ("whsec_", 24, false), ("sk-proj-", 20, false), ("sk-ant-", 20, false),
    ("sk-", 32, false), ("AKIA", 16, true), ("ASIA", 16, true), ("ghp_", 30, false),
    ("gho_", 30, false), ("ghs_", 30, false), ("ghu_", 30, false), ("github_pat_", 30, false),
    ("glpat-", 20, false), ("xoxb-", 10, false), ("xoxa-", 10, false), ("xoxp-", 10, false),
    ("xoxs-", 10, false), ("xapp-", 10, false), ("AIza", 35, false), ("ya29.", 20, false),
    ("SG.", 40, false), ("npm_", 36, false), ("pypi-", 30, false), ("dop_v1_", 40, false),
    ("hf_", 30, false), ("EAAC", 40, false), ("key-", 32, false),
  ].map { (Array($0.unicodeScalars), $1, $2) }

  private static let prefixesByFirst = byFirst(prefixes) { $0.text.first }

  private static func key(
    at start: Int,
    in text: [Unicode.Scalar],
    _ isCanonical: Bool
  ) -> Secret? {
    for prefix in prefixesByFirst[index(of: text[start])] {
      let isThere = text[start...].starts(with: prefix.text) {
        $0 == (isCanonical ? $1.asciiLowercased : $1)
      }
      guard isThere else { continue }
      let rest = start + prefix.text.count
      let end = endOfToken(from: rest, in: text)
      guard end - rest >= prefix.rest, text[rest..<end].contains(where: \.isASCIIDigit) else {
        continue
      }
      // Keys of this kind are capitals and digits of one fixed length.
      if prefix.isUpper,
        end - rest != prefix.rest
          || !text[rest..<end].allSatisfy(isCanonical ? \.isASCIIAlphanumeric : isCapitalOrDigit)
      {
        continue
      }
      return Secret(kind: .key, range: start..<end)
    }
    return nil
  }

  /// Three parts of Base64 with dots between, of which the first two begin with `eyJ`.
  private static func webToken(at start: Int, in text: [Unicode.Scalar]) -> Secret? {
    guard text[start] == "e" else { return nil }
    let opening: [Unicode.Scalar] = ["e", "y", "J"]
    guard text[start...].starts(with: opening) else { return nil }
    let end = endOfToken(from: start, in: text)
    let parts = text[start..<end].split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count >= 10, parts[1].count >= 10,
      parts[1].starts(with: opening)
    else { return nil }
    return Secret(kind: .token, range: start..<end)
  }

  private static func privateKey(at start: Int, in text: [Unicode.Scalar]) -> Secret? {
    guard start + 1 < text.count, text[start + 1] == "-",
      text[start...].starts(with: "-----BEGIN ".unicodeScalars)
    else { return nil }
    let line = text[start...].prefix { $0 != "\n" }.prefix(80)
    let words = line.split { !$0.isASCIIAlphanumeric }
    guard words.contains(where: { $0.elementsEqual("KEY".unicodeScalars) }),
      words.contains(where: { $0.elementsEqual("PRIVATE".unicodeScalars) })
    else { return nil }
    return Secret(kind: .privateKey, range: start..<line.endIndex)
  }

  // MARK: Passwords

  static let labels: [[Unicode.Scalar]] = [
    "password", "passwd", "passcode", "pwd", "secret", "api key", "api_key", "apikey", "api-key",
    "access_token", "access token", "auth_token", "token", "client_secret", "bearer",
  ].map { Array($0.unicodeScalars) }

  private static let labelsByFirst = byFirst(labels) { $0.first }

  /// A label such as `password:` and behind it one word that nobody would write in prose.
  private static func password(at start: Int, in text: [Unicode.Scalar]) -> Secret? {
    for label in labelsByFirst[index(of: text[start])] {
      let end = start + label.count
      guard end < text.count,
        text[start..<end].elementsEqual(label, by: { $0.asciiLowercased == $1 })
      else { continue }
      let isBearer = label.first == "b"
      var index = endOfVerb(after: end, in: text) ?? end
      let isPassword = label.first == "p"
      var hasSign = isPassword && index > end
      while index < text.count, index - end < 12 {
        let scalar = text[index]
        if scalar == ":" || scalar == "=" {
          hasSign = true
        } else if !(scalar == " " || scalar == "\"" || scalar == "'" || scalar == "`") {
          break
        }
        index += 1
      }
      guard hasSign || (isBearer && index > end) else { continue }
      let stop = text[index...].firstIndex { $0.isSpace || $0 == "\"" || $0 == "`" } ?? text.count
      let word = text[index..<stop]
      if looksRandom(word, afterPassword: isPassword) {
        return Secret(kind: .password, range: index..<stop)
      }
    }
    return nil
  }

  /// Behind `is` or `was` with spaces around it; nil where no such word stands at `start`.
  private static func endOfVerb(after start: Int, in text: [Unicode.Scalar]) -> Int? {
    for verb in [" is ", " was "] {
      let end = start + verb.unicodeScalars.count
      guard end < text.count else { continue }
      if text[start..<end].elementsEqual(verb.unicodeScalars, by: { $0.asciiLowercased == $1 }) {
        return end
      }
    }
    return nil
  }

  /// True for at least eight scalars with digits and letters: of three kinds or sixteen long where
  /// the label is a word of prose too, of any kind behind a word for passwords.
  private static func looksRandom(
    _ word: ArraySlice<Unicode.Scalar>,
    afterPassword: Bool
  ) -> Bool {
    var word = word
    while let last = word.last, last == "." || last == "," || last == ")" { word.removeLast() }
    guard (8...200).contains(word.count), word.allSatisfy(\.isASCII) else { return false }
    if word.starts(with: "http".unicodeScalars) || word.contains("/") && !word.contains("+") {
      return false
    }
    var (upper, lower, digit, other) = (0, 0, 0, 0)
    for scalar in word {
      if scalar.isASCIIDigit {
        digit += 1
      } else if scalar.isASCIIAlphanumeric {
        if scalar.value < 0x60 { upper += 1 } else { lower += 1 }
      } else {
        other += 1
      }
    }
    let kinds = [upper, lower, digit, other].count { $0 > 0 }
    return digit > 0 && upper + lower > 0 && (kinds >= 3 || word.count >= 16 || afterPassword)
  }

  /// `shapes` by their first letter in lower case, as ``index(of:)`` numbers it.
  static func byFirst<Shape>(
    _ shapes: [Shape],
    _ first: (Shape) -> Unicode.Scalar?
  ) -> [[Shape]] {
    var lists: [[Shape]] = Array(repeating: [], count: 128)
    for shape in shapes {
      if let first = first(shape) { lists[index(of: first)].append(shape) }
    }
    return lists
  }

  static func index(of scalar: Unicode.Scalar) -> Int {
    scalar.isASCII ? Int(scalar.asciiLowercased.value) : 0
  }

  // MARK: Scalars

  private static func isTokenPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCIIAlphanumeric || scalar == "_" || scalar == "-"
  }

  private static func isCapitalOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCIIDigit || (scalar.value >= 0x41 && scalar.value <= 0x5A)
  }

  private static func endOfToken(from start: Int, in text: [Unicode.Scalar]) -> Int {
    var end = start
    while end < text.count, isTokenPart(text[end]) || text[end] == "." { end += 1 }
    while end > start, text[end - 1] == "." || text[end - 1] == "-" { end -= 1 }
    return end
  }
}
