import ArgumentParser

/// The verbs by name, so that the one that is asked for is found without a look at the others.
///
/// The parser makes the names of verbs from their types, for which Swift searches every conformance
/// of the program: more time than most commands take. With the names written out, a command is
/// parsed by itself, and the whole tree is built only where that does not succeed.
enum VerbTable {
  /// The verbs of the root.
  static var all: [GlobalArguments.Verb] {
    [
      .init("init", VouchCommand.Init.self),
      .init(
        "key",
        VouchCommand.KeyCommand.self,
        [
          .init("show", VouchCommand.KeyCommand.ShowKey.self),
          .init("rotate", VouchCommand.KeyCommand.Rotate.self),
          .init("export-public", VouchCommand.KeyCommand.ExportPublic.self),
        ]
      ),
      .init(
        "assistant",
        VouchCommand.AssistantCommand.self,
        [
          .init("add", VouchCommand.AssistantCommand.Add.self),
          .init("list", VouchCommand.AssistantCommand.ListAll.self),
          .init("show", VouchCommand.AssistantCommand.ShowOne.self),
          .init("vet", VouchCommand.AssistantCommand.Vet.self),
          .init("train", VouchCommand.AssistantCommand.Train.self),
          .init("suspend", VouchCommand.AssistantCommand.Suspend.self),
          .init("resume", VouchCommand.AssistantCommand.Resume.self),
        ]
      ),
      .init(
        "policy",
        VouchCommand.PolicyCommand.self,
        [
          .init("check", VouchCommand.PolicyCommand.CheckPolicy.self),
          .init("test", VouchCommand.PolicyCommand.Test.self),
          .init("explain", VouchCommand.PolicyCommand.Explain.self),
          .init("diff", VouchCommand.PolicyCommand.Diff.self),
          .init("simulate", VouchCommand.PolicyCommand.Simulate.self),
        ]
      ),
      .init("rules", VouchCommand.Rules.self),
      .init("doctor", VouchCommand.Doctor.self),
      .init("new", VouchCommand.New.self),
      .init("check", VouchCommand.Check.self) { VouchCommand.Check.plain($0) },
      .init("inspect", VouchCommand.Inspect.self),
      .init("submit", VouchCommand.Submit.self) { VouchCommand.Submit.plain($0) },
      .init("take", VouchCommand.Take.self),
      .init("withdraw", VouchCommand.Withdraw.self),
      .init("status", VouchCommand.Status.self) { VouchCommand.Status.plain($0) },
      .init("inbox", VouchCommand.Inbox.self) { VouchCommand.Inbox.plain($0) },
      .init("list", VouchCommand.List.self) { VouchCommand.List.plain($0) },
      .init("show", VouchCommand.Show.self) { VouchCommand.Show.plain($0) },
      .init("review", VouchCommand.Review.self),
      .init("approve", VouchCommand.Approve.self) { VouchCommand.Approve.plain($0) },
      .init("reject", VouchCommand.Reject.self) { VouchCommand.Reject.plain($0) },
      .init("return", VouchCommand.Return.self) { VouchCommand.Return.plain($0) },
      .init("revoke", VouchCommand.Revoke.self) { VouchCommand.Revoke.plain($0) },
      .init("plan", VouchCommand.Plan.self) { VouchCommand.Plan.plain($0) },
      .init("queue", VouchCommand.Queue.self) { VouchCommand.Queue.plain($0) },
      .init("emit", VouchCommand.Emit.self) { VouchCommand.Emit.plain($0) },
      .init("run", VouchCommand.Run.self),
      .init("receipt", VouchCommand.Receipt.self),
      .init("history", VouchCommand.History.self),
      .init("verify", VouchCommand.Verify.self),
      .init("backup", VouchCommand.Backup.self),
      .init("restore", VouchCommand.Restore.self),
      .init("documentation", VouchCommand.Documentation.self),
    ]
  }

  /// The command that `arguments` ask for; nil where only the whole tree can say what is meant,
  /// such as a wish for help or an option that is wrong.
  static func command(_ arguments: [String]) -> (any ParsableCommand)? {
    var rest = arguments[...]
    var level = all
    while let name = rest.first, let verb = level.first(where: { $0.name == name }) {
      rest = rest.dropFirst()
      guard verb.children.isEmpty else {
        level = verb.children
        continue
      }
      if let command = verb.plain?(rest) { return command }
      let command = try? parsed(Array(rest), as: verb.command)
      // A wish for help comes as a command of the parser's own, which knows the one verb only.
      return command.flatMap { type(of: $0) == verb.command ? $0 : nil }
    }
    return nil
  }

  /// The words that ask for `command`, behind the name of the program; nil where it is no verb.
  static func path(of command: any ParsableCommand.Type) -> [String]? {
    path(of: command, among: all)
  }

  private static func path(
    of command: any ParsableCommand.Type,
    among verbs: [GlobalArguments.Verb]
  ) -> [String]? {
    for verb in verbs {
      if verb.command == command { return [verb.name] }
      if let rest = path(of: command, among: verb.children) { return [verb.name] + rest }
    }
    return nil
  }

  private static func parsed(
    _ arguments: [String],
    as type: any ParsableCommand.Type
  ) throws -> any ParsableCommand {
    // In this order: to ask a type for its protocols takes longer than to parse a few arguments.
    guard arguments.count > PathRow.shortest, let taking = type as? any PathTaking.Type else {
      return try type.parseAsRoot(arguments)
    }
    return try PathRow(arguments).command(of: taking)
  }
}
