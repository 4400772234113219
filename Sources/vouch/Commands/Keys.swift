import ArgumentParser
import VouchCore
import VouchWorkflow

extension VouchCommand {
  /// The owner's key.
  struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "key",
      abstract: "Look after the key with which your decisions are signed.",
      discussion: """
        The private half lies in your own folder, never in the workspace; whoever has it can \
        approve in your name.
        """,
      subcommands: [ShowKey.self, Rotate.self, ExportPublic.self]
    )
  }
}

extension VouchCommand.KeyCommand {
  /// Shows which key is in force.
  struct ShowKey: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show which key is in force, and where its private half lies.",
      discussion: "Exits with 1 where this account cannot decide: the private half is not here."
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let report = try desk.keyReport()
      try answer(with: report, zone: desk.brandZone(), common, output)
      if !report.isHere || !report.isNamed { throw Endings.no }
    }
  }

  /// Puts a new key in force.
  struct Rotate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a new key and sign with it from now on.",
      discussion: """
        What was approved before stays approved, and files that went out before can still be \
        verified. Give publishers the new public key: 'vouch key export-public'. After somebody \
        else had your key, also revoke what you did not approve.
        """
    )

    @Flag(
      inversion: .prefixedNo,
      help: "Seal the new key with a passphrase, or do not; else it is as before."
    )
    var passphrase: Bool?

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let sealing: Sealing = passphrase.map { $0 ? .sealed : .open } ?? .asBefore
      let report = try desk.rotateKey(sealing)
      try answer(with: report, zone: desk.brandZone(), common, output)
    }
  }

  /// Prints what publishers need to check posts.
  struct ExportPublic: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the public keys, for those who check posts elsewhere.",
      discussion: """
        Put it into a file and check posts with 'vouch verify FILE --key KEYS'. The key in force \
        comes first; leave an earlier line out where that key fell into other hands.
        """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: FormatOption

    func run() throws {
      let desk = try common.desk()
      let report = try desk.keyReport()
      let brand = desk.workspace.settings.brand
      let json = Documents.document(
        "public-key",
        [
          .init("workspace", .string(report.workspace)), .init("brand", .string(brand)),
          .init("key", .string(report.key.description)),
          .init("earlier", .strings(report.earlier.map(\.description))),
        ]
      )
      try answer(output.format, common.style, json: json) { page in
        page.line("# who vouches for \(brand), workspace \(report.workspace)")
        page.line("\(report.key)")
        for key in report.earlier { page.line("\(key.description) earlier") }
      }
    }
  }
}

extension ParsableCommand {
  /// Writes what there is to know about the key.
  fileprivate func answer(
    with report: OwnerKeyReport,
    zone: BrandZone,
    _ common: CommonOptions,
    _ output: FormatOption
  ) throws {
    let json = Documents.document(
      "key",
      [
        .init("workspace", .string(report.workspace)),
        .init("key", .string(report.key.description)),
        .init("since", .optional(report.since.map(zone.format))),
        .init("earlier", .strings(report.earlier.map(\.description))),
        .init("file", .string(report.file)),
        .init("here", .bool(report.isHere)),
        .init("sealed", .bool(report.isSealed)),
        .init("named", .bool(report.isNamed)),
      ]
    )
    try answer(output.format, common.style, json: json) { page in
      page.line("key: \(report.key)")
      if let since = report.since { page.line("in force since \(zone.local(since))") }
      for key in report.earlier { page.line("before: \(key)") }
      if report.isHere {
        let sealing = report.isSealed ? "sealed with a passphrase" : "not sealed"
        page.line("its private half is in \(report.file), \(sealing)")
      } else {
        page.line(Ink("its private half is not here", .yellow), ": \(report.file) is missing")
      }
      if !report.isNamed {
        page.line(
          Ink("vouch.yaml names another key", .yellow),
          "; put back the line 'key: \(report.key)'"
        )
      }
    }
  }
}
