import Testing
import VouchCore

@testable import VouchText

struct HeadProblemTests {
  /// A draft with the given lines in its head.
  private func head(_ lines: String) -> [String] { problems("---\n\(lines)\n---\nBody.\n") }

  @Test(arguments: [
    ("title: A: B", "2:8 a text with ': ' in it has to stand in quotes"),
    (
      "why: @ana said",
      "2:6 YAML keeps '@' at the start of a text for itself [put it in quotes: \"@ana\"]"
    ),
    (
      "topics: [a, @b]",
      "2:13 YAML keeps '@' at the start of a text for itself [put it in quotes: \"@b\"]"
    ),
  ])
  func `what is no YAML does not hide other problems`(line: String, problem: String) {
    let found = head("\(line)\nkind: pots\nchannel: x\nflavour: odd\n")
    #expect(found.count == 3)
    #expect(found.first == problem)
    #expect(found.dropFirst().first == "3:7 'kind' cannot be 'pots' [did you mean 'post'?]")
    #expect(found.last?.hasPrefix("5:1 unknown key 'flavour' in the head") == true)
  }

  @Test(arguments: [
    "why:", "why: ''", "why: ' '", "topics: []", "topics:", "topics: ''",
    "kind: mission\nmission: {people: []}", "kind: mission\nmission: {ask: '', people: }",
    "kind: mission\nmission: {}",
  ])
  func `what rules ask for may be empty`(line: String) throws {
    let frontMatter = try draft("---\nchannel: x\n\(line)\n---\nBody.\n").frontMatter
    #expect(frontMatter.why == nil)
    #expect(frontMatter.topics.isEmpty)
    #expect(frontMatter.mission?.ask == nil)
    #expect(frontMatter.mission?.people.isEmpty != false)
  }

