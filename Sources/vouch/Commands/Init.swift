import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Makes a workspace.
  struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a workspace.",
      discussion: """
        Without a folder, the current one is used. Nothing is ever overwritten. Your key, with \
        which what you approve is signed, goes into your own folder ($XDG_CONFIG_HOME/vouch/keys, \
        else ~/.config/vouch/keys): keep a copy of it, and keep it from your assistants.
        """
    )

    @Argument(
      help: ArgumentHelp("An empty or new folder.", valueName: "folder"),
      completion: .directory
    )
    var folder = "."

    @Option(help: ArgumentHelp("Whose name is at stake.", valueName: "name"))
    var brand: String

    @Option(help: ArgumentHelp("Who decides.", valueName: "name"))
    var owner: String

    @Option(
      help: ArgumentHelp("The brand's zone, such as Europe/Berlin.", valueName: "zone")
    )
    var timezone: String

    @Flag(help: "Allow time to be pretended here, for good; nothing made here is real.")
    var simulation = false

    @Flag(help: "Seal your key with a passphrase, asked for here and at each decision.")
    var passphrase = false

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard common.workspace == nil else {
        throw ValidationError("name the folder after 'init', without --workspace")
      }
    }

    func run() throws {
      var clock = Live.clock
      if let pretended = try common.pretended() {
        guard simulation else {
          throw WorkflowError(
            .notAllowed,
            "time can be pretended for changes in a simulation only",
            help: "add --simulation, or leave out --now"
          )
        }
        clock = .fixed(try pretended.instant { BrandZone(identifier: timezone) ?? .utc })
      }
      let made = try initWorkspace(
        WorkspaceRequest(
          folder: folder,
          brand: brand,
          owner: owner,
          zone: timezone,
          isSimulation: simulation,
          isSealed: passphrase
        ),
        clock: clock,
        keySource: Live.keySource,
        folders: Live.folders,
        passphrase: Live.passphrase
      )
      try answer(
        output.format,
        common.style,
        json: Documents.document(
          "init",
          [.init("folder", .string(folder)), .init("files", .strings(made))]
        )
      ) { page in
        page.line("made a workspace for ", .bold(brand), " in \(folder)")
        for file in made { page.line("  \(file)") }
        page.line("your key is in \(Live.folders.configuration)/keys; keep a copy of it")
        page.line()
        page.line("next: look through policies/, then let somebody in with")
        page.line("  vouch assistant add <name>")
      }
    }
  }
}
