import VouchCore

@testable import vouch

/// What the page about the command line says of a JSON value.
indirect enum DocumentShape: Sendable {
  /// An object with exactly these keys, in this order.
  case object([(key: String, shape: DocumentShape)])
  /// A list of such values.
  case list(DocumentShape)
  /// Something that the page does not take apart.
  case anything

  /// What the page says of documents, by the name in their schema, and of parts, by their letter.
  static func all(on page: String) -> [String: DocumentShape] {
    var shapes: [String: DocumentShape] = [:]
    let block = page.split(separator: "## JSON").last?.split(separator: "```").dropFirst().first
    var names: [(name: String, text: String)] = []
    for line in (block ?? "").split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      if !line.hasPrefix(" "), words.count == 2 {
        names.append((words[0], words[1]))
      } else if !names.isEmpty {
        names[names.count - 1].text += line
      }
    }
    // A part may be named before it is told, so the letters come first.
    for (name, text) in names.sorted(by: { rank($0.name) < rank($1.name) }) {
      var reader = ShapeReader(text: text.filter { $0 != " " }[...], parts: shapes)
      shapes[name] = reader.value()
    }
    return shapes
  }

  private static func rank(_ name: String) -> (Int, String) { (name.count == 1 ? 0 : 1, name) }

  /// Holds `value` to this shape.
  ///
  /// - Parameters:
  ///   - value: A document, or a part of one.
  ///   - path: Where it stands.
  ///   - also: Keys behind the others that are there only sometimes.
  /// - Returns: Where it is not of this shape, and how; nothing where it is.
  func problems(of value: JSON, at path: String, also: Set<String> = []) -> [String] {
    switch (self, value) {
    case (_, .null), (.anything, _): return []
    case (.list(let shape), .array(let elements)):
      return elements.enumerated().flatMap { shape.problems(of: $1, at: "\(path)[\($0)]") }
    case (.object(let members), .object):
      let keys = value.keys.filter { !also.contains($0) }
      guard keys == members.map(\.key) else {
        return ["\(path) has \(keys), and on the page \(members.map(\.key))"]
      }
      return members.flatMap { key, shape in
        shape.problems(of: value[key] ?? .null, at: "\(path).\(key)")
      }
    default: return ["\(path) is \(value.text())"]
    }
  }
}

/// Reads shapes in the notation of the page, without its blanks.
private struct ShapeReader {
  var text: Substring
  let parts: [String: DocumentShape]

  mutating func value() -> DocumentShape {
    switch text.first {
    case "{":
      text.removeFirst()
      return members()
    case "[":
      text.removeFirst()
      let element = text.first == "]" ? .anything : value()
      text = text.drop { $0 != "]" }.dropFirst()
      return .list(element)
    default: return parts[word()] ?? .anything
    }
  }

  private mutating func members() -> DocumentShape {
    var found: [(key: String, shape: DocumentShape)] = []
    while let next = text.first, next != "}" {
      if next == "," { text.removeFirst() }
      if let part = parts.first(where: { text.hasPrefix($0.key + "and") }),
        case .object(let members) = part.value
      {
        found += members
        text.removeFirst(part.key.count + "and".count)
      }
      let key = word()
      guard text.first == ":" else {
        if key == "…" || key.isEmpty { return skipped() }
        found.append((key, .anything))
        continue
      }
      text.removeFirst()
      let shape = value()
      // What is named in small letters alone, such as `{state:number}`, is no fixed key.
      if case .anything = shape, text.first == "}", found.isEmpty { return skipped() }
      found.append((key, shape))
    }
    text = text.dropFirst()
    return .object(found)
  }

  private mutating func skipped() -> DocumentShape {
    text = text.drop { $0 != "}" }.dropFirst()
    return .anything
  }

  private mutating func word() -> String {
    let word = text.prefix { !",:{}[]".contains($0) }
    text.removeFirst(word.count)
    return String(word)
  }
}
