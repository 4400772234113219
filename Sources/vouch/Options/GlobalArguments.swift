import ArgumentParser

/// Lets the shared options stand before the verb as well as behind it.
///
/// The parser knows options of the command they belong to alone, so `vouch --workspace D list` is
/// turned into `vouch list --workspace D` before it looks.
enum GlobalArguments {
  /// A verb with those below it.
  struct Verb {
    let name: String
    let children: [Verb]
    /// The command where the words behind the verb are plain, for commands that can be read so.
    let plain: ((ArraySlice<String>) -> (any ParsableCommand)?)?
    private let makeCommand: () -> any ParsableCommand.Type

    /// A verb of a command that is named here and looked at where the verb is asked for: to make
    /// what all the others conform to writes to forty pages of memory.
    init(
      _ name: String,
      _ command: @autoclosure @escaping () -> any ParsableCommand.Type,
      _ children: [Verb] = [],
      plain: ((ArraySlice<String>) -> (any ParsableCommand)?)? = nil
    ) {
      self.name = name
      self.children = children
      self.plain = plain
      makeCommand = command
    }

    var command: any ParsableCommand.Type { makeCommand() }
  }

  private static let withValue = ["--workspace", "--now", "--format"]
  private static let flags = ["--no-color"]

  /// `arguments` with the shared options that stand before or inside the verb moved behind it.
  ///
  /// What is not understood stays where it is, for the parser to complain about.
  static func movedBehindVerb(_ arguments: [String], verbs: [Verb]) -> [String] {
    var moved: [String] = []
    var path: [String] = []
    var level = verbs
    var index = 0
    while index < arguments.count, !level.isEmpty || path.isEmpty {
      let argument = arguments[index]
      if flags.contains(argument) || withValue.contains(where: { argument.hasPrefix($0 + "=") }) {
        moved.append(argument)
      } else if withValue.contains(argument), index + 1 < arguments.count {
        moved += [argument, arguments[index + 1]]
        index += 1
      } else if argument.hasPrefix("-") {
        break
      } else {
        path.append(argument)
        level = level.first { $0.name == argument }?.children ?? []
      }
      index += 1
    }
    return path.isEmpty ? arguments : path + moved + arguments[index...]
  }
}
