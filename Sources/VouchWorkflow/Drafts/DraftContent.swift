import VouchCore
import VouchText

/// What a draft says, apart from its bytes and media: what is stored beside a revision.
struct DraftContent: Sendable {
  let draft: Draft
  /// Its words, to find near-copies.
  let wording: Wording
  /// What near-copies are found by.
  let prints: [WordingPrint]
  /// What tells its `why` from others, whatever the marks and capitals; nil where it has none.
  let purposeKey: String?

  init(_ draft: Draft) {
    self.draft = draft
    wording = Wording(draft: draft)
    prints = wording.prints
    purposeKey = draft.frontMatter.why.flatMap {
      Wording.purposeKey(canonical: TextFolding.canonical(of: $0.value).text.string)
    }.map { Digests.short(of: $0) }
  }

  /// The people it mentions, canonical, each once, in order.
  var people: [String] {
    var seen: Set<String> = []
    return draft.readings.flatMap(\.mentions).map(\.canonical).filter { seen.insert($0).inserted }
  }

  /// The people its mission asks, as written, each once, in order.
  var asked: [String] {
    var seen: Set<String> = []
    return (draft.frontMatter.mission?.people ?? []).map(\.value).filter {
      seen.insert(MissionRequest.canonicalPerson($0)).inserted
    }
  }

  /// Everything together, with the media as they were read.
  func revision(media: [StoredMedia]) -> RevisionContent {
    let head = draft.frontMatter
    return RevisionContent(
      title: head.title?.value,
      kind: head.kind,
      channels: draft.channels,
      topics: head.topics.map(\.value),
      why: head.why?.value,
      purposeKey: purposeKey,
      campaign: head.campaign?.value,
      replyTo: head.replyTo?.value,
      posts: draft.renditions.map(\.written),
      media: media,
      ask: head.mission?.ask?.value,
      asked: asked,
      people: people,
      isPromotional: head.isPromotional,
      wording: wording,
      window: head.window,
      exact: head.schedule.at?.value
    )
  }
}
