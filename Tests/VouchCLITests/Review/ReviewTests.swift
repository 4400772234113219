import Foundation
import Testing
import VouchCore

@Suite struct ReviewTests {
  private func studio(_ count: Int) throws -> Studio {
    let studio = try openStudio()
    let names = ["candles", "ladders", "windows"]
    for name in names.prefix(count) {
      try studio.submit(name, body: "A page about \(name) we read twice.")
    }
    return studio
  }

  private func review(
    _ studio: Studio,
    _ arguments: [String] = [],
    environment: [String: String] = [:],
    columns: Int = 80,
    rows: Int = 24
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      ["review"] + arguments,
      in: studio.root,
      environment: studio.variables(nil, environment),
      columns: columns,
      rows: rows
    )
  }

  private func states(_ studio: Studio) throws -> [JSON?] {
    try studio.json("list")["submissions"]?.elements.map { $0["state"] } ?? []
  }

  @Test func aKeyEachDecidesAndTheTerminalIsGivenBack() throws {
    let studio = try studio(3)
    let terminal = try review(studio)
    try terminal.waitFor("1@1  maya  post  pending")
    try terminal.waitFor("1 of 3")
    try terminal.waitFor("About candles")
    try terminal.waitFor("x  2026-09-07 09:30")
    try terminal.waitFor("A page about candles we read twice.")
    try terminal.waitFor("? help")
    #expect(!terminal.isCooked)
    terminal.press("a")
    try terminal.waitFor("2@1  maya")
    try terminal.waitFor("? help")
    terminal.press("r")
    try terminal.waitFor("why is it rejected?")
    terminal.press("not nowx\u{7F}\r")
    try terminal.waitFor("3@1  maya")
    try terminal.waitFor("? help")
    terminal.press("c")
    try terminal.waitFor("what has to change?")
    terminal.press("shorter\r")
    try terminal.waitFor("1 approved, 1 rejected, 1 returned; every decision is kept")
    #expect(try terminal.wait() == 0)
    #expect(terminal.isCooked)
    #expect(
      terminal.written.contains("\u{1B}[?1049h") && terminal.written.contains("\u{1B}[?1049l")
    )
    #expect(try states(studio) == ["approved", "rejected", "changes-requested"])
    #expect(try studio.vouch("history", "2").out.contains("reason not now"))
  }

  @Test func ctrlCLosesNothing() throws {
    let studio = try studio(2)
    let terminal = try review(studio)
    try terminal.waitFor("? help")
    terminal.press("a")
    try terminal.waitFor("2@1  maya")
    try terminal.waitFor("? help")
    terminal.press("\u{3}")
    try terminal.waitFor("1 approved, 1 not looked at")
    #expect(try terminal.wait() == 0)
    #expect(terminal.isCooked)
    #expect(try states(studio) == ["approved", "pending"])
  }

  @Test(
    arguments: [(SIGTERM, Int32(128 + SIGTERM)), (SIGHUP, 128 + SIGHUP), (SIGINT, 0)]
      as [(Int32, Int32)]
  )
  func signalsGiveTheTerminalBack(signal: Int32, status: Int32) throws {
    let studio = try studio(1)
    let terminal = try review(studio)
    try terminal.waitFor("? help")
    kill(terminal.pid, signal)
    #expect(try terminal.wait() == status)
    #expect(terminal.isCooked)
    #expect(terminal.written.contains("\u{1B}[?1049l"))
  }

  @Test func whatStopsAndGoesOnIsDrawnAgain() throws {
    let studio = try studio(1)
    let terminal = try review(studio)
    try terminal.waitFor("? help")
    terminal.press("\u{1A}")
    var status: Int32 = 0
    #expect(waitpid(terminal.pid, &status, WUNTRACED) == terminal.pid)
    #expect(status & 0xFF == 0x7F)
    #expect(terminal.isCooked)
    kill(terminal.pid, SIGCONT)
    try terminal.waitFor("\u{1B}[?1049h")
    try terminal.waitFor("? help")
    terminal.press("q")
    #expect(try terminal.wait() == 0)
    #expect(terminal.isCooked)
  }

  @Test func anotherWindowSizeIsDrawnAnew() throws {
    let studio = try studio(1)
    let terminal = try review(studio)
    try terminal.waitFor("? help")
    terminal.resize(columns: 30, rows: 12)
    try terminal.waitFor("A page about candles we\u{1B}[0m")
    terminal.press("q")
    #expect(try terminal.wait() == 0)
  }

  @Test(arguments: [(1, 1), (2, 3), (10, 4), (500, 200)])
  func everySizeOfWindowWorks(columns: Int, rows: Int) throws {
    let studio = try studio(1)
    let terminal = try review(studio, columns: columns, rows: rows)
    try terminal.waitFor("\u{1B}[J")
    terminal.press("jk?q")
    try terminal.waitFor("\u{1B}[J")
    terminal.press("q")
    #expect(try terminal.wait() == 0)
  }

  @Test func findingsStandBelowTheLinesTheyConcernAndAreWaived() throws {
    let studio = try openStudio()
    try studio.submit(
      "sales",
      body: "First line.\n\nThis book is a bestseller.\n\nLast line to read."
    )
    #expect(try studio.vouch("review").status == 64)
    let terminal = try review(studio, ["--blocked"])
    try terminal.waitFor("This book is a bestseller.")
    try terminal.waitFor("↑ error: We let readers decide what sells.")
    try terminal.waitFor("Last line to read.")
    try terminal.waitFor("? help")
    terminal.press("a")
    try terminal.waitFor("not approved: 1 error")
    terminal.press("w")
    try terminal.waitFor("why is no-bestseller acceptable here?")
    terminal.press("\u{1B}")
    try terminal.waitFor("nothing was changed")
    terminal.press("w")
    try terminal.waitFor("why is no-bestseller acceptable here?")
    terminal.press("a quote\r")
    try terminal.waitFor("no-bestseller will be waived; a approves with that")
    terminal.press("a")
    try terminal.waitFor("1 approved")
    #expect(try terminal.wait() == 0)
    let shown = try studio.json("show", "1")["submission"]
    #expect(shown?["waivers"] == [["rule": "no-bestseller", "reason": "a quote"]])
  }

  @Test func anEditBecomesTheOwnersOwnRevision() throws {
    let studio = try studio(1)
    let editor = studio.root + "/editor"
    try "#!/bin/sh\nsed -i 's/twice/three times/' \"$1\"\n"
      .write(toFile: editor, atomically: true, encoding: .utf8)
    let terminal = try review(studio, environment: ["EDITOR": "sh '\(editor)'"])
    try terminal.waitFor("? help")
    terminal.press("e")
    try terminal.waitFor("filed as 1@2, your own revision")
    terminal.press("a")
    try terminal.waitFor("1 approved")
    #expect(try terminal.wait() == 0)
    let shown = try #require(try studio.json("show", "1")["submission"])
    #expect(shown["source"]?.string?.contains("we read three times.") ?? false)
    #expect(shown["revisions"]?.elements.map { $0["submittedBy"] } == ["maya", "owner"])
    #expect(shown["assistant"] == "maya")
    #expect(shown["approval"]?["revision"] == 2)
  }

  @Test func anEditThatCannotBeReadIsNotLost() throws {
    let studio = try studio(1)
    let editor = studio.root + "/editor"
    // The first time it breaks the head; the second time it finds its own text and mends it.
    try """
    #!/bin/sh
    if grep -q chanel "$1"; then sed -i 's/chanel/channel/' "$1"
    else sed -i 's/channel: x/chanel: x/; s/twice/daily/' "$1"; fi

    """.write(toFile: editor, atomically: true, encoding: .utf8)
    let terminal = try review(studio, environment: ["VISUAL": "sh '\(editor)'"])
    try terminal.waitFor("? help")
    terminal.press("e")
    try terminal.waitFor("it cannot be read, so it was not filed")
    terminal.press("e")
    try terminal.waitFor("filed as 1@2")
    terminal.press("q")
    #expect(try terminal.wait() == 0)
    #expect(
      try studio.json("show", "1")["submission"]?["source"]?.string?.contains("we read daily.")
        ?? false
    )
  }

  @Test func anEditorThatFailsChangesNothing() throws {
    let studio = try studio(1)
    let terminal = try review(studio, environment: ["EDITOR": "false"])
    try terminal.waitFor("? help")
    terminal.press("e")
    try terminal.waitFor("the editor failed, so nothing was changed: false")
    terminal.press("q")
    #expect(try terminal.wait() == 0)
    #expect(try studio.json("list")["submissions"]?.elements.first?["revision"] == 1)
  }

  @Test func aRevisionThatWasReplacedIsNotApprovedUnseen() throws {
    let studio = try studio(1)
    let terminal = try review(studio)
    try terminal.waitFor("? help")
    let path = try studio.draft("candles", body: "A page nobody has seen yet, read it.")
    try studio.vouch("submit", path, "--from", "maya", "--revises", "1")
    terminal.press("a")
    try terminal.waitFor("A page nobody has seen yet, read it.")
    try terminal.waitFor("1@1 was replaced by 1@2; this is the new one")
    #expect(try states(studio) == ["pending"])
    terminal.press("a")
    try terminal.waitFor("1 approved")
    #expect(try terminal.wait() == 0)
  }

  @Test func keysPressedTooFastDecideOnNothingUnseen() throws {
    let studio = try studio(3)
    let terminal = try review(studio)
    try terminal.waitFor("? help")
    terminal.press("aaaaaaaaaa")
    try terminal.waitFor("2@1  maya")
    try terminal.waitFor("? help")
    terminal.press("q")
    #expect(try terminal.wait() == 0)
    #expect(try states(studio) == ["approved", "pending", "pending"])
  }

  @Test func channelsWithTextsOfTheirOwnHaveTabs() throws {
    let studio = try openStudio()
    let head = "channels: [x, mastodon]\ntexts:\n  x: A short page to read."
    try studio.submit("long", head: head, body: "A long page about books we read twice.")
    let terminal = try review(studio)
    try terminal.waitFor("A short page to read.")
    try terminal.waitFor("? help")
    terminal.press("\u{1B}[C")
    try terminal.waitFor("A long page about books we read twice.")
    terminal.press("q")
    #expect(try terminal.wait() == 0)
  }

  @Test func draftsCannotDriveTheTerminal() throws {
    let studio = try openStudio()
    try studio.submit("evil", body: "Read\u{1B}[2Jme \u{9B}31m and \u{202E}this book\u{7}.")
    let terminal = try review(studio, ["--blocked"])
    try terminal.waitFor("Read␛[2Jme <U+009B>31m and <U+202E>this book␇.")
    terminal.press("q")
    #expect(try terminal.wait() == 0)
    #expect(!terminal.written.unicodeScalars.contains { $0.value == 0x9B || $0.value == 0x202E })
  }

  @Test func withoutATerminalOtherCommandsAreNamed() throws {
    let studio = try studio(1)
    let outcome = try studio.vouch("review")
    #expect(outcome.status == 64 && outcome.err.contains("vouch approve"), "\(outcome)")
  }

  @Test func nothingWaitingIsSaid() throws {
    let studio = try openStudio()
    let terminal = try review(studio)
    try terminal.waitFor("nothing waits for you")
    #expect(try terminal.wait() == 0)
  }
}
