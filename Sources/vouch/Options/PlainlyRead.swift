import ArgumentParser

/// Arguments that can be read from a plain line, without the parser.
///
/// Every property has to be given its value, because one that was not can only be declared, not
/// read; a test holds the outcome against the parser's, value for value.
protocol PlainlyRead: ParsableArguments {
  /// Reads the options from `line`, and then its operands where there are any.
  ///
  /// Not an initialiser: there, a property would not get its value but another declaration.
  mutating func read(_ line: inout PlainLine) throws
}

extension PlainlyRead {
  /// The arguments that `line` holds.
  init(plain line: inout PlainLine) throws {
    self.init()
    try read(&line)
  }
}

extension PlainlyRead where Self: ParsableCommand {
  /// The command that `words` behind its verb ask for; nil where the parser has to look.
  static func plain(_ words: ArraySlice<String>) -> Self? {
    guard var line = try? PlainLine(words), var command = try? Self(plain: &line),
      let rest = try? line.operands(), rest.isEmpty
    else { return nil }
    // The parser says what is wrong.
    guard (try? command.validate()) != nil else { return nil }
    return command
  }
}

extension CommonOptions: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    workspace = try line.value("workspace")
    now = try line.value("now")
    noColor = try line.flag("no-color")
  }
}

extension FormatOption: PlainlyRead {
  mutating func read(_ line: inout PlainLine) throws {
    format = try line.value("format") ?? .text
  }
}
