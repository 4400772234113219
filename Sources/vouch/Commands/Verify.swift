import ArgumentParser
import Foundation
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// Checks the ledger whole, or files of the outbox.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check that nothing in the ledger, or in a post, was changed.",
      discussion: """
        Without a file, walks the whole ledger and checks every signature in it; keep the head it \
        prints somewhere else. With files of the outbox, checks that each is what the owner \
        vouched for, word for word. That needs no workspace: give the public keys.

          vouch key export-public > keys.txt
          vouch verify 20261202T171500Z-12-x.json --key keys.txt

        Exits with 1 where something is not what was written.
        """
    )

    @Argument(
      help: ArgumentHelp("Files of the outbox; without any, the ledger.", valueName: "file"),
      completion: .file(extensions: ["json"])
    )
    var files: [String] = []

    @Option(
      name: .customLong("key"),
      help: ArgumentHelp(
        "A public key, or a file of them as 'key export-public' prints it; else the workspace's.",
        valueName: "key"
      )
    )
    var keys: [String] = []

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard keys.isEmpty || !files.isEmpty else {
        throw ValidationError("--key is for files; name the files to check")
      }
    }

    func run() throws {
      if files.isEmpty { try verifyLedger() } else { try verifyPosts() }
    }

    private func verifyPosts() throws {
      let checker =
        try keys.isEmpty
        ? common.desk().postChecker()
        : PostChecker(
          trusting: keys.flatMap {
            try OwnerPublicKey($0).map { [$0] } ?? OwnerPublicKey.keys(inFileAt: $0)
          }
        )
      let checks = try files.map(checker.check)
      let zone = (try? common.desk().brandZone()) ?? .utc
      try answer(
        output.format,
        common.style,
        json: Documents.document(
          "verify-post",
          [.init("files", .array(checks.map { $0.json(zone) }))]
        )
      ) { page in
        for check in checks { page.add(check, zone) }
      }
      if !checks.allSatisfy(\.isGenuine) { throw Endings.no }
    }

    private func verifyLedger() throws {
      let check = try common.desk().checkLedger()
      let json = Documents.document(
        "verify",
        [
          .init("sound", .bool(check.isSound)),
          .init("entries", .int(check.entries)),
          .init("signed", .int(check.signed)),
          .init("head", .string(check.head)),
          .init("badEntry", .optional(check.badEntry)),
          .init("reason", .optional(check.reason ?? check.distrust)),
        ]
      )
      try answer(output.format, common.style, json: json) { page in
        if let bad = check.badEntry {
          page.line(Ink("entry \(bad) is not what was written", .red), ": \(check.reason ?? "")")
          page.line("\(counted(check.entries, "entry").entries) before it are sound")
        } else if let distrust = check.distrust {
          page.line(Ink("not what was seen here before", .red), ": \(distrust)")
        } else {
          page.line(
            Ink("sound", .green),
            ": \(counted(check.entries, "entry").entries), ",
            "\(counted(check.signed, "decision")) signed"
          )
          page.line("head \(check.head)")
        }
      }
      if !check.isSound { throw Endings.no }
    }
  }
}

extension VouchCommand.Verify: PathTaking {
  var givenPaths: [String] {
    get { files }
    set { files = newValue }
  }
}

extension PostCheck {
  fileprivate func json(_ zone: BrandZone) -> JSON {
    [
      "path": .string(path), "genuine": .bool(isGenuine), "problems": .strings(problems),
      "post": .optional(post), "approvedBy": .optional(approvedBy),
      "approvedAt": .optional(approvedAt.map(zone.format)), "simulated": .bool(isSimulated),
    ]
  }
}

extension TextPage {
  fileprivate mutating func add(_ check: PostCheck, _ zone: BrandZone) {
    if check.isGenuine, let at = check.approvedAt {
      line(
        "\(check.path): ",
        Ink("genuine", .green),
        ": \(check.post ?? ""), approved by \(check.approvedBy ?? "") \(zone.local(at))",
        check.isSimulated ? ", a simulation" : ""
      )
    } else {
      line("\(check.path): ", Ink("not what the owner vouched for", .red))
      for problem in check.problems { line("    \(problem)") }
    }
  }
}

extension String {
  fileprivate var entries: String { replacing("entrys", with: "entries") }
}