  @Test(arguments: [
    ("title: A", "1:1 the head names no channel [add 'channel: linkedin']"),
    ("chanel: x", "2:1 unknown key 'chanel' in the head [did you mean 'channel'?]"),
    ("channel: linkdin", "2:10 unknown channel 'linkdin' [did you mean 'linkedin'?]"),
    ("channels: [x, x]", "2:15 the channel 'x' stands here more than once"),
    ("channels: []", "2:11 'channels' is empty"),
    ("channel: x\nchannels: [x]", "3:1 'channel' and 'channels' stand side by side; use one"),
    ("channel: {a: b}", "2:10 'channel' has to be a text, not a set of keys"),
    ("channel: x\nkind: pots", "3:7 'kind' cannot be 'pots' [did you mean 'post'?]"),
    ("channel: x\ntitle: A: B", "3:8 a text with ': ' in it has to stand in quotes"),
    (
      "channel: x\ntitle: @ana said",
      "3:8 YAML keeps '@' at the start of a text for itself [put it in quotes: \"@ana\"]"
    ),
    (
      "channel: x\ntitle: Prices #ad",
      "3:15 YAML takes '#ad' and all behind it for a comment "
        + "[put the whole value in quotes, or a blank behind '#' if it is a comment]"
    ),
    (
      "channel: x\ntopics: [a, @b]",
      "3:13 YAML keeps '@' at the start of a text for itself [put it in quotes: \"@b\"]"
    ),
    (
      "channel: x\nwhy: &a text",
      "3:6 anchors are not read in a head: '&' starts one [if it is a text, put it in quotes]"
    ),
    (
      "channel: x\nwhy: *a",
      "3:6 aliases are not read in a head: '*' starts one [if it is a text, put it in quotes]"
    ),
    (
      "channel: x\nwhy: !!str a",
      "3:6 tags are not read in a head: '!' starts one [if it is a text, put it in quotes]"
    ),
    ("channel: x\n\twhy: text", "3:1 a tab in the head [use spaces]"),
    ("channel: x\ntitle:", "3:7 'title' is empty"),
    ("channel: x\ntitle: ''", "3:8 'title' is empty"),
    (
      "channel: x\npromotional: yes",
      "3:14 'promotional' is true or false, not 'yes' [did you mean 'true'?]"
    ),
    ("channel: x\ntitle: a\ntitle: b", "4:1 the key 'title' stands here more than once"),
    // Of several, the first in the file: the same one in every run.
    (
      "channel: x\nwhy: a\ntitle: a\nwhy: b\ntitle: b",
      "5:1 the key 'why' stands here more than once"
    ),
    ("channel: x\n? [a]\n: b\n? [a]\n: c", "3:3 a key has to be a word"),
    ("channel: x\nkind: reply", "3:7 a reply needs 'reply-to', the post it answers"),
    ("channel: x\nkind: mission", "3:7 a mission needs 'mission' with 'ask' and 'people'"),
    (
      "channel: x\nreply-to: https://example.com/1",
      "3:11 'reply-to' is for 'kind: reply' only"
    ),
    (
      "channel: x\nkind: reply\nreply-to: example.com/1",
      "4:11 'reply-to' has to be the address of a post [it starts with https://]"
    ),
    (
      "channel: x\nmedia: [../a.png]",
      "3:9 a file must not lie outside the workspace: '..' leads out"
    ),
    (
      "channel: x\nmedia: [/a.png]",
      "3:9 a file is named from the workspace on, not by a full path "
        + "[write it as images/picture.png]"
    ),
    ("channel: x\nmedia: [{alt: b}]", "3:9 this file has no name [add 'file: picture.png']"),
    (
      "channel: x\nschedule:\n  on: 2026-12-01",
      "4:3 unknown key 'on' in 'schedule' [known keys: after, before, at]"
    ),
    (
      "channel: x\nschedule: {at: 2026-12-01}",
      "3:16 'at' needs a time of day [add it: 2026-12-01T09:00]"
    ),
    (
      "channel: x\nschedule: {after: 2026-12-05, before: 2026-12-04}",
      "3:39 'before' is not later than 'after', which leaves no time in between"
    ),
    (
      "channel: x\nschedule: {at: 2026-12-05 09:00, before: 2026-12-04}",
      "3:16 'at' is not earlier than 'before'"
    ),
    (
      "channel: x\nschedule: {at: 2026-03-08T02:30}",
      "3:16 '2026-03-08T02:30' does not exist in America/New_York: clocks go forward over it "
        + "[the next time that exists is 2026-03-08 03:30]"
    ),
    (
      "channel: x\ntexts: {linkedin: Hello}",
      "3:9 'texts' has a text for 'linkedin', which is no channel of this draft"
    ),
    ("- a\n- b", "2:1 the head has to have keys, not be a list"),
    ("channel: x\n...\nwhy: a", "3:1 a head is one YAML document; this ends it"),
    ("channel: x\nwhy: \"open", "3:6 a text in quotes is not closed [put a \" behind it]"),
    ("channel: x\nwhy: a\u{7}", "3:7 the character U+7 is not allowed in a head"),
  ])
  func namesPlaceAndRemedy(lines: String, problem: String) {
    #expect(head(lines).first == problem)
  }

  @Test func `a head that is no YAML still shows its unknown keys`() {
    #expect(
      head("title: A: B\nchanel: x\nwhy: because") == [
        "2:8 a text with ': ' in it has to stand in quotes",
        "3:1 unknown key 'chanel' in the head [did you mean 'channel'?]",
      ]
    )
  }

  @Test func tellsAllProblemsInTheOrderOfTheFile() {
    #expect(
      head("chanel: x\nkind: poll\npromotional: no\nschedule: {at: soon}") == [
        "2:1 unknown key 'chanel' in the head [did you mean 'channel'?]",
        "3:7 'kind' cannot be 'poll' [it is one of post, thread, reply, mission, chat]",
        "4:14 'promotional' is true or false, not 'no' [did you mean 'false'?]",
        "5:16 'at' cannot be the time 'soon' "
          + "[write 2026-12-01T09:00, a date alone, or either with an offset such as -05:00]",
      ]
    )
  }
}
