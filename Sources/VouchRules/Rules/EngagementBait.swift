import VouchCore

/// Flags begging for tags, likes, shares and comments.
///
/// Networks hide posts that beg, and readers remember who did. Asking a real question or inviting
/// people to try something is fine. Turn it off for a giveaway that your terms allow.
struct EngagementBait: Rule {
  static let looksAtTheDraftAlone = true

  static let descriptor = RuleDescriptor(
    id: "engagement-bait",
    summary: "Do not beg for tags, likes, shares or comments",
    rationale: """
      Networks hide posts that beg for reactions, and readers remember who did. A real question is \
      no bait. Turn it off for a giveaway that the network's terms allow.
      """,
    severity: .error,
    examples: [
      .flags("Like a good deal? ▸Tag a friend who needs this."),
      .flags("▸Like and share to win a kettle!"),
      .flags("▸RT if you agree, ▸comment YES below."),
      .flags("New here: ▸follow for follow, ▸f4f."),
      .passes("What do you charge for a first talk? I would like to know."),
      .passes("We tag releases every Friday. A friend of ours reads the notes."),
      .passes("If this helps, share it with whoever sets prices in your team."),
      .passes("Leave a comment if the form does not load."),
    ]
  )

  init(options: OptionValues) {}

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    let texts = context.spoken
    return phrases.spans(in: texts).map { span in
      Observation(
        "begs for reactions: \(quoted(draft.source.text(in: span)))",
        at: span,
        surface: .published,
        help: "ask a real question, or say why it is worth passing on"
      )
    }
  }
}

private let phrases = PhraseTable(
  [
    // Tagging
    "tag|mention a|your|one|two|three|four|five|ten|# friend|friends|buddy|bestie|mate|pal|people",
    "tag|mention a|your|one|two|three|# person|colleague|colleagues|mum|mom|followers|accounts",
    "tag|mention someone|somebody|anyone|people|those who|whos|that|you|below|in",
    "tag|mention a|your|one|# … who|that needs|need|loves|love|would|should|has|is",
    "tag the|that person|friend|one who|that|you",
    "tag all|as your|many of? your? friends|people",
    "tag us and|to win|get|be",
    // Likes and shares as a price
    "like and|n share|retweet|repost|comment|follow|tag|save",
    "like comment|share and share|comment|follow|tag",
    "share|retweet|rt|repost to|and|for win|enter",
    "^like to|for win|enter",
    "share|retweet|rt|repost … for|to a? chance|win",
    "^like if|when|for|this",
    "retweet|rt|repost if|when",
    "rt to|for",
    "share if you|u|your agree|believe|remember|love|care|support|think|dare",
    "share|repost this? if you|u agree|care|love|believe|dare",
    "share this? post? with # friends|people",
    "smash|mash|slam that|the like|follow|subscribe|share",
    "hit that|the like|follow|subscribe button",
    "double tap if|for|to|this",
    "like for like|likes",
    "retweet for retweet|retweets",
    // Following
    "follow for follow|follows|followback|like|likes",
    "follow me and ill|i follow|will",
    "follow back guaranteed|always|instantly",
    "follow us|me to win|enter",
    "f4f|l4l|s4s|followforfollow|follow4follow|like4like|likeforlike|teamfollowback",
    "i|we always|will? follow back",
    "sub for sub",
    // Comments on command
    "comment|reply|type|drop yes|no|done|amen|me|info|interested|link|ready if|below|and",
    "^say|write yes|no|amen|me if|below",
    "^comment|type # if|below",
    "drop|leave a|an|your … emoji|heart|fire",
    "drop a|your|an # below|here",
    // An emoji between is no word.
    "drop|leave|put a|an|your|some in|into the? comments|replies",
    "drop|leave|put a|an|your|some heart|fire|flame|emoji|like|yes in|into the? comments|replies",
    "^drop a|your|an|it below|here",
    "comment|type a|an|the … emoji|heart|word if|below",
    "comment below to win|get|enter|receive",
    "vote with a|your like|reaction|emoji",
    "react with a|your heart|like if",
    "bet you wont|cant share|repost|retweet",
    "only # percent|of|will share|repost",
    "most people wont share|repost|retweet",
  ],
  // Those who say what they do themselves, or what not to do, do not beg.
  exempting: ["i", "we", "they", "not", "never", "dont"]
)
