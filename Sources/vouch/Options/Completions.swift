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

extension SubmissionState: ExpressibleByArgument {}

/// A length of time such as `90s` or `5m`.
struct SpanArgument: ExpressibleByArgument {
  let span: TimeSpan

  init?(argument: String) {
    guard let span = TimeSpan(parsing: argument) else { return nil }
    self.span = span
  }
}
