import Testing
import VouchCore
import VouchRules

struct ShoutingTests {
  @Test(
    arguments: [
      "ATTENTION EVERYONE THIS IS THE BIGGEST LAUNCH OF THE YEAR", "BUY NOW BEFORE IT IS GONE",
      "A calm start. LAST CHANCE TODAY, FOLKS, PLEASE HURRY to the shop where we wait for you all.",
      "KOSTENLOS FÜR ALLE KUNDEN HEUTE", "ВНИМАНИЕ ВСЕМ ЧИТАТЕЛЯМ СЕГОДНЯ",
      "Great!!!", "Great ! Great ! Great ! Great !", "Wow‼️!", "Now!！!",
    ]
  )
  func `capitals and rows of exclamation marks are shouting`(_ body: String) throws {
    let findings = try Asking().findings("shouting", in: body)
    #expect(findings.count == 1 && findings[0].contains(" warning: "), "\(body): \(findings)")
  }

  @Test(
    arguments: [
      "NASA, ESA, JAXA, CNES and ISRO met in Paris.", "HTTP, HTTPS, JSON, YAML, HTML, TOML, REST",
      "Use `DROP TABLE USERS CASCADE PLEASE NOW` with care.",
      "```\nSELECT NAME FROM CLIENTS WHERE PLACE\n```", "https://EXAMPLE.COM/LOUD/LOUDER/LOUDEST",
      "#PRICING #FREELANCE #PROPOSALS", "@HARBOR @PINEHOUSE", "これは大きな声ではありません", "مرحبا بكم جميعا",
      "UNESCO!", "Hi! Ho! He!", "Q&A: A B C D E F G H I J K L M N O P Q R S T U V W",
      "The USA, UK and EU agree.", "IMPORTANT: read the notes before Friday, please.",
      "McDonald and O'Neil say OK.", "COVID and GDPR and DSGVO and BITV are words of our time.",
      "¡Hola! ¡Gracias! ¡Adiós!",
    ]
  )
  func `acronyms, code, links, tags and other scripts are not`(_ body: String) throws {
    #expect(try Asking().findings("shouting", in: body) == [])
  }

  @Test func `each post of a thread has its own exclamation marks`() throws {
    let head =
      "---\nchannel: x\nkind: thread\ntopics: [news]\nwhy: Show that posts count alone.\n---\n"
    #expect(try Asking().findings("shouting", in: head + "A! B! C!\n\n---\n\nD! E! F!") == [])
    #expect(
      try Asking(policy: "rules: {shouting: {exclamations: 2}}")
        .findings("shouting", in: head + "A! B!\n\n---\n\nD! E! F!") == [
          "11:8 warning: 3 exclamation marks, at most 2"
        ]
    )
  }
}
