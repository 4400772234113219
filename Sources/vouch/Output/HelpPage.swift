import ArgumentParser

/// The help of every command as a page of the documentation.
enum HelpPage {
  /// `docs/cli.md`.
  static var markdown: String {
    """
    # The command line

    Made by `vouch documentation > docs/cli.md`; do not edit.

    Results go to standard output, everything else to standard error. Findings read \
    `path:line:column: severity: message [rule-id]`, which editors understand; lines count from 1, \
    columns from 1 in Unicode scalars.

    `--workspace`, `--now`, `--format` and `--no-color` stand before or behind the verb: \
    `vouch --workspace brand list` is `vouch list --workspace brand`.

    | exit code | meaning |
    |---|---|
    | 0 | done, clear or flagged |
    | 1 | the answer is no: blocked, refused, not found, needs attention |
    | 2 | something failed: a file that cannot be opened, a broken policy, the database |
    | 64 | wrong usage |

    | variable | meaning |
    |---|---|
    | `VOUCH_WORKSPACE` | the workspace, where `--workspace` does not name it |
    | `VOUCH_NOW` | the instant to pretend, where `--now` does not name it |
    | `NO_COLOR` | never colour the output |
    | `VISUAL`, `EDITOR` | what `e` opens in `vouch review` |

    Completions for a shell: `vouch --generate-completion-script bash` (or `zsh`, `fish`).

    """ + sections(of: VouchCommand.self, path: [])
  }

  private static func sections(of command: any ParsableCommand.Type, path: [String]) -> String {
    guard command.configuration.shouldDisplay else { return "" }
    let path = path + [command._commandName]
    let help = VouchCommand.helpMessage(for: command, columns: 90)
    let own = "\n## \(path.joined(separator: " "))\n\n```text\n\(help)\n```\n"
    return command.configuration.subcommands.reduce(own) { $0 + sections(of: $1, path: path) }
  }
}
