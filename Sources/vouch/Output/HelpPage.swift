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
    | `VOUCH_PATIENCE` | how many seconds to wait for others to finish with the database; 30 |
    | `NO_COLOR` | never colour the output |
    | `VISUAL`, `EDITOR` | what `e` opens in `vouch review` |

    Completions for a shell: `vouch --generate-completion-script bash` (or `zsh`, `fish`).

    """ + sections(of: VouchCommand.self, path: []) + shapes
  }

  /// What programs read; the tests hold the documents to it.
  private static let shapes = #"""

    ## JSON

    With `--format json` the answer is one object, whose `schema` is `vouch.<name>/1` with the name on
    the left. Every key between the braces is always there, null where there is nothing to say; a key
    after `also` is there only where it says so. Instants carry the brand's offset; the same input
    gives the same bytes.

    ```text
    check     {schema, policy:{name,fingerprint}, drafts:[{path, verdict, findings:[F]}],
               summary:{drafts,clear,flagged,blocked}}
    F         {rule, severity, message, line, column, endLine, endColumn, excerpt, surface,
               measured, limit, help, waived}
    inspect   {schema, path, mentions:[T], hashtags:[T], cashtags:[T],
               links:[{text,url,host,line,column}], flags:[{flag,text,line,column}],
               channels:[{channel, text, segments:[…], length, limit, unit}]}
               also offsets:[seconds] in the channels of a chat. With --lines one object a line;
               {schema, path, errors:[…]} for a line that cannot be read
    T         {text, canonical, line, column, surface}
    submit    {schema, submissions:[{id, revision, state, verdict, fingerprint, path,
               findings:[F]}]}
               the answer of submit and take
    list      {schema, submissions:[S]}
               the answer of list and inbox; also more:true where the list goes on
    S         {id, revision, state, verdict, assistant, title, kind, channels, topics, why,
               submittedAt, deliveries:[D]}
    D         {channel, state, scheduledAt, emittedAt, key, url}
    show      {schema, submission:{S and source, findings:[F], waivers:[{rule,reason}],
               approval:{revision,fingerprint,at,window:{start,end},note,waivers},
               revisions:[{revision,submittedBy,submittedAt,path,verdict,fingerprint,
               posts:[{channel,text,segments,length}], media:[{file,sha256,alt}]}],
               history:[E]}}
               also diff:[lines] in the submission where --diff asks for it, and
               offsets:[seconds] in the posts of a chat
    E         {sequence, at, actor, event, submission, details, digest}
    queue     {schema, deliveries:[{D and id, revision, title}]}
               also more:true where the queue goes on
    emit      {schema, emitted:[{D and id, revision, file}], held:[{id, channel, reasons:[…]}]}
               also found:[as emitted] where posts lay in the outbox unknown to the database
    decision  {schema, decisions:[{decision, id, revision, state, deliveries:[D],
               findings:[F]}]}
               the answer of approve, reject, return, revoke, withdraw; state is null where
               nothing was changed
    plan      {schema, days:[{date, weekday, off, posts:[{D and id, revision, title}],
               free:[{channel,at}]}]}
    status    {schema, needs:[{kind, id, channel, message}], counts:{state:number}, queued,
               next:{D and id, revision, title}}
               also more:[kind] where a kind has more needs than are told
    history   {schema, entries:[E]}
    verify    {schema, sound, entries, signed, head, badEntry, reason}
    verify-post {schema, files:[{path, genuine, problems:[…], post, approvedBy, approvedAt,
               simulated}]}
               the answer of verify about files
    key       {schema, workspace, key, since, earlier:[key], file, here, sealed, named}
               the answer of key show and key rotate
    public-key {schema, workspace, brand, key, earlier:[key]}
    receipt   {schema, id, channel, state, url, reason}
    assistants {schema, assistants:[{name, references:[{source,at}], trainedAt, training,
               suspension, scope:{channels,kinds,topics,perDay}, obstacles:[…]}]}
    policy    {schema, policy:{name,fingerprint}, sound, remarks:[{file, line, column, severity,
               message, help}]}
    policy-diff {schema, differences:[{key, before, after}]}
    policy-simulation {schema, current, other, differences:[{id, revision, state, title, before,
               after, gained:[F], lost:[F]}], summary:{submissions, newlyBlocked, newlyPassing}}
    phrases   {schema, examples:[{phrase, text, expected, passed, failures:[…]}]}
               the answer of policy test
    explanation {schema, rule, summary, rationale, severity, options:{…},
               on:[{channel, severity, options:{…}}], locked, file, line}
    rules     {schema, rules:[{id, summary, rationale, severity, stages:[…],
               options:[{name, default, meaning, minimum, maximum}], formerIds:[…],
               examples:[{draft, flags, policy}]}]}
    doctor    {schema, sound, checks:[{subject, sound, finding, help}]}
               help where sound is true is a warning
    init      {schema, folder, files:[…]}
    new       {schema, path}
    backup    {schema, file, bytes, submissions, ledgerEntries, ledgerHead}
    restore   {schema, file, kept, submissions, ledgerEntries, ledgerHead, entriesBefore}
    post      {schema, key, submission, revision, channel, kind, text, segments:[…], links:[…],
               mentions:[…], hashtags:[…], media:[{file,sha256,alt}], mission:{ask,people:[…]},
               scheduledAt, emittedAt, assistant, approvedBy, approvedAt, fingerprint,
               policy:{name,fingerprint}, waivers:[{rule,reason}], statement, signature, signedBy}
               a file of the outbox; also offsets:[seconds] for chats, replyTo for replies,
               simulated:true where time was pretended
    ```

    `docs/signatures.md` says how a post is checked without Vouch.

    """#

  private static func sections(of command: any ParsableCommand.Type, path: [String]) -> String {
    guard command.configuration.shouldDisplay else { return "" }
    let path = path + [command._commandName]
    let help = VouchCommand.helpMessage(for: command, columns: 90)
    let own = "\n## \(path.joined(separator: " "))\n\n```text\n\(help)\n```\n"
    return command.configuration.subcommands.reduce(own) { $0 + sections(of: $1, path: path) }
  }
}
