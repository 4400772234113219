import ArgumentParser
import VouchCore
import VouchWorkflow

extension CompletionKind {
  /// Drafts.
  static var drafts: CompletionKind { .file(extensions: ["md"]) }

  /// Networks that Vouch knows by itself.
  static var channels: CompletionKind {
    .custom { _, _, _ in ChannelCatalog.known.profiles.map(\.channel.name) }
  }

  /// Rules that ship.
  static var rules: CompletionKind {
    .custom { _, _, _ in Catalogue.rules.map(\.id.name) }
  }
}

/// An editorial state, as output names it.
struct StateArgument: ExpressibleByArgument {
  let state: SubmissionState

  init?(argument: String) {
    guard let state = SubmissionState(rawValue: argument) else { return nil }
    self.state = state
  }

  static var allValueStrings: [String] { SubmissionState.allCases.map(\.rawValue) }

  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

/// What marks a switch of the command line; a draft's flags are `VouchCore.Flag` here.
typealias Flag = ArgumentParser.Flag

/// A length of time such as `90s` or `5m`.
struct SpanArgument: ExpressibleByArgument {
  let span: TimeSpan

  init?(argument: String) {
    guard let span = TimeSpan(parsing: argument) else { return nil }
    self.span = span
  }
}
