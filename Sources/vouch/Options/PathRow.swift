import ArgumentParser

/// A command that takes any number of paths.
protocol PathTaking: ParsableCommand {
  /// The paths, in the order they were given.
  var givenPaths: [String] { get set }
}

/// A long row of paths, kept aside while the parser reads the other arguments.
///
/// With each value the parser unites the places of all values before it, so ten thousand paths take
/// it seconds. It meets one placeholder instead of the row.
struct PathRow {
  /// The arguments with the placeholder in place of the row; as given where no row is long.
  let arguments: [String]
  private var row: ArraySlice<String> = []

  /// No argument of a process can hold this character.
  private static let placeholder = "\0"
  /// Shorter rows cost nothing worth the detour.
  static let shortest = 64

  /// Looks for the longest row among `arguments`.
  init(_ arguments: [String]) {
    var longest = 0..<0
    var start = 0
    for (index, argument) in arguments.enumerated() {
      if argument.utf8.first == UInt8(ascii: "-") { start = index + 1 }
      if index + 1 - start > longest.count { longest = start..<index + 1 }
    }
    guard longest.count > Self.shortest else {
      self.arguments = arguments
      return
    }
    // The first may be the value of the option before it.
    row = arguments[longest.dropFirst()]
    self.arguments = arguments[..<row.startIndex] + [Self.placeholder] + arguments[row.endIndex...]
  }

  /// The command that the arguments ask `type` for, with its paths complete.
  func command<Command: PathTaking>(of type: Command.Type) throws -> any ParsableCommand {
    var command = try type.parseAsRoot(arguments)
    // A wish for help comes as another command.
    guard var taking = command as? Command else { return command }
    if let place = taking.givenPaths.firstIndex(of: Self.placeholder) {
      taking.givenPaths.replaceSubrange(place...place, with: row)
    }
    command = taking
    return command
  }
}
