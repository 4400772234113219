import ArgumentParser
import VouchCore
import VouchWorkflow

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The workspace; else VOUCH_WORKSPACE, else the folder above that has a vouch.yaml.",
      valueName: "folder"
    ),
    completion: .directory
  )
  var workspace: String?

  @Option(
    help: ArgumentHelp(
      "Pretend it is this instant; else VOUCH_NOW. Changes need a simulation.",
      valueName: "instant"
    )
  )
  var now: InstantArgument?

  @Flag(name: .customLong("no-color"), help: "Never colour the output; NO_COLOR does the same.")
  var noColor = false

  /// The workspace that is meant, by option, environment or folder.
  func findWorkspace() throws -> Workspace {
    try Workspace.find(workspace ?? Live.environment("VOUCH_WORKSPACE"))
  }

  /// The desk at which the command works.
  func desk() throws -> Desk {
    let workspace = try findWorkspace()
    let patience = try patience()
    let real = desk(in: workspace, clock: Live.clock, patience: patience)
    guard let pretended = try pretended() else { return real }
    let clock = WallClock.fixed(try pretended.instant { real.brandZone() })
    return desk(in: workspace, clock: clock, isPretended: true, patience: patience)
  }

  private func desk(
    in workspace: Workspace,
    clock: WallClock,
    isPretended: Bool = false,
    patience: Double
  ) -> Desk {
    Desk(
      workspace: workspace,
      clock: clock,
      isPretended: isPretended,
      keySource: Live.keySource,
      folders: Live.folders,
      passphrase: Live.passphrase,
      patience: patience
    )
  }

  /// How many seconds to wait for others to finish with the database.
  private func patience() throws -> Double {
    guard let text = Live.environment("VOUCH_PATIENCE") else { return Desk.patience }
    guard let seconds = Double(text), (0...3600).contains(seconds) else {
      throw ValidationError("VOUCH_PATIENCE is '\(text)', which is no number of seconds up to 3600")
    }
    return seconds
  }

  /// The instant to pretend; nil where the present is what it is.
  func pretended() throws -> InstantArgument? {
    if let now { return now }
    guard let text = Live.environment("VOUCH_NOW") else { return nil }
    guard let instant = InstantArgument(argument: text) else {
      throw ValidationError("VOUCH_NOW is '\(text)', which is no instant such as 2026-12-01T09:00")
    }
    return instant
  }

  /// How text is coloured.
  var style: Style { Style(isColoured: !noColor && Live.showsColour) }
}

/// How a command answers.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// The choice between text for people and JSON for programs.
struct FormatOption: ParsableArguments {
  @Option(help: "How to answer: text for people, json for programs.")
  var format: OutputFormat = .text
}
