import ArgumentParser

/// The words behind a verb, read without the parser where they are as plain as can be.
///
/// The parser asks the runtime for some fifty conformances, and each is looked for among all those
/// of the program: more time than most commands take. Nearly every line is plain, though: options
/// written out, each with its value behind it, and operands. Whatever is not, such as
/// `--name=value`, a short form, `--` or a mistake, is ``NotPlain`` and left to the parser, which
/// knows what is meant or what to say about it.
struct PlainLine {
  /// Thrown where the parser has to look.
  struct NotPlain: Error {}

  /// An option with the words behind it, up to the next one.
  private struct Stretch {
    /// Without its dashes; nil once it was read, and for the words before all options.
    var name: Substring?
    var words: ArraySlice<String>
  }

  private var stretches: [Stretch]

  /// A line of `words`, without the verb.
  init(_ words: ArraySlice<String>) throws {
    stretches = [Stretch(name: nil, words: [])]
    var start = words.startIndex
    for (index, word) in zip(words.indices, words) {
      guard !word.isEmpty else { throw NotPlain() }
      guard word.utf8.first == UInt8(ascii: "-"), word != "-" else { continue }
      guard word.hasPrefix("--") else { throw NotPlain() }
      stretches[stretches.count - 1].words = words[start..<index]
      stretches.append(Stretch(name: word.dropFirst(2), words: []))
      start = index + 1
    }
    stretches[stretches.count - 1].words = words[start...]
  }

  /// True where the flag called `name` stands in the line.
  mutating func flag(_ name: String) throws -> Bool {
    guard let index = try only(name) else { return false }
    stretches[index].name = nil
    return true
  }

  /// The value of the option called `name`; nil where it does not stand in the line.
  mutating func value<Value: ExpressibleByArgument>(_ name: String) throws -> Value? {
    guard let index = try only(name) else { return nil }
    guard let value = Value(argument: try value(at: index)) else { throw NotPlain() }
    return value
  }

  /// The value of the option called `name`, which has to stand in the line.
  mutating func needed<Value: ExpressibleByArgument>(_ name: String) throws -> Value {
    guard let value: Value = try value(name) else { throw NotPlain() }
    return value
  }

  /// The values of the option called `name`, however often it stands in the line.
  mutating func values(_ name: String) throws -> [String] {
    var values: [String] = []
    for index in stretches.indices where stretches[index].name == name[...] {
      values.append(try value(at: index))
    }
    return values
  }

  /// What stands in the line beside options, none of which may be left to read.
  ///
  /// Behind an option its value comes first, so that only those who know all options can tell.
  mutating func operands() throws -> [String] {
    guard stretches.allSatisfy({ $0.name == nil }) else { throw NotPlain() }
    defer { stretches = [] }
    return stretches.flatMap(\.words)
  }

  /// The operands of the line, of which there has to be one at least.
  mutating func neededOperands() throws -> [String] {
    let operands = try operands()
    guard !operands.isEmpty else { throw NotPlain() }
    return operands
  }

  /// The one operand of the line.
  mutating func operand<Value: ExpressibleByArgument>() throws -> Value {
    let operands = try operands()
    guard operands.count == 1, let value = Value(argument: operands[0]) else { throw NotPlain() }
    return value
  }

  /// Where the option called `name` stands; nil where it does not.
  private func only(_ name: String) throws -> Int? {
    let name = name[...]
    guard let index = stretches.firstIndex(where: { $0.name == name }) else { return nil }
    guard stretches[(index + 1)...].allSatisfy({ $0.name != name }) else { throw NotPlain() }
    return index
  }

  /// Reads the option at `index` with the word behind it.
  private mutating func value(at index: Int) throws -> String {
    // A value of `-` means nothing in particular; as an operand it is standard input.
    guard let value = stretches[index].words.popFirst(), value != "-" else { throw NotPlain() }
    stretches[index].name = nil
    return value
  }
}
