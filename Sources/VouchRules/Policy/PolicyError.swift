/// Why a policy is refused: every problem of every file it is made of.
public struct PolicyError: Error, Hashable, Sendable {
  /// At least one problem, sorted by file, line and column.
  public let problems: [PolicyProblem]

  /// The problems of a policy, in any order.
  public init(_ problems: [PolicyProblem]) {
    self.problems = problems.sorted()
  }
}

/// One thing that is wrong with a policy file, and where.
public struct PolicyProblem: Hashable, Sendable {
  /// Where it stands.
  public let place: PolicyPlace
  /// What is wrong, one line.
  public let message: String
  /// What to do, such as `did you mean 'per-day'?`.
  public let help: String?

  /// A problem at a place.
  public init(_ message: String, at place: PolicyPlace, help: String? = nil) {
    self.place = place
    self.message = message
    self.help = help
  }

  /// The name of the file in `policies/`, with `.yaml`.
  public var file: String { place.file }
  /// The 1-based line.
  public var line: Int { place.line }
  /// The 1-based column, counted in Unicode scalars.
  public var column: Int { place.column }
}

extension PolicyProblem: Comparable, CustomStringConvertible {
  /// Orders by place, then by message.
  public static func < (left: PolicyProblem, right: PolicyProblem) -> Bool {
    left.place == right.place ? left.message < right.message : left.place < right.place
  }

  /// One line as editors understand it: `house.yaml:3:5: error: message (help)`.
  public var description: String {
    "\(file):\(line):\(column): error: \(message)" + (help.map { " (\($0))" } ?? "")
  }
}

/// A place in one of the files of a policy.
public struct PolicyPlace: Hashable, Comparable, Sendable {
  /// The name of the file in `policies/`, with `.yaml`.
  public let file: String
  /// The 1-based line; a line ends with LF, CRLF or a lone CR.
  public let line: Int
  /// The 1-based column, counted in Unicode scalars; a byte order mark has none.
  public let column: Int

  /// A line and column of a file.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// Orders by file, line and column.
  public static func < (left: PolicyPlace, right: PolicyPlace) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}
