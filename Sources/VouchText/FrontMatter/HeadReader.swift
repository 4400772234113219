import CYaml
import VouchCore
import Yams

/// Reads the YAML of a head into nodes that know their places.
struct HeadReader {
  let head: HeadText
  let limits: InputLimits

  /// The value of the head; nil where it has none.
  ///
  /// Problems are added, also on success. The values on `leftOut` lines were not read.
  func read(problems: inout [DraftProblem], leftOut: inout Set<Int>) -> HeadTree? {
    var scanner = HeadScanner(head: head, maxDepth: limits.maxDepth)
    scanner.scan()
    problems += scanner.problems
    guard !scanner.isUnreadable else { return nil }
    if let tree = HeadEvents.compose(head) { return tree }
    do {
      guard let root = try compose(head.bytes) else { return nil }
      return tree(of: root, problems: &problems)
    } catch {
      // What the scanner said is the reason, in better words.
      if scanner.problems.isEmpty {
        problems.append(describe(error))
        return nil
      }
    }
    let lines = Set(scanner.problems.map(\.location.line))
    guard let bytes = HeadRepair.blanked(head, lines: lines),
      let root = try? compose(bytes[...])
    else { return nil }
    leftOut = lines
    return tree(of: root, problems: &problems)
  }

  private func compose(_ bytes: ArraySlice<UInt8>) throws -> Node? {
    // No rules: nothing is taken for a truth value or a date, and no pattern is compiled.
    let yaml = String(decoding: bytes, as: UTF8.self)
    let parser = try Parser(yaml: yaml, resolver: .basic, constructor: .default, encoding: .utf8)
    return try parser.singleRoot()
  }

  private func tree(of root: Node, problems: inout [DraftProblem]) -> HeadTree? {
    var tree = HeadTree(of: head.source)
    return convert(root, into: &tree, problems: &problems) == nil ? nil : tree
  }

  /// Adds `node` to `tree`, and answers where it ends; nil for what is not read, of which nothing is
  /// added.
  private func convert(
    _ node: Node,
    into tree: inout HeadTree,
    problems: inout [DraftProblem]
  ) -> Int? {
    let start = offset(of: node)
    var end = start + 1
    switch node {
    case .scalar(let scalar):
      let map = HeadScalarMap(head: head)
      let text = map.scalar(Array(scalar.string.utf8), style: scalar.style.event, at: start)
      tree.add(text)
      return text.span.end
    case .sequence(let sequence):
      let list = tree.open(.sequence, at: start)
      for part in sequence { end = convert(part, into: &tree, problems: &problems) ?? end }
      tree.close(list, at: end)
    case .mapping(let mapping):
      let keys = tree.open(.mapping, at: start)
      for (key, value) in mapping {
        let count = tree.count
        guard convert(key, into: &tree, problems: &problems) != nil, tree[count].kind == .scalar
        else {
          tree.truncate(to: count)
          problems.append(head.problem(Self.noWord, at: offset(of: key), to: start))
          continue
        }
        if let last = convert(value, into: &tree, problems: &problems) {
          end = last
        } else {
          tree.truncate(to: count)
        }
      }
      tree.close(keys, at: end)
    case .alias:
      problems.append(head.problem("aliases are not read in a head", at: start, to: start))
      return nil
    }
    return end
  }

  private static let noWord = "a key has to be a word"

  private func offset(of node: Node) -> Int {
    node.mark.map { head.offset(line: $0.line, column: $0.column) } ?? head.bytes.startIndex
  }

  /// One plain sentence for what the YAML library says.
  private func describe(_ error: any Error) -> DraftProblem {
    guard let error = error as? YamlError else {
      return head.problem("the head cannot be read as YAML", at: head.bytes.startIndex, to: 0)
    }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let offset = head.offset(line: mark.line, column: mark.column)
      var message = "the head is not valid YAML: \(problem)"
      if let context {
        let place = head.offset(line: context.mark.line, column: context.mark.column)
        message += " \(context.text) from line \(head.source.location(at: place).line)"
      }
      return head.problem(message, at: offset, to: offset, help: help(for: problem))
    case .duplicatedKeysInMapping:
      switch HeadEvents.badKey(in: head) {
      case .doubled(let key)?:
        return head.problem(
          "the key '\(key.text)' stands here more than once",
          at: key.span.start,
          to: key.span.end
        )
      case .noWord(let span)?: return head.problem(Self.noWord, at: span.start, to: span.end)
      case nil:
        let start = head.bytes.startIndex
        return head.problem("a key of the head stands there more than once", at: start, to: start)
      }
    case .reader(let problem, _, _, _):
      let start = head.bytes.startIndex
      return head.problem("the head is not valid YAML: \(problem)", at: start, to: start)
    default:
      let start = head.bytes.startIndex
      return head.problem("the head cannot be read as YAML", at: start, to: start)
    }
  }

  private func help(for problem: String) -> String? {
    switch problem {
    case _ where problem.contains("mapping values are not allowed"):
      "put the value in quotes, or indent the line above less"
    case _ where problem.contains("could not find expected ':'"):
      "write 'key: value', with a space behind the colon"
    case _ where problem.contains("did not find expected key"):
      "check the indentation: keys of one level begin in one column"
    default: nil
    }
  }
}

extension Node.Scalar.Style {
  /// The same as the event parser has it.
  fileprivate var event: yaml_scalar_style_t {
    switch self {
    case .any: YAML_ANY_SCALAR_STYLE
    case .plain: YAML_PLAIN_SCALAR_STYLE
    case .singleQuoted: YAML_SINGLE_QUOTED_SCALAR_STYLE
    case .doubleQuoted: YAML_DOUBLE_QUOTED_SCALAR_STYLE
    case .literal: YAML_LITERAL_SCALAR_STYLE
    case .folded: YAML_FOLDED_SCALAR_STYLE
    }
  }
}
