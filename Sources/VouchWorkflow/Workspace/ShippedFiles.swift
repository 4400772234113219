/// The files every new workspace starts from, as they lie in `policies/` and `templates/`.
///
/// Made by `scripts/embed-files`; do not edit.
enum ShippedFiles {
  /// The policies, `house.yaml` first.
  static let policies: [(name: String, text: String)] = [
    (
      "house.yaml",
      #"""
      # The base that every brand of this workspace extends: good posts instead of many, nothing hidden,
      # nobody pestered. A brand's own policy names this file under `extends` and changes what it must.
      #
      # Every rule is named here with its defaults, so that this page shows what is in force. `vouch rules`
      # tells what each one asks and why, `vouch policy explain RULE` what your policy makes of it.
      version: 1

      rules:
        # What a draft owes its owner before anybody reads it.
        purpose: {min-words: 5}                  # a `why` of at least this many words
        topics: {}                               # a declared topic, one of the policy's
        off-limits: {}                           # none of the off-limits words

        # People are not reach.
        mention-limit: {max: 2}                  # people mentioned in one post
        hashtag-limit: {max: 3}                  # hashtags in one post
        mass-tagging: {people: 10, within: 24h}  # different people mentioned over all posts
        mission-batch: {target: 10, tolerance: 2}  # people a mission asks: 8 to 12
        mission-pace: {per-day: 2}               # missions on one day
        mission-rest: {same-person: 7d}          # before the same person is asked again

        # Whoever hands in drafts.
        assistant-scope: {}                      # what the list of assistants allows
        assistant-standing: {}                   # references, training, no suspension

        # What is written, and how it looks.
        length: {}
        links: {}
        disclosure: {}                           # paid or gifted posts say so, where readers see it
        engagement-bait: {}
        vanity-metrics: {}
        hidden-text: {}                          # what readers see is all there is
        raw-html: {}
        alt-text: {}
        shouting: {}
        secrets: {}

        # How much, how often, how new.
        duplicate-wording: {}
        soapbox: {}                              # one promotional post in five
        cadence: {}                              # fits the calendar

      # A brand that extends this page can make these stricter, never looser, and no finding of theirs can
      # be waived: they protect people who did not ask to be part of anything.
      lock: [mission-batch, mass-tagging, hidden-text]

      """#
    ),
    (
      "brand.yaml",
      #"""
      # The policy of one brand: a pottery studio, as an example. Change the lines below to fit, then run
      # `vouch policy check` (is it sound?) and `vouch policy test` (do the phrases find what they should?).
      version: 1
      brand: Kiln & Co
      timezone: Europe/Lisbon
      why: Help people who love handmade tableware to choose, use and mend it.
      extends: house

      # The only things assistants may talk about. Each draft declares its topics; a text that has none of
      # a topic's words gets a warning. Words match whole words in any capitals; `glaz*` takes any ending.
      topics:
        # Text with a comma in it needs quotes between braces.
        craft: {about: "How pots are thrown, glazed and fired", words: [clay, glaz*, kiln*, wheel, throwing, firing]}
        care: {about: Using and mending handmade tableware, words: [wash*, dishwasher, chip*, crack*, mend*, repair*]}
        workshops: {about: Our evening and weekend courses, words: [workshop*, course*, beginner*, seat*]}
        studio: {about: People and days at the studio, words: [studio, apprentice*, market*, shelf, shelves]}

      # Never, whatever the declared topic: in title, text, alt text or a mission's request.
      off-limits:
        politics: [election, ballot, minister, referendum]
        health-claims: [detox*, cure, cures, healing energy]
        competitors: [Potters United, ClayBay]

      # Where the brand posts, how often a day, and how long it rests between two posts. A limit or a
      # hashtag cap of your own may be stricter than the network's, never looser.
      channels:
        instagram: {per-day: 1, min-gap: 6h}
        linkedin: {per-day: 1, min-gap: 20h}
        bluesky: {per-day: 3, min-gap: 2h}
        mastodon: {per-day: 3, min-gap: 2h}

      calendar:
        # When posts may go out, in the zone above. Without slots for a channel, any minute that is not
        # quiet will do.
        slots:
          instagram: {tue-sat: ["12:30"], sun: ["11:00"]}
          linkedin: {tue: ["09:15"], thu: ["09:15"]}
          bluesky: {mon-fri: ["09:30", "13:00", "17:30"], sat: ["11:00"]}
          mastodon: {mon-fri: ["09:45", "13:15", "17:45"], sat: ["11:15"]}
        # Nothing goes out then, slot or not. Hours may run past midnight.
        quiet: {daily: "20:00-09:00"}
        days-off: [2026-12-24..2027-01-03, 2027-06-13]
        # A post that could not leave in time may still go within the grace; then it takes the next slot,
        # or waits for you with `then: ask`.
        late: {grace: 30m, then: next-slot}

      # What differs from house.yaml. `rule: off` turns a rule off, `rule: warning` changes its weight.
      rules:
        mention-limit: {max: 2, on: {linkedin: {max: 1}}}
        shouting: error

      # Your own words. An entry with one of \ ^ $ . | ? + ( ) [ ] { } is a regular expression. The examples
      # run whenever the policy is loaded: an entry that misses one is an error.
      phrases:
        - id: no-superlatives
          never: ["the best pottery", "world[- ]class", unbeatable]
          message: We let the pots speak.
          severity: warning
          examples:
            flags: ["World-class bowls, every week", "Simply unbeatable mugs"]
            passes: ["The best part of a bowl is its foot"]
        - id: no-pressure
          never: ["last chance", "only \\d+ (seats|pieces) left", hurry]
          message: Nobody buys a cup under pressure from us.
          examples:
            flags: ["Only 2 seats left!", "Hurry, the kiln is nearly full"]
            passes: ["Two seats are free on Thursday"]
        - id: lead-free-wording
          never: ["non[- ]toxic", "100 ?% safe"]
          message: Write "lead-free glaze"; the rest we cannot prove.
          examples:
            flags: ["A non-toxic glaze", "100% safe for children"]
            passes: ["A lead-free glaze, tested in May"]

      # Raise this number when assistants must read the policy again; `vouch assistant train` records it.
      training: 1

      # What each assistant may post. Keys that one does not have come from `default`, which also holds for
      # everybody not named here. A new assistant needs a reference and the training above.
      assistants:
        default: {channels: [bluesky, mastodon], kinds: [post, reply], per-day: 3, requires: [reference, training]}
        # An assistant you trust with more, say:
        # ana: {channels: [instagram, linkedin, bluesky, mastodon], kinds: [post, thread, reply, mission, chat], per-day: 6}

      """#
    ),
  ]

  /// The templates.
  static let templates: [(name: String, text: String)] = [
    (
      "chat.md",
      #"""
      ---
      title: What you call it (nobody else sees this)
      channel: x
      kind: chat
      topics: [choose-from-the-policy]
      why: Say in a sentence who will come and what they will take home.
      schedule:
        at: 2030-01-15T18:00
      ---
      Welcome: who you are, what the hour is about, and how to take part.

      ## Q1 +5m

      The first question, five minutes after the start.

      ## Q2 +15m

      The second question.

      """#
    ),
    (
      "mission.md",
      #"""
      ---
      title: What you call it (nobody else sees this)
      channel: linkedin
      kind: mission
      topics: [choose-from-the-policy]
      why: Say in a sentence what comes of it for the people you ask.
      mission:
        # What the people will read. Ask for one thing.
        ask: Share the post with one sentence of your own
        # About ten people who will be glad to be asked; quotes are needed because of the @.
        people: ["@first", "@second", "@third"]
      ---
      The post that they are asked to share.

      """#
    ),
    (
      "post.md",
      #"""
      ---
      title: What you call it (nobody else sees this)
      channels: [linkedin, x]
      topics: [choose-from-the-policy]
      why: Say in a sentence what this post is for and who it helps.
      # When may it go out? Leave this out for the next free slot.
      # schedule:
      #   after: 2030-01-15T09:00
      #   before: 2030-01-20
      ---
      Say one thing, to people who care about it.

      End with what they can do next, if there is something.

      """#
    ),
    (
      "reply.md",
      #"""
      ---
      title: What you call it (nobody else sees this)
      channel: x
      kind: reply
      reply-to: https://example.com/the-post-you-answer
      topics: [choose-from-the-policy]
      why: Say in a sentence why we should answer this post.
      ---
      Answer the question that was asked.

      """#
    ),
    (
      "thread.md",
      #"""
      ---
      title: What you call it (nobody else sees this)
      channel: x
      kind: thread
      topics: [choose-from-the-policy]
      why: Say in a sentence what this thread is for and who it helps.
      ---
      The first post has to stand on its own: most people read no further.

      ---

      A line of three dashes, with a blank line above it, starts the next post.

      ---

      The last post says what to take away.

      """#
    ),
  ]
}
