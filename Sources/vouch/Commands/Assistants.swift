import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// What is on file about assistants.
  struct AssistantCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "assistant",
      abstract: "Keep references, training and standing of those who hand in drafts.",
      subcommands: [
        Add.self, ListAll.self, ShowOne.self, Vet.self, Train.self, Suspend.self, Resume.self,
      ]
    )
  }
}

extension VouchCommand.AssistantCommand {
  /// Puts an assistant on file.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put an assistant on file: who is not cannot hand in anything."
    )

    @Argument(help: "Lower-case letters, digits, '-', '_' and '.'.")
    var name: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      try desk.add(assistant: name)
      try answerWith(desk, name, "is on file", common, output)
    }
  }

  /// Shows every assistant.
  struct ListAll: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Show every assistant, with what stands in the way of each."
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let assistants = try desk.assistants()
      let documents = Documents(zone: desk.brandZone())
      try answer(output.format, common.style, json: documents.assistants(assistants)) { page in
        if assistants.isEmpty { page.line("nobody is on file; 'vouch assistant add' begins") }
        page.table(
          assistants.map { shown in
            [
              .bold(shown.assistant.name),
              shown.obstacles.isEmpty
                ? Ink("ready", .green) : Ink(shown.obstacles.joined(separator: "; "), .yellow),
            ]
          }
        )
      }
    }
  }

  /// Shows one assistant.
  struct ShowOne: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show one assistant: references, training, what it may do."
    )

    @Argument(help: "The assistant.")
    var name: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let shown = try desk.assistant(name)
      let zone = desk.brandZone()
      try answer(
        output.format,
        common.style,
        json: Documents(zone: zone).assistants([shown])
      ) { page in
        page.assistant(shown, zone: zone)
      }
    }
  }

  /// Puts a reference on file.
  struct Vet: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put a reference for an assistant on file."
    )

    @Argument(help: "The assistant.")
    var name: String

    @Option(
      parsing: .unconditional,
      help: ArgumentHelp("Who vouches for it, and what was said.", valueName: "text")
    )
    var reference: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      try desk.vet(assistant: name, reference: reference)
      try answerWith(desk, name, "has a reference on file", common, output)
    }
  }

  /// Records a training.
  struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record that an assistant has read today's policy."
    )

    @Argument(help: "The assistant.")
    var name: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let number = try desk.train(assistant: name)
      try answerWith(desk, name, "is trained at \(number)", common, output)
    }
  }

  /// Suspends an assistant.
  struct Suspend: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Suspend an assistant: nothing it handed in goes out."
    )

    @Argument(help: "The assistant.")
    var name: String

    @Option(parsing: .unconditional, help: ArgumentHelp("Why.", valueName: "reason"))
    var because: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      try desk.suspend(assistant: name, because: because)
      try answerWith(desk, name, "is suspended", common, output)
    }
  }

  /// Ends a suspension.
  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "End a suspension.")

    @Argument(help: "The assistant.")
    var name: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      try desk.resume(assistant: name)
      try answerWith(desk, name, "is back", common, output)
    }
  }
}

extension ParsableCommand {
  /// Says what was done to an assistant, and what is still in its way.
  fileprivate func answerWith(
    _ desk: Desk,
    _ name: String,
    _ what: String,
    _ common: CommonOptions,
    _ output: FormatOption
  ) throws {
    // What was done is done; a policy that cannot be read only keeps the rest from being told.
    let shown = try? desk.assistant(name)
    let documents = Documents(zone: desk.brandZone())
    try answer(
      output.format,
      common.style,
      json: documents.assistants(shown.map { [$0] } ?? [])
    ) { page in
      page.line(.bold(name), " \(what)")
      for obstacle in shown?.obstacles ?? [] { page.line("  \(obstacle)") }
    }
  }
}
