/// Plain text that no match of a regular expression can do without.
///
/// One pass over a text for the literals of all patterns tells which of them it is worth searching
/// for. Only the plainest syntax is read; of anything else nothing is known, and a pattern of which
/// nothing is known is searched for in every text.
enum PatternLiterals {
  /// Texts of which every match of `pattern`, a sound one, holds at least one; nil where none are
  /// known.
  ///
  /// They are in lower case, and one space in them stands for any white space.
  static func required(by pattern: String) -> [[Unicode.Scalar]]? {
    var reader = Reader(scalars: Array(pattern.unicodeScalars))
    let choice = reader.alternatives(depth: 0)
    guard reader.isAtEnd, let choice else { return nil }
    let words = choice.map(withoutSpaceAround)
    return words.allSatisfy { $0.count >= fewest } ? words : nil
  }

  private static func withoutSpaceAround(_ word: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard let first = word.firstIndex(where: { $0 != " " }),
      let last = word.lastIndex(where: { $0 != " " })
    else { return [] }
    return Array(word[first...last])
  }

  /// A single letter stands in nearly every text.
  private static let fewest = 2

  /// Goes through a pattern from left to right.
  private struct Reader {
    let scalars: [Unicode.Scalar]
    private var index = 0
    /// True once something was met whose meaning is not known here.
    private var isLost = false

    init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    var isAtEnd: Bool { !isLost && index == scalars.count }

    /// What all of the branches up to a `)` or the end need; nil where one of them needs nothing.
    mutating func alternatives(depth: Int) -> [[Unicode.Scalar]]? {
      var all: [[Unicode.Scalar]]? = []
      while true {
        let branch = self.branch(depth)
        all = if let known = all, let branch { known + branch } else { nil }
        guard !isLost, current == "|" else { return all }
        index += 1
      }
    }

    /// The longest of what one branch needs.
    private mutating func branch(_ depth: Int) -> [[Unicode.Scalar]]? {
      var best: [[Unicode.Scalar]]?
      var run: [Unicode.Scalar] = []
      func keep(_ found: [[Unicode.Scalar]]) {
        func shortest(_ words: [[Unicode.Scalar]]?) -> Int { words?.map(\.count).min() ?? 0 }
        if shortest(found) > shortest(best) { best = found }
      }
      while !isLost, let scalar = current, scalar != "|", scalar != ")" {
        let piece = piece(depth)
        let isNeeded = quantifier()
        if case .literal(let scalar) = piece, isNeeded != nil { run.append(scalar) }
        if case .literal = piece, isNeeded == .once { continue }
        keep([run])
        run = []
        if case .choice(let words) = piece, isNeeded != nil { keep(words) }
      }
      keep([run])
      return best
    }

    /// What one element of a pattern needs.
    private enum Piece {
      case literal(Unicode.Scalar)
      case choice([[Unicode.Scalar]])
      case unknown
    }

    private mutating func piece(_ depth: Int) -> Piece {
      guard let scalar = current else { return .unknown }
      index += 1
      switch scalar {
      case "(": return group(depth)
      case "[": skipClass()
      case "\\": return escape()
      case ".", "^", "$": break
      case "*", "+", "?", "{": isLost = true
      default: return literal(scalar)
      }
      return .unknown
    }

    /// `scalar` where it has no other case; letters of ASCII have one that canonical text never has.
    private func literal(_ scalar: Unicode.Scalar) -> Piece {
      if scalar.isASCII { return .literal(scalar.asciiLowercased) }
      return scalar.properties.changesWhenCaseMapped || scalar.properties.changesWhenCaseFolded
        || OneLine.isSpace(scalar) ? .unknown : .literal(scalar)
    }

    private mutating func group(_ depth: Int) -> Piece {
      // Beside `(?:`, these are options, assertions, names and verbs.
      if current == "*" || current == "?" {
        let isPlain = scalars[index...].starts(with: ["?", ":"])
        isLost = !isPlain
        index += 2
      }
      guard !isLost, depth < 32 else {
        isLost = true
        return .unknown
      }
      let choice = alternatives(depth: depth + 1)
      guard !isLost, current == ")" else {
        isLost = true
        return .unknown
      }
      index += 1
      return choice.map(Piece.choice) ?? .unknown
    }

    /// Goes to the end of a class, behind whose `[` it stands.
    private mutating func skipClass() {
      if current == "^" { index += 1 }
      if current == "]" { index += 1 }
      while let scalar = current, scalar != "]" {
        // Nested brackets may be `[:alpha:]`; `\Q` would keep the `]` from ending the class.
        if scalar == "[" { isLost = true }
        if scalar == "\\" {
          index += 1
          if current == "Q" || current == "E" { isLost = true }
        }
        index += 1
      }
      if current == nil { isLost = true }
      index += 1
    }

    private mutating func escape() -> Piece {
      guard let scalar = current else {
        isLost = true
        return .unknown
      }
      index += 1
      if scalar.isASCII, !scalar.isASCIIAlphanumeric { return .literal(scalar) }
      if !"wWdDsSbBhHvVR".unicodeScalars.contains(scalar) { isLost = true }
      return .unknown
    }

    /// How often an element is needed at least, and whether what follows stands right behind it.
    private enum Need {
      case once, repeatedly
    }

    /// Takes what may stand behind an element; nil where the element may be left out.
    private mutating func quantifier() -> Need? {
      var need: Need? = .once
      while let scalar = current {
        switch scalar {
        case "+": if need != nil { need = .repeatedly }
        // The `?` of `+?` is taken for one that makes it optional, which is safe.
        case "?", "*": need = nil
        case "{":
          guard let end = scalars[index...].firstIndex(of: "}"),
            scalars[index + 1..<end].allSatisfy({ "0123456789, ".unicodeScalars.contains($0) })
          else {
            isLost = true
            return nil
          }
          need = nil
          index = end
        default: return need
        }
        index += 1
      }
      return need
    }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
  }
}
