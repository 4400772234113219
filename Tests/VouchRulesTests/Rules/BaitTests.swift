import Testing
import VouchCore
import VouchRules

struct BaitTests {
  @Test(
    arguments: [
      "Tag a friend who needs this", "tag someone who would love it", "Tag 3 friends below",
      "TAG A FRIEND", "t a g  a  f r i e n d", "T4g a friend", "tag… a friend", "Tag your bestie!",
      "Mention a friend in the comments", "Like and share to win", "Like & share!",
      "Like, comment and share", "RT if you agree", "Retweet to win", "Retweet if you care",
      "Follow for follow", "f4f", "#f4f", "follow-for-follow", "Comment YES below",
      "Drop a 🔥 below", "Type AMEN if you agree", "Share if you agree", "Share this with 5 friends",
      "Smash that like button", "Hit the follow button", "Double tap if you love tea",
      "Follow me and I'll follow back", "I follow back", "Like if you love tea",
      "Vote with a like", "Most people won't share this", "Comment below to win a kettle",
      "Tag a fr\u{456}end", "Follow us to win", "Repost if you agree",
      "Tag 3 friends", "Drop a 🔥 in the comments", "Drop a heart in the comments",
      "Please like and share!", "Why not tag a friend?", "Do not forget to tag a friend",
      "T'ag a friend who needs this", "Tag y\u{2019}our bestie", "Wow! Like to win a kettle",
      "Wow!! Like to win a kettle", "Well?? Drop a \u{1F525} below", "Now。t@g a friend",
      "N0w。t@g a friend",
    ]
  )
  func `begging is found`(_ body: String) throws {
    #expect(try !Asking().findings("engagement-bait", in: body).isEmpty, "\(body)")
  }

  @Test func `begging in one of many pictures is found`() throws {
    var pictures = (1...12).map { "![Cup \($0)](cup-\($0).png)" }
    pictures[10] = "![Tag a friend](cup-11.png)"
    let body = "Our cups:\n\n" + pictures.joined(separator: "\n\n")
    #expect(try Asking().findings("engagement-bait", in: body).count == 1)
  }

  @Test(
    arguments: [
      "What would you like to know? Write to us.", "We like and respect our readers.",
      "Please share your number with nobody.", "Follow the link for the form.",
      "The tag a seller prints is small.", "Tag releases with a version.",
      "How to share a file with a friend", "Comment lines start with a hash.",
      "A comment below the line is fine.", "If you agree with the terms, sign here.",
      "Like most people, we rest on Sunday.", "We follow up within a day.",
      "Leave a comment if the form does not load.", "I would like to win.",
      "Tell us in the comments: what do you charge?", "Does this look like a share of the fee?",
      "Retweets are no endorsement.", "Say no to rush work.", "Reply by Friday.",
      "Our drop-in hours are below.", "What do you say if a client says no?",
      "The best price tag. A friend told me so.", "Share it if it helps.",
      "Type the name and press enter.", "Is it like this for you too?", "Drop us a line.",
      "Vote on Tuesday.", "Save the date.", "Looks like rain.", "Do you like it? Buy two.",
      "We drop a new price list below.", "Tag and label all boxes.", "Say thanks and move on.",
      "I like and share many ideas about fees.", "Do not tag a friend: it is rude.",
      "We never tag people without asking.", "Leave a question in the comments.",
    ]
  )
  func `ordinary sentences are no bait`(_ body: String) throws {
    #expect(try Asking().findings("engagement-bait", in: body) == [])
  }

  @Test(
    arguments: [
      "We hit 10k followers!", "10,000 followers, wow", "5000 subscribers and counting",
      "Help us reach 5k", "Help me get to 1000", "Follow me to reach my goal",
      "Our post went viral", "Boost our engagement score", "Buy followers cheap", "Klout 80",
      "We need more followers", "Gain 500 followers in a week",
      "Thank you for 1 million views… 2000 views",
      "So close to 10k followers", "Road to 5k followers", "Thousands of followers trust us",
      "Our engagement rate doubled", "Let's get 100 likes", "2M followers",
      "Get us to ten thousand followers this week", "A million more subscribers",
    ]
  )
  func `vanity is found`(_ body: String) throws {
    let findings = try Asking().findings("vanity-metrics", in: body)
    #expect(!findings.isEmpty && findings.allSatisfy { $0.contains(" warning: ") }, "\(body)")
  }

  @Test(
    arguments: [
      "Followers asked for this.", "Our 300 clients stay for years.", "Help us find a better name.",
      "The course reached 40 people in 3 towns.", "Reach me at the desk.",
      "What do your fans cost?",
      "The fan makes 1200 turns a minute.", "We read 5,000 proposals.",
      "From 10k to 12k a project.",
      "Follow me to the harbour.", "I like 3 of them.", "The hotel has sea views.",
      "Get 2 new ideas a week.", "The score was 3 to 2.", "Share of wallet is 20 percent.",
      "A project of 10k needs a contract.", "We shipped 12 more.",
      "It has 3 connections for hoses.",
      "Passed 12 tests today.", "The table has 2 views: list and board.",
    ]
  )
  func `ordinary numbers are no vanity`(_ body: String) throws {
    #expect(try Asking().findings("vanity-metrics", in: body) == [])
  }
}
