import Foundation
import Testing
import VouchCore
import VouchTestSupport

@testable import vouch

/// Checking with several processes answers what one process answers.
struct CheckTeamTests {
  private static let count = 300
  private static let script = ProjectFiles.shared.appending(path: "bench/make_corpus.py")
  private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  private static var canMakeCorpus: Bool {
    FileManager.default.fileExists(atPath: script.path)
      && Necessity.shouldRun(where: python != nil)
  }

  @Test(arguments: ["text", "json", "sarif", "github"])
  func severalProcessesAnswerWhatOneDoes(format: String) throws {
    let pile = try Pile(Self.count)
    let one = try pile.check(jobs: 1, format)
    #expect(one.status == 1)
    for jobs in [2, 3] {
      let several = try pile.check(jobs: jobs, format)
      #expect(several == one, "with \(jobs) processes")
    }
  }

  @Test(.enabled(if: canMakeCorpus, "python3 or the corpus of the benchmarks is not there"))
  func theVerdictsAreThoseOfTheManifest() throws {
    let corpus = try Corpus(Self.count, Self.script.path)
    let truth = try corpus.manifest()
    #expect(truth.count == Self.count)
    let outcome = try Self.check("bench.yaml", in: corpus.root, jobs: 2, "json")
    let answer = try #require(JSON(parsing: outcome.out))
    let drafts = answer["drafts"]?.elements ?? []
    #expect(drafts.count == Self.count)
    for draft in drafts {
      let path = try #require(draft["path"]?.string)
      let isBad = draft["verdict"]?.string != "clear"
      #expect(truth[URL(filePath: path).lastPathComponent] == isBad, "\(path)")
    }
  }

  @Test func draftsThatCannotBeOpenedKeepNoneOfTheOthersWaiting() throws {
    let pile = try Pile(Self.count)
    try FileManager.default.createSymbolicLink(
      atPath: pile.root + "/drafts/100-gone.md",
      withDestinationPath: "/nowhere"
    )
    let one = try pile.check(jobs: 1, "text")
    #expect(one.status == 2 && one.err.contains("cannot read"), "\(one.err)")
    #expect(one.out.contains("\(Self.count) drafts"))
    #expect(try pile.check(jobs: 2, "text") == one)
  }

