/// The files every new workspace starts from, as they lie in `policies/` and `templates/`.
///
/// Made by `scripts/embed-files`; do not edit.
enum ShippedFiles {
  /// The policies, `house.yaml` first.
  static let policies: [(name: String, text: String)] = [
    (
      "house.yaml",
      #"""
      version: 1

      """#
    ),
    (
      "brand.yaml",
      #"""
      version: 1

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
