import VouchCore

/// Reads values out of the tree of one policy file and gathers what is wrong with them.
///
/// Every function answers nil where it reported a problem, so that reading goes on and an owner
/// sees all problems at once.
final class PolicyReader {
  /// The file that is read.
  let file: PolicyFile
  /// What was wrong so far.
  private(set) var problems: [PolicyProblem] = []

  init(_ file: PolicyFile) {
    self.file = file
  }

  /// The place of `node`, or of the scalar `offset` behind its start.
  func place(of node: PolicyNode, offset: Int = 0) -> PolicyPlace {
    file.place(of: node.range.lowerBound + offset)
  }

  /// Adds a problem at `node`.
  func report(_ message: String, at node: PolicyNode, offset: Int = 0, help: String? = nil) {
    problems.append(PolicyProblem(message, at: place(of: node, offset: offset), help: help))
  }

  /// The entries of a map, each key once; a value left blank counts as an empty map.
  func entries(_ node: PolicyNode, of what: String) -> [PolicyField]? {
    if node.isBlank { return [] }
    guard case .map(let pairs) = node.content else {
      report("\(what) is a map, not \(node.kind)", at: node)
      return nil
    }
    var fields: [PolicyField] = []
    var first: [String: PolicyNode] = [:]
    for pair in pairs {
      guard let name = pair.key.text, !isBlankText(name) else {
        report("a key in \(what) is a word, not \(pair.key.kind)", at: pair.key)
        continue
      }
      if let earlier = first[name] {
        let line = place(of: earlier).line
        report("'\(shown(name))' stands twice; it is on line \(line) already", at: pair.key)
        continue
      }
      first[name] = pair.key
      fields.append(PolicyField(name: name, key: pair.key, value: pair.value))
    }
    return fields
  }

  /// The entries of a map that takes the keys `known` and no others.
  func fields(_ node: PolicyNode, of what: String, known: [String]) -> PolicyFields? {
    guard let entries = entries(node, of: what) else { return nil }
    var fields = PolicyFields()
    for entry in entries {
      if known.contains(entry.name) {
        fields[entry.name] = entry
      } else {
        var help = Suggestion.help(for: entry.name, among: known, label: "its keys")
        if entry.value.isBlank, entry.name.contains(" ") {
          help = "put text that holds a comma in quotes"
        }
        report("'\(shown(entry.name))' is not a key of \(what)", at: entry.key, help: help)
      }
    }
    return fields
  }

  /// Text that is not blank, without the space around it.
  func text(_ node: PolicyNode, of what: String) -> String? {
    guard let text = node.text else {
      report("\(what) is text, not \(node.kind)", at: node)
      return nil
    }
    guard !isBlankText(text) else {
      report("\(what) is empty", at: node)
      return nil
    }
    return trimmed(text)
  }

  /// The elements of a list.
  func list(_ node: PolicyNode, of what: String) -> [PolicyNode]? {
    if case .list(let nodes) = node.content { return nodes }
    var help: String?
    if let text = node.text, !node.isBlank { help = "write [\(shown(text))]" }
    report("\(what) is a list, not \(node.kind)", at: node, help: help)
    return nil
  }

  /// A list of texts, each with its node; elements that are wrong are left out.
  func texts(_ node: PolicyNode, of what: String) -> [(text: String, node: PolicyNode)]? {
    list(node, of: what)?.compactMap { element in
      text(element, of: "an entry of \(what)").map { ($0, element) }
    }
  }

  /// A whole number in `bounds`.
  func integer(_ node: PolicyNode, of what: String, in bounds: ClosedRange<Int>) -> Int? {
    guard let text = scalar(node, of: what, as: "a whole number") else { return nil }
    guard let number = wholeNumber(text) else {
      report("\(what) is a whole number, not '\(shown(text))'", at: node)
      return nil
    }
    guard bounds.contains(number) else {
      report(
        "\(what) is \(number); it lies between \(bounds.lowerBound) and \(bounds.upperBound)",
        at: node
      )
      return nil
    }
    return number
  }

  /// A length of time.
  func span(_ node: PolicyNode, of what: String) -> TimeSpan? {
    guard let text = scalar(node, of: what, as: "a length of time such as 90m or 4h") else {
      return nil
    }
    guard let span = TimeSpan(parsing: text) else {
      report("\(what) is a length of time such as 90m or 4h, not '\(shown(text))'", at: node)
      return nil
    }
    return span
  }

  /// `true` or `false`.
  func flag(_ node: PolicyNode, of what: String) -> Bool? {
    guard let text = scalar(node, of: what, as: "true or false") else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      report("\(what) is true or false, not '\(shown(text))'", at: node)
      return nil
    }
  }

  /// One of `names`.
  func choice(_ node: PolicyNode, of what: String, among names: [String]) -> String? {
    guard let text = text(node, of: what) else { return nil }
    guard names.contains(text) else {
      report(
        "'\(shown(text))' is not \(what)",
        at: node,
        help: Suggestion.help(for: text, among: names, label: "there are")
      )
      return nil
    }
    return text
  }

  private func scalar(_ node: PolicyNode, of what: String, as type: String) -> String? {
    guard let text = node.text, !node.isBlank else {
      report("\(what) is \(type), not \(node.kind)", at: node)
      return nil
    }
    return trimmed(text)
  }
}

/// A key of a policy file with its value.
struct PolicyField {
  let name: String
  let key: PolicyNode
  let value: PolicyNode
}

/// The entries of a map with known keys, by key.
struct PolicyFields {
  private var byName: [String: PolicyField] = [:]

  /// The entry under `name`; nil where it was not written.
  subscript(name: String) -> PolicyField? {
    get { byName[name] }
    set { byName[name] = newValue }
  }
}

/// `text` as messages show it: one line, at most 40 scalars.
func shown(_ text: String) -> String {
  var view = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(40) {
    let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    view.append(isControl ? " " : scalar)
  }
  if text.unicodeScalars.count > 40 { view.append("…") }
  return String(view)
}

/// `text` without white space at its ends.
func trimmed(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
    let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
  else { return "" }
  return String(scalars[first...last])
}

private func isBlankText(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
}

/// The number written by ASCII digits, with a `-` in front or not, at most nine digits.
private func wholeNumber(_ text: String) -> Int? {
  let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
  guard (1...9).contains(digits.count), text.utf8.count - digits.count <= 1,
    digits.allSatisfy({ (0x30...0x39).contains($0) })
  else { return nil }
  return Int(text)
}
