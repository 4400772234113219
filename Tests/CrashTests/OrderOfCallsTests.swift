import Testing
import VouchTestSupport

/// What a power cut would leave cannot be tried here; that everything waits for the disk before
/// the next step relies on it can be seen in the order of the calls.
@Suite struct OrderOfCallsTests {
  @Test(.enabled(if: KillPointLibrary.library.isWanted, "\(KillPointLibrary.library.absence)"))
  func everythingIsOnTheDiskBeforeTheNextStepReliesOnIt() throws {
    let folder = try StormFolder()
    let stage = try Deed.stage(folder.path + "/stage")
    for deed in Deed.allCases {
      let calls = withoutHeads(try Rehearsal.calls(of: deed, on: stage))
      if deed != .backup { try expectAnswerAfterSync(calls, of: deed) }
      switch deed {
      case .backup: try expectCopyBeforeItsName(calls)
      case .emit: expectPostsBeforeTheirRecords(calls)
      case .submitWithMedia: try expectMediaBeforeTheirDraft(calls)
      case .submitOneByOne: try expectEachAnswerAfterItsSync(calls)
      default: break
      }
    }
  }

  private func expectAnswerAfterSync(_ calls: [NotedCall], of deed: Deed) throws {
    let answer = try #require(calls.last { $0.subject == "answer" }, "\(deed)")
    let before = calls.prefix { $0 != answer }
    let logged = try #require(before.last(where: isLogged), "\(deed)")
    #expect(before.isSynced(after: logged), "\(deed): \(calls)")
  }

  /// However many drafts wait for the disk together, none is told of before a wait that began after
  /// it was there: three wait for one another, and are told of at the end.
  private func expectEachAnswerAfterItsSync(_ calls: [NotedCall]) throws {
    // Each commit ends with a write to the log.
    let commits = Array(calls.filter(isLogged).suffix(3))
    let answers = calls.filter { $0.subject == "answer" }
    try #require(commits.count == 3 && !answers.isEmpty, "\(calls)")
    for answer in answers {
      let before = calls.prefix { $0 != answer }
      #expect(before.isSynced(after: commits[2]), "\(answer): \(calls)")
    }
  }

  /// The claim is on the disk, then the whole text under another name, then the post's own name,
  /// then the record that it is out.
  private func expectPostsBeforeTheirRecords(_ calls: [NotedCall]) {
    let posts = calls.filter { $0.name.hasPrefix("link") && $0.subject == "post" }
    #expect(posts.count == 3, "\(calls)")
    for post in posts {
      let before = calls.prefix { $0 != post }
      let after = calls.drop { $0 != post }.dropFirst()
      let claim = before.last(where: isLogged)
      #expect(claim.map { before.isSynced(after: $0) } == true, "\(calls)")
      #expect(before.last(where: isSync)?.subject == "temporary file", "\(calls)")
      let folder = after.first { $0.subject == "folder outbox" && isSync($0) }
      let record = after.first(where: isLogged)
      #expect((folder?.number ?? .max) < (record?.number ?? 0), "\(calls)")
    }
  }

  private func expectCopyBeforeItsName(_ calls: [NotedCall]) throws {
    let name = try #require(calls.first { $0.name.hasPrefix("link") }, "\(calls)")
    let before = calls.prefix { $0 != name }
    let written = try #require(
      before.last { $0.name.hasPrefix("pwrite") && $0.subject == "temporary file" },
      "\(calls)"
    )
    #expect(before.contains { $0.number > written.number && isSync($0) && $0.file == written.file })
    let after = calls.drop { $0 != name }
    let folder = try #require(after.first(where: isSync), "\(calls)")
    let answer = try #require(calls.last { $0.subject == "answer" }, "\(calls)")
    #expect(folder.number < answer.number, "\(calls)")
  }

  private func expectMediaBeforeTheirDraft(_ calls: [NotedCall]) throws {
    let copy = try #require(
      calls.first { $0.name.hasPrefix("link") && $0.subject == "copy of media" },
      "\(calls)"
    )
    #expect(calls.prefix { $0 != copy }.last(where: isSync)?.subject == "temporary file")
    let after = calls.drop { $0 != copy }.dropFirst()
    let folder = try #require(
      after.first { $0.subject == "folder media" && isSync($0) },
      "\(calls)"
    )
    let commit = try #require(calls.last(where: isLogged))
    #expect(folder.number < commit.number, "\(calls)")
  }

  /// Without the first write to the log after it was folded into the database: that is a head, by
  /// which it is emptied or begins anew, and nothing is committed by it.
  private func withoutHeads(_ calls: [NotedCall]) -> [NotedCall] {
    var isFolded = false
    return calls.filter { call in
      let isHead = isFolded && isLogged(call)
      isFolded = isSync(call) && call.subject == "database" || isFolded && !isHead
      return !isHead
    }
  }

  private func isSync(_ call: NotedCall) -> Bool { ["fsync", "fdatasync"].contains(call.name) }

  private func isLogged(_ call: NotedCall) -> Bool {
    call.subject == "log of the database" && call.name.hasPrefix("pwrite")
  }
}

extension Sequence<NotedCall> {
  /// True where the file that `call` wrote to was synced afterwards.
  fileprivate func isSynced(after call: NotedCall) -> Bool {
    contains {
      $0.number > call.number && $0.name == "fdatasync" && $0.subject == call.subject
    }
  }
}
