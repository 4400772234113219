import Foundation
import Testing
import VouchCore
import VouchTestSupport

@testable import VouchWorkflow

struct PostCheckTests {
  let checker: PostChecker
  let post: JSON

  /// One post that went out, with the key that vouches for it.
  init() throws {
    let workspace = try TemporaryWorkspace()
    let desk = try workspace.desk("2026-09-07T08:10")
    _ = try desk.submit([workspace.draft("first")], from: "maya")
    _ = try desk.approve(ApprovalRequest(id: RevisionID(submission: 1, revision: 1)))
    let emitted = try workspace.desk("2026-09-07T09:31").emit().emitted
    let file = workspace.root + "/" + (try #require(emitted.first).file)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    post = try #require(JSON(parsing: text))
    checker = try desk.postChecker()
  }

  private func problems(_ post: JSON) -> [String] { problems(post.text()) }

  private func problems(_ text: String) -> [String] {
    checker.check(Array(text.utf8), path: "post.json").problems
  }

  @Test("a post as it went out is genuine, however it is laid out")
  func genuine() {
    #expect(problems(post).isEmpty)
    #expect(problems(post.text(indent: 4)).isEmpty)
    let check = checker.check(Array(post.text().utf8), path: "post.json")
    #expect(check.approvedBy == "Olga")
    #expect(check.isSimulated)
  }

  @Test("no member can be changed, taken out or doubled")
  func everyMemberCounts() throws {
    guard case .object(let members) = post else {
      Issue.record("no object")
      return
    }
    for (index, member) in members.enumerated() {
      var without = members
      without.remove(at: index)
      #expect(!problems(.object(without)).isEmpty, "\(member.key) taken out")
      #expect(!problems(.object(members + [member])).isEmpty, "\(member.key) doubled")
      for value in member.value.otherValues {
        var changed = members
        changed[index] = JSON.Member(member.key, value)
        // The two instants that nobody could sign beforehand; the slot is bound by the window.
        let isFree = member.key == "emittedAt" || member.key == "scheduledAt"
        if isFree, case .string(let text) = value, text.contains("T") { continue }
        #expect(!problems(.object(changed)).isEmpty, "\(member.key): \(value.text())")
      }
    }
    #expect(!problems(.object(members + [.init("more", 1)])).isEmpty)
  }

  @Test("another key is another owner")
  func otherKey() throws {
    let other = try KeySource { Array(7..<23) }.ownerKey()
    let stranger = PostChecker(trusting: [other.publicKey])
    #expect(!stranger.check(Array(post.text().utf8), path: "p").isGenuine)
    // The right words, signed by somebody else who names the owner's key.
    let signed = try #require(SignedStatement(in: post))
    let forged = SignedStatement(
      bytes: signed.bytes,
      signature: try other.sign(signed.bytes).signature,
      key: signed.key
    )
    guard case .object(let members) = post else { return }
    let unsigned = members.filter { !["statement", "signature", "signedBy"].contains($0.key) }
    #expect(problems(.object(unsigned + forged.members)) == ["the signature is not the owner's"])
  }

  @Test(
    "what is no post is none",
    arguments: ["", "{}", "[]", "null", #"{"schema":"vouch.post/1"}"#, "\u{FEFF}{}", "{"]
  )
  func noPost(text: String) {
    #expect(!problems(text).isEmpty)
  }
}

extension JSON {
  /// Values that look much like this one.
  fileprivate var otherValues: [JSON] {
    switch self {
    case .null: ["", 0, false, [:]]
    case .bool(let flag): [.bool(!flag), .null, .string("\(flag)")]
    case .integer(let number): [.integer(number + 1), .string("\(number)"), .null]
    case .string(let text): [.string(text + " "), .string(""), .null, .array([self])]
    case .array(let elements):
      [.array(elements + ["more"]), .array(elements + [self]), .null, [:]]
    case .object(let members):
      [.object(members + [.init("more", 1)]), .object(members.dropLast()), .null, []]
    }
  }
}
