import Foundation
import VouchCore

/// What is wrong with a workspace after a crash, found by fresh runs of the program.
///
/// Every function gives back complaints; none where all is as it has to be.
struct Inspection {
  let workspace: StormWorkspace
  let minute: Int

  /// When everything that can be approved by then is due.
  private var later: Int { minute + 24 * 60 }

  /// The ledger is what was written, and the next command needs no repair.
  func ledger() throws -> [String] {
    let ending = try workspace.run(["verify", "--format", "json"], at: later)
    return ending.status == 0 ? [] : ["the ledger does not verify: \(ending)"]
  }

  /// The set-up is as sound as before.
  func setUp() throws -> [String] {
    let ending = try workspace.run(["doctor"], at: later)
    return ending.status == 0 ? [] : ["the doctor found something: \(ending)"]
  }

  /// Everything that was promised is there.
  func kept(_ promises: Set<Promise>) throws -> [String] {
    let bySubmission = Dictionary(grouping: promises, by: \.submission)
    return try bySubmission.sorted { $0.key < $1.key }.flatMap { id, promises in
      let ending = try workspace.run(["show", "\(id)", "--format", "json"], at: later)
      guard ending.status == 0, let shown = ending.answer?["submission"] else {
        return ["submission \(id) was acknowledged and cannot be shown: \(ending)"]
      }
      return promises.compactMap { $0.complaint(about: shown) }
    }
  }

  /// Nothing went out twice: as many posts as keys, as the ledger tells and as states say.
  ///
  /// Asked when the queue is empty; in between a post may lie in the outbox for a moment before
  /// the ledger tells.
  func deliveries() throws -> (count: Int, complaints: [String]) {
    var complaints: [String] = []
    let posts = try workspace.outbox()
    var keys: [String] = []
    for (name, text) in posts {
      guard let post = JSON(parsing: text), let key = post["key"]?.string else {
        complaints.append("\(name) is no whole post: \(text)")
        continue
      }
      keys.append(key)
    }
    let told = try emittedKeys()
    if Set(keys).count != keys.count { complaints.append("a key is in two files: \(posts.keys)") }
    if Set(told).count != told.count { complaints.append("a delivery was emitted twice: \(told)") }
    if Set(told) != Set(keys) {
      complaints.append("\(keys.count) posts lie in the outbox, the ledger tells of \(told.count)")
    }
    return (posts.count, complaints)
  }

  /// A publisher elsewhere would take every post for what the owner vouched for.
  func signatures() throws -> [String] {
    let files = try workspace.outbox().keys.sorted().map { "\(workspace.root)/outbox/\($0)" }
    guard !files.isEmpty else { return [] }
    let keys = workspace.folder + "/keys.txt"
    let exported = try workspace.mustRun(["key", "export-public"], at: later)
    try Data(exported.out.utf8).write(to: URL(filePath: keys))
    let ending = try workspace.run(["verify", "--key", keys] + files, at: later)
    return ending.status == 0 ? [] : ["a post does not verify: \(ending)"]
  }

  /// The keys that the ledger says went out, one for each entry.
  func emittedKeys() throws -> [String] {
    let ending = try workspace.run(["history", "--format", "json"], at: later)
    let entries = ending.answer?["entries"]?.elements ?? []
    return entries.filter { $0["event"] == "emitted" }.compactMap { $0["details"]?["key"]?.string }
  }

  /// Lets out all that is in the queue, a day later.
  func settle() throws -> [String] {
    let ending = try workspace.run(["emit", "--format", "json"], at: later)
    let held = ending.answer?["held"]?.elements ?? []
    return ending.status == 0 && held.isEmpty ? [] : ["not everything went out: \(ending)"]
  }

  /// No draft was filed twice, however often it was handed in by somebody who had not heard.
  func once() throws -> [String] {
    let ending = try workspace.run(["list", "--all", "--format", "json"], at: later)
    guard let submissions = ending.answer?["submissions"]?.elements else {
      return ["the list cannot be read: \(ending)"]
    }
    let titles = submissions.compactMap { $0["title"]?.string }
    let twice = Dictionary(grouping: titles) { $0 }.filter { $0.value.count > 1 }.keys
    return twice.isEmpty ? [] : ["filed twice: \(twice.sorted())"]
  }

  /// A copy under its final name is a whole database, or there is none.
  func backup(_ file: String) throws -> [String] {
    guard FileManager.default.fileExists(atPath: file) else { return [] }
    let copy = try workspace.copy(to: workspace.folder + "-restored")
    defer { copy.remove() }
    // What this account remembers of the workspace may be newer than the copy.
    try FileManager.default.removeItem(atPath: copy.folder + "/home/state")
    let database = copy.root + "/.vouch/vouch.sqlite"
    for ending in ["", "-wal", "-shm"] { unlink(database + ending) }
    try FileManager.default.copyItem(atPath: file, toPath: database)
    // And it may be from before the key was rotated, which the settings of today do not know.
    let settings = copy.root + "/vouch.yaml"
    let text = try String(contentsOfFile: settings, encoding: .utf8)
    try text.split(separator: "\n").filter { !$0.hasPrefix("key:") }.joined(separator: "\n")
      .write(toFile: settings, atomically: true, encoding: .utf8)
    let ending = try copy.run(["verify"], at: later)
    let list = try copy.run(["list", "--all", "--format", "json"], at: later)
    return ending.status == 0 && list.status == 0
      ? [] : ["a backup is no whole database: \(ending)\(list)"]
  }
}
