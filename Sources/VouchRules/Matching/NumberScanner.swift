/// Tells card and telephone numbers from the other numbers of a text.
enum NumberScanner {
  /// The card or telephone number that begins at `start`.
  static func number(at start: Int, in text: [Unicode.Scalar]) -> SecretScanner.Secret? {
    // Most numbers are years, prices and counts.
    guard hasDigits(fewest, at: start, in: text) else { return nil }
    return card(at: start, in: text) ?? phone(at: start, in: text)
  }

  /// False where no number can begin at `start`, however wide the white space in it is.
  static func mayBegin(
    at start: Int,
    in text: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Bool {
    var index = text[start].isASCIIDigit ? start : start + 1
    var (digits, gap) = (0, 0)
    while index < text.count, digits < fewest, gap < 3 {
      let scalar = text[index]
      if scalar.isASCIIDigit {
        (digits, gap) = (digits + 1, 0)
      } else if scalar.isSpace {
        if index == 0 || !text[index - 1].isSpace { gap += 1 }
      } else if isPhoneSeparator(scalar) {
        gap += 1
      } else {
        break
      }
      index += 1
    }
    return digits == fewest
  }

  /// No card and no telephone has fewer digits.
  static let fewest = 7

  /// True where at least `count` digits follow one another with no more than separators between.
  private static func hasDigits(_ count: Int, at start: Int, in text: [Unicode.Scalar]) -> Bool {
    var index = text[start].isASCIIDigit ? start : start + 1
    var (digits, gap) = (0, 0)
    while index < text.count, digits < count, gap < 3 {
      if text[index].isASCIIDigit {
        digits += 1
        gap = 0
      } else if isPhoneSeparator(text[index]) {
        gap += 1
      } else {
        break
      }
      index += 1
    }
    return digits == count
  }

  private static func isCardSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "-"
  }

  private static func isPhoneSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "-", ".", "(", ")", "/": true
    default: false
    }
  }

  /// A card number that begins at `start`: 13 to 19 digits with single spaces or hyphens between,
  /// a first digit that card networks use, and a right check digit.
  static func card(at start: Int, in text: [Unicode.Scalar]) -> SecretScanner.Secret? {
    guard text[start].isASCIIDigit, isBare(before: start, in: text) else { return nil }
    let run = digits(at: start, in: text, isSeparator: isCardSeparator, most: 20)
    guard (13...19).contains(run.digits.count), (2...6).contains(run.digits[0]),
      run.groups.allSatisfy({ $0 >= 3 }), hasCheckDigit(run.digits),
      // Rows of one digit can pass the check but are no card.
      Set(run.digits).count > 1, !isFollowed(at: run.end, in: text)
    else { return nil }
    return SecretScanner.Secret(kind: .card, range: start..<run.end)
  }

  /// A telephone number that begins at `start`: `+` with 8 to 15 digits, the North American forms
  /// `(555) 123-4567` and `555-123-4567`, or any number of that size behind a word like `phone`.
  static func phone(at start: Int, in text: [Unicode.Scalar]) -> SecretScanner.Secret? {
    let run = digits(at: start, in: text, isSeparator: isPhoneSeparator, most: 16)
    guard !isFollowed(at: run.end, in: text), isBare(before: start, in: text) else { return nil }
    let isPhone =
      switch text[start] {
      case "+": (8...15).contains(run.digits.count) && run.digits[0] != 0 && run.groups[0] <= 15
      case "(": run.groups == [3, 3, 4] && run.digits[0] >= 2
      default:
        run.groups == [3, 3, 4] && run.digits[0] >= 2
          && (run.digits[3] >= 2 || !follows(start, in: text, anyOf: countingWords))
          || isLocal(run) && follows(start, in: text, anyOf: callingWords)
      }
    guard isPhone, !run.digits.isEmpty else { return nil }
    return SecretScanner.Secret(kind: .phone, range: start..<run.end)
  }

  /// True for 7 to 15 digits that are neither a date nor an amount such as `1 000 000`.
  private static func isLocal(_ run: Run) -> Bool {
    guard (7...15).contains(run.digits.count) else { return false }
    if run.groups == [4, 2, 2] || run.groups == [2, 2, 4] { return false }
    return run.digits[0] == 0 || run.groups.count == 1
      || !(run.groups[0] <= 3 && run.groups.dropFirst().allSatisfy { $0 == 3 })
  }

  /// What people write in front of their telephone number.
  private static let callingWords = keys([
    "tel", "telephone", "phone", "phones", "call", "mobile", "cell", "cellphone", "whatsapp", "fax",
    "ring", "sms",
  ])

  /// What people write in front of numbers that only look like one.
  private static let countingWords = keys([
    "order", "orders", "invoice", "ticket", "case", "ref", "reference", "isbn", "item", "part",
    "sku", "serial", "tracking", "account", "version",
  ])

  /// Words that may stand between those and the number.
  private static let smallWords = keys([
    "me", "us", "him", "her", "at", "on", "is", "my", "our", "the", "under", "no", "nr", "number",
    "phone", "now", "today",
  ])

  private static func keys(_ words: [String]) -> Set<UInt64> {
    Set(words.map { WordSequence.key($0.unicodeScalars) })
  }

  /// True where one of `keys` leads up to `start` with nothing but small words between.
  private static func follows(
    _ start: Int,
    in text: [Unicode.Scalar],
    anyOf keys: Set<UInt64>
  ) -> Bool {
    let lead = text[max(0, start - 40)..<start].map(\.asciiLowercased)
    for word in WordSequence(lead).words.reversed() {
      if keys.contains(word.key) { return true }
      if !smallWords.contains(word.key) || word.startsSentence { return false }
    }
    return false
  }

  private struct Run {
    var digits: [Int] = []
    /// How many digits stand together between separators.
    var groups: [Int] = []
    var end: Int
  }

  /// Digits from `start` on with at most two separators in a row between them.
  private static func digits(
    at start: Int,
    in text: [Unicode.Scalar],
    isSeparator: (Unicode.Scalar) -> Bool,
    most: Int
  ) -> Run {
    var run = Run(end: start)
    var index = text[start].isASCIIDigit ? start : start + 1
    var gap = 1
    while index < text.count, run.digits.count < most {
      let scalar = text[index]
      if scalar.isASCIIDigit {
        run.digits.append(Int(scalar.value) - 0x30)
        if gap > 0 { run.groups.append(1) } else { run.groups[run.groups.count - 1] += 1 }
        gap = 0
        run.end = index + 1
      } else if isSeparator(scalar), gap < 2 {
        gap += 1
      } else {
        break
      }
      index += 1
    }
    return run
  }

  /// The check digit of ISO/IEC 7812, after Luhn.
  private static func hasCheckDigit(_ digits: [Int]) -> Bool {
    var sum = 0
    for (index, digit) in digits.reversed().enumerated() {
      let doubled = index % 2 == 1 ? digit * 2 : digit
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0
  }

  /// True where no number, price or word leads up to `start`.
  private static func isBare(before start: Int, in text: [Unicode.Scalar]) -> Bool {
    guard start > 0 else { return true }
    let before = text[start - 1]
    switch before {
    case ".", ",", "/", "#", "$", "=", "&", "?": return false
    default: return !before.isWordPart
    }
  }

  /// True where the number goes on behind `end`, as a decimal or a longer number does.
  private static func isFollowed(at end: Int, in text: [Unicode.Scalar]) -> Bool {
    guard end < text.count else { return false }
    if text[end].isWordPart { return true }
    guard end + 1 < text.count else { return false }
    return text[end + 1].isASCIIDigit && !text[end].isSpace
  }
}
