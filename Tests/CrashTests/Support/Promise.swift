import VouchCore

/// Something the program said it had done, to be held against what there is afterwards.
struct Promise: Hashable, Sendable {
  /// The word under which the ledger must tell of it.
  let event: String
  let submission: Int
  /// The revision it was about; nil where the answer names none.
  var revision: Int?
  /// The fingerprint of a draft that was handed in.
  var fingerprint: String?
  /// The name of the file that was handed in, which its text names too.
  var draft: String?
  /// The key of a post that went out.
  var key: String?

  /// Everything that an answer promises; nothing where it was not written whole.
  static func made(in ending: StormRun.Ending) -> [Promise] {
    guard let answer = ending.answer else { return [] }
    switch answer["schema"]?.string {
    case "vouch.submit/1":
      return (answer["submissions"]?.elements ?? []).compactMap(submission)
    case "vouch.decision/1":
      return (answer["decisions"]?.elements ?? []).compactMap(decision)
    case "vouch.emit/1":
      return (answer["emitted"]?.elements ?? []).compactMap(emission)
    case "vouch.receipt/1":
      guard let id = answer["id"]?.int, let state = answer["state"]?.string else { return [] }
      return [Promise(event: state, submission: id)]
    default: return []
    }
  }

  /// What is missing in `shown`, the answer of `vouch show`; nil where it was kept.
  func complaint(about shown: JSON) -> String? {
    let told = shown["history"]?.elements.contains { entry in
      entry["event"]?.string == event
        && (revision == nil || entry["details"]?["revision"]?.int == revision)
        && (key == nil || entry["details"]?["key"]?.string == key)
        && (fingerprint == nil || entry["details"]?["fingerprint"]?.string == fingerprint)
    }
    guard told == true else { return "this was acknowledged and is not told: \(self)" }
    if event == "approved" { return approvalComplaint(shown) }
    guard let fingerprint, let draft else { return nil }
    let stored = shown["revisions"]?.elements.first { $0["revision"]?.int == revision }
    guard stored?["fingerprint"]?.string == fingerprint else {
      return "the revision is not what was acknowledged: \(self)"
    }
    guard shown["revision"]?.int == revision else { return nil }
    return shown["source"]?.string?.contains("Page \(draft) of") == true
      ? nil : "the bytes are not what was handed in: \(self)"
  }

  /// An approval stays unless it is taken back or its window passes.
  private func approvalComplaint(_ shown: JSON) -> String? {
    let ends = ["revoked", "expired"]
    let events = shown["history"]?.elements.compactMap { $0["event"]?.string } ?? []
    let isEnded = events.contains(where: ends.contains)
    return shown["state"] == "approved" || isEnded ? nil : "it lost its approval: \(self)"
  }

  private static func submission(_ answer: JSON) -> Promise? {
    guard let id = answer["id"]?.int, let revision = answer["revision"]?.int else { return nil }
    let file = answer["path"]?.string?.split(separator: "/").last.map(String.init)
    return Promise(
      event: revision == 1 ? "submitted" : "revised",
      submission: id,
      revision: revision,
      fingerprint: answer["fingerprint"]?.string,
      draft: file.map { String($0.dropLast(3)) }
    )
  }

  private static func decision(_ answer: JSON) -> Promise? {
    // A decision that was refused by the rules has no state.
    guard let id = answer["id"]?.int, let state = answer["state"]?.string else { return nil }
    return Promise(event: state, submission: id, revision: answer["revision"]?.int)
  }

  private static func emission(_ answer: JSON) -> Promise? {
    guard let id = answer["id"]?.int else { return nil }
    return Promise(
      event: "emitted",
      submission: id,
      revision: answer["revision"]?.int,
      key: answer["key"]?.string
    )
  }
}
