import ArgumentParser
import Foundation
import Testing
import VouchTestSupport

@testable import vouch

/// Whatever is read without the parser is what the parser reads.
@Suite struct PlainLineTests {
  private static let hot = [
    "check", "submit", "status", "inbox", "list", "show", "approve", "reject", "return", "revoke",
    "plan", "queue", "emit",
  ]

  private static func verb(_ name: String) throws -> GlobalArguments.Verb {
    try #require(VerbTable.all.first { $0.name == name })
  }

  @Test func commandsOfEveryDayAreReadPlainly() {
    #expect(VerbTable.all.filter { $0.plain != nil }.map(\.name) == Self.hot)
  }

  /// An option that somebody adds, or names anew, has to be read plainly too.
  @Test(arguments: hot)
  func everyOptionOfACommandIsReadAsTheParserReadsIt(name: String) throws {
    let verb = try Self.verb(name)
    let declared = try Declaration(verb)
    for line in [declared.line()] + declared.options.map({ declared.line(with: [$0.name]) }) {
      let parsed = try verb.command.parseAsRoot(line)
      let plain = try #require(verb.plain?(line[...]), "\(line)")
      #expect(contents(plain) == contents(parsed), "\(line)")
      #expect(!contents(plain).contains("(Function)"), "a property of \(name) was given no value")
    }
  }

  @Test(arguments: hot, 0..<3 as Range<UInt64>)
  func whatIsReadPlainlyIsWhatTheParserReads(name: String, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let verb = try Self.verb(name)
    let declared = try Declaration(verb)
    var answered = 0
    for _ in 0..<40 {
      let line = random.line(for: declared)
      guard let plain = verb.plain?(line[...]) else { continue }
      answered += 1
      let parsed = try? verb.command.parseAsRoot(line)
      #expect(
        contents(plain) == parsed.map(contents),
        "seed \(seed): \(name) \(line)"
      )
    }
    #expect(answered > 0, "seed \(seed): no line of \(name) was plain")
  }

  @Test(arguments: [
    "submit a.md", "submit --from maya", "submit a.md --from", "submit a.md --from=maya",
    "submit a.md --from maya --from noor", "submit a.md --fro maya", "submit a.md -f maya",
    "submit -- a.md --from maya", "submit a.md --from --batch", "submit a.md --from maya --batch 0",
    "submit a.md b.md --from maya --revises 3", "submit a.md --from maya --help",
    "check", "check --help", "list --before 3 --all", "list --limit 0", "list pending",
    "approve 12", "approve 12@1 --note -5", "approve 12@1 --waive length", "show", "show 1 2",
    "emit --dry-run --dry-run", "plan --days 1000", "inbox -h", "queue --limit many",
  ])
  func whatTheParserHasToSeeIsLeftToIt(line: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let verb = try Self.verb(words[0])
    #expect(verb.plain?(words[1...]) == nil)
  }

  @Test func aCommandAnswersPlainLinesWithoutTheParser() throws {
    let words = ["submit", "a.md", "--from", "maya", "b.md", "--now", "2026-12-01T09:00", "-"]
    let submit = try #require(VerbTable.command(words) as? VouchCommand.Submit)
    #expect(submit.files == ["a.md", "b.md", "-"])
    #expect(submit.from == "maya")
    #expect(submit.common.now != nil)
  }
}

/// All that a command holds, property by property.
private func contents(_ command: any ParsableCommand) -> String {
  var text = ""
  dump(command, to: &text)
  return text
}

/// What a command takes, by the parser's own account.
private struct Declaration {
  struct Option {
    let name: String
    let isFlag: Bool
    let isOptional: Bool
  }

  let verb: String
  let options: [Option]
  let takesOperands: Bool

  init(_ verb: GlobalArguments.Verb) throws {
    self.verb = verb.name
    let dump = try JSONDecoder().decode(Dump.self, from: Data(verb.command._dumpHelp().utf8))
    let arguments = dump.command.arguments ?? []
    takesOperands = arguments.contains { $0.kind == "positional" }
    options = arguments.compactMap { argument in
      guard let name = argument.preferredName?.name, name != "help", argument.kind != "positional"
      else { return nil }
      return Option(name: name, isFlag: argument.kind == "flag", isOptional: argument.isOptional)
    }
  }

  private struct Dump: Decodable {
    let command: Command

    struct Command: Decodable {
      let arguments: [Argument]?
    }

    struct Argument: Decodable {
      let kind: String
      let isOptional: Bool
      let preferredName: Name?
    }

    struct Name: Decodable {
      let name: String
    }
  }
}

extension Declaration {
  /// A value that the option takes.
  static let values = [
    "at": "2026-12-01T09:00Z", "batch": "7", "because": "too long", "before": "12",
    "channel": "x", "days": "3", "format": "json", "from": "maya", "jobs": "2", "limit": "5",
    "note": "Go on", "now": "2026-12-01T09:00", "policy": "a.yaml", "revises": "12",
    "state": "pending", "waive": "length", "worker": "plain", "workspace": "D",
  ]
  /// What has to stand beside an option.
  private static let companions = ["waive": "because", "because": "waive"]

  /// A line that holds what has to be there, and these options.
  func line(with names: [String] = []) -> [String] {
    let wanted = names + names.compactMap { Self.companions[$0] }
    return operands
      + options.filter { !$0.isOptional || wanted.contains($0.name) }.flatMap(words)
  }

  /// One operand where the command takes any.
  var operands: [String] { takesOperands ? [verb == "revoke" ? "12" : "12@1"] : [] }

  func words(for option: Option) -> [String] {
    let value = Self.values[option.name] ?? "(this test has no value for --\(option.name))"
    return ["--" + option.name] + (option.isFlag ? [] : [value])
  }
}

extension SeededGenerator {
  /// A line for the command: often right, sometimes nearly so, and sometimes a fraud.
  fileprivate mutating func line(for declared: Declaration) -> [String] {
    var groups = declared.operands.map { [$0] }
    if one(in: 3) { groups.append([odd()]) }
    for option in declared.options where one(in: 4) || !option.isOptional && !one(in: 8) {
      var words = declared.words(for: option)
      if one(in: 10), !option.isFlag { words[1] = odd() }
      if one(in: 12) { words = [words.joined(separator: "=")] }
      if one(in: 12) { words[0].removeLast() }
      groups.append(words)
      if one(in: 12) { groups.append(words) }
    }
    groups.shuffle(using: &self)
    var line = groups.flatMap { $0 }
    if one(in: 12) { line.shuffle(using: &self) }
    if one(in: 12) { line.insert(odd(), at: Int.random(in: 0...line.count, using: &self)) }
    return line
  }

  private mutating func odd() -> String {
    let words = [
      "", "-", "--", "---", "-h", "-5", "--help", "--from", "--format", "--no-color", "--version",
      "--all=true", "--no-all", "help", "12", "12@2", "0", "+3", "07", " 7", "12@",
      "99999999999999999999",
      "text", "TEXT", "json ", "blocked", "2026-13-01", "2026-12-01T09:00+01:00", "@", "é",
      "e\u{301}",
      "a b", "a=b", "drafts", "\u{200B}", "--from\u{301}", "-\u{301}", "\n",
    ]
    return words[Int.random(in: words.indices, using: &self)]
  }

  private mutating func one(in count: Int) -> Bool { Int.random(in: 1...count, using: &self) == 1 }
}