  @Test func aBrokenPolicyIsReportedOnce() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/vouch-team-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "version: 2\n".write(toFile: folder + "/p.yaml", atomically: true, encoding: .utf8)
    for index in 0..<Self.count {
      try "x".write(toFile: folder + "/\(index).md", atomically: false, encoding: .utf8)
    }
    let outcome = try Program.run(["check", "--policy", "p.yaml", "--jobs", "2", "."], in: folder)
    #expect(outcome.status == 2 && outcome.out.isEmpty)
    #expect(outcome.err.components(separatedBy: "version is 1").count == 2, "\(outcome.err)")
  }

  @Test(arguments: [1, 2])
  func aRunThatBeganAgainWithRoomAnswersTheSame(jobs: Int) throws {
    let pile = try Pile(8)
    let paths = try FileManager.default.contentsOfDirectory(atPath: pile.root + "/drafts").sorted()
      .map { "drafts/\($0)" }
    let many = (0..<130).flatMap { _ in paths }
    #expect(Heap.isSmall(for: many) && !Heap.isSmall(for: Array(many.prefix(999))))
    func check(_ environment: [String: String]) throws -> Program.Outcome {
      try Program.run(
        ["check", "--policy", "p.yaml", "--jobs", "\(jobs)", "--now", "2026-01-04T00:00:00Z"]
          + many,
        in: pile.root,
        environment: environment
      )
    }
    let began = try check([:])
    #expect(began.status == 1 && began.out.contains("\(many.count) drafts"))
    // Whoever has told the library something is left alone.
    #expect(try check(["GLIBC_TUNABLES": "glibc.malloc.tcache_count=7"]) == began)
  }

  @Test func aProcessThatDoesNotSpeakInRecordsFailsTheCheck() throws {
    let worker = try WorkerProcess(["--version"], program: try Program.path())
    // It prints its version, which is no record, and ends.
    #expect(throws: (any Error).self) { while true { _ = try worker.receive() } }
  }

  @Test func recordsComeOutAsTheyWentIn() throws {
    var counts = VerdictCounts()
    for (verdict, count) in zip(Verdict.allCases, [3, 0, 12]) { counts[verdict] = count }
    let piece = CheckedPiece(
      counts: counts,
      rules: ["links", "length"],
      text: Array("a\nb é\n".utf8)
    )
    let failures = [
      CheckRecord.Failure(message: "cannot read x", help: nil),
      CheckRecord.Failure(message: "cannot read é", help: "look there"),
    ]
    let records = [
      CheckRecord(), CheckRecord(piece: piece), CheckRecord(failures: failures),
      CheckRecord(piece: piece, failures: failures),
    ]
    var bytes = records.flatMap(\.bytes)[...]
    #expect(try CheckRecord.read(bytes.dropLast(bytes.count - 3)) == nil)
    for record in records {
      let (read, length) = try #require(try CheckRecord.read(bytes))
      #expect(read == record)
      bytes = bytes.dropFirst(length)
    }
    #expect(bytes.isEmpty)
    #expect(throws: (any Error).self) { try CheckRecord.read(Array("hello\n".utf8)[...]) }
  }

  @Test(arguments: [[], ["a"], ["", "b é", "3"], ["12", "", ""]])
  func groupsOfPathsComeOutAsTheyWentIn(_ paths: [String]) throws {
    let bytes = CheckWorker.request(paths[...])
    for count in bytes.indices { #expect(CheckWorker.group(Array(bytes[..<count])) == nil) }
    let (read, length) = try #require(CheckWorker.group(bytes + Array("2\0a\0".utf8)))
    #expect(Array(read) == paths)
    #expect(length == bytes.count)
  }

  private static func check(
    _ policy: String,
    in folder: String,
    jobs: Int,
    _ format: String
  ) throws -> Program.Outcome {
    try Program.run(
      [
        "check", "--policy", policy, "--jobs", String(jobs), "--format", format, "--now",
        "2026-01-04T00:00:00Z", "drafts",
      ],
      in: folder
    )
  }

  /// Drafts of which most have something to say about, each in its own way.
  private final class Pile {
    let root = FileManager.default.temporaryDirectory.path + "/vouch-pile-\(UUID().uuidString)"

    init(_ count: Int) throws {
      try FileManager.default.createDirectory(
        atPath: root + "/drafts",
        withIntermediateDirectories: true
      )
      try write(Studio.policy, to: "p.yaml")
      for index in 0..<count {
        let body = [
          "A book about tea, read twice.", "A bestseller, this book.",
          "Books for @ana @li @bo @cy.",
          "Read at the casino, page \(index).", "Ein Buch: \u{201E}Tee\u{201C} \u{1F4D6}", "",
          String(repeating: "We read a book about tea and bread. ", count: 40),
        ][index % 7]
        let draft = Studio.draft("number \(index)", body: body)
        try write(index % 11 == 3 ? body : draft, to: "drafts/\(index).md")
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private func write(_ text: String, to file: String) throws {
      try text.write(toFile: "\(root)/\(file)", atomically: false, encoding: .utf8)
    }

    func check(jobs: Int, _ format: String) throws -> Program.Outcome {
      try CheckTeamTests.check("p.yaml", in: root, jobs: jobs, format)
    }
  }

  /// Drafts with the truth about them, in a folder of their own.
  private final class Corpus {
    let root = FileManager.default.temporaryDirectory.path + "/vouch-corpus-\(UUID().uuidString)"

    init(_ count: Int, _ script: String) throws {
      let maker = Process()
      maker.executableURL = URL(filePath: CheckTeamTests.python ?? "")
      maker.arguments = [script, String(count), root]
      maker.standardOutput = FileHandle.nullDevice
      try maker.run()
      maker.waitUntilExit()
      try #require(maker.terminationStatus == 0, "the corpus could not be made")
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// For each file, whether something was planted in it.
    func manifest() throws -> [String: Bool] {
      let text = try String(contentsOfFile: root + "/manifest.jsonl", encoding: .utf8)
      let lines = text.split(separator: "\n").compactMap { JSON(parsing: String($0)) }
      return Dictionary(
        uniqueKeysWithValues: lines.map {
          ($0["file"]?.string ?? "", !($0["violations"]?.elements ?? []).isEmpty)
        }
      )
    }
  }
}
