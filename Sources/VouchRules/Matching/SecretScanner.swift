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

  /// Where a secret may begin, whatever the case and the width of white space: at the first letters
  /// of a key or a label, and at digits and marks only where there are enough digits for a number,
  /// or marks for the line before a private key.
  static func places(in text: [Unicode.Scalar], _ masks: ScalarMasks) -> PlaceSet {
    let others = mayHoldOthers(masks)
    let (openings, beginnings) = (Self.openings, Self.beginnings)
    return text.withUnsafeBufferPointer { text in
      PlaceSet(
        masks,
        where: { block, before in
          let starts =
            block.alphanumerics & ~(block.alphanumerics << 1 | before.alphanumerics >> 63)
          return others ? starts | block.marks : starts & block.letters
        },
        keeping: { place in
          text[place].isASCIILetter
            ? openings.canStand(at: place, in: text) && begins(at: place, in: text, beginnings)
            : beginsOther(at: place, in: text)
        }
      )
    }
  }

  /// False for most texts: those without a place at which a secret may begin.
  ///
  /// The ``tellingWords`` begin at some of `suspects`, if they do anywhere.
  static func mayHoldAny(
    in text: [Unicode.Scalar],
    _ masks: ScalarMasks,
    at suspects: PlaceSet
  ) -> Bool {
    // They are looked for together with others, which stand in more texts.
    let beginnings = Self.beginnings
    let isTold = text.withUnsafeBufferPointer { text in
      var start = 0
      while let place = suspects.next(from: start) {
        if begins(at: place, in: text, beginnings) { return true }
        start = place + 1
      }
      return false
    }
    return isTold || mayHoldOthers(masks) && holdsOthers(text, masks)
  }

  /// True where a number or the line before a private key may begin somewhere.
  private static func holdsOthers(_ text: [Unicode.Scalar], _ masks: ScalarMasks) -> Bool {
    text.withUnsafeBufferPointer { text in
      var place = 0
      return masks.blocks.contains { block in
        defer { place += 64 }
        var bits = block.digits & ~(block.digits << 1) | block.marks
        while bits != 0 {
          if beginsOther(at: place + bits.trailingZeroBitCount, in: text) { return true }
          bits &= bits - 1
        }
        return false
      }
    }
  }

  /// True where a number or the line before a private key may begin at `place`, at which no letter
  /// stands.
  private static func beginsOther(
    at place: Int,
    in text: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Bool {
    let scalar = text[place]
    if scalar == "-" { return place + 1 < text.count && text[place + 1] == "-" }
    return (scalar.isASCIIDigit || scalar == "+" || scalar == "(")
      && NumberScanner.mayBegin(at: place, in: text)
  }

  /// What secrets begin with that are told by letters.
  static var tellingWords: [[Unicode.Scalar]] { beginnings.flatMap(\.self) }

  /// False where there are too few digits for a number, and too few marks for the line before a
  /// private key.
  private static func mayHoldOthers(_ masks: ScalarMasks) -> Bool {
    let digits = masks.blocks.reduce(0) { $0 + $1.digits.nonzeroBitCount }
    return digits >= NumberScanner.fewest || masks.holdsRowOfMarks(5)
  }

  /// True where one of `beginnings` stands at `place`.
  private static func begins(
    at place: Int,
    in text: UnsafeBufferPointer<Unicode.Scalar>,
    _ beginnings: [[[Unicode.Scalar]]]
  ) -> Bool {
    beginnings[index(of: text[place])].contains { stands($0, at: place, in: text) }
  }

  private static func stands(
    _ beginning: [Unicode.Scalar],
    at start: Int,
    in text: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Bool {
    guard start + beginning.count <= text.count else { return false }
    return beginning.indices.allSatisfy { text[start + $0].asciiLowercased == beginning[$0] }
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
  private static let prefixes: [(text: [Unicode.Scalar], rest: Int, isUpper: Bool)] = [
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

  private static let labels: [[Unicode.Scalar]] = [
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

  // MARK: Openings

  /// What a secret that is told by its first letters can begin with.
  private static let openings = WordOpenings(tellingWords)

  /// The first words of what a secret that is told by its letters begins with, in lower case.
  private static let beginnings = byFirst(
    (prefixes.map(\.text) + labels + [["e", "y"]]).map { text in
      text.prefix { $0 != " " }.map(\.asciiLowercased)
    }
  ) { $0.first }

  /// `shapes` by their first letter in lower case, as ``index(of:)`` numbers it.
  private static func byFirst<Shape>(
    _ shapes: [Shape],
    _ first: (Shape) -> Unicode.Scalar?
  ) -> [[Shape]] {
    var lists: [[Shape]] = Array(repeating: [], count: 128)
    for shape in shapes {
      if let first = first(shape) { lists[index(of: first)].append(shape) }
    }
    return lists
  }

  private static func index(of scalar: Unicode.Scalar) -> Int {
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
