import Testing
import VouchCore
import VouchRules

struct SecretsTests {
  @Test(
    arguments: [
      ("ghp_16C7e42F292c6912E7710c838347Ae178B4a leaked", "an API key"),
      ("xoxb-" + "123456789012-abcdefABCDEF is the bot", "an API key"),
      ("curl -H AIzaSyA1234567890abcdefghijklmnopqrstuv", "an API key"),
      ("-----BEGIN RSA PRIVATE KEY-----", "a private key"),
      ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc123-_x", "an access token"),
      ("api_key = 9f8a7b6c5d4e3f2a1b0c9d8e", "a password"),
      ("Authorization: Bearer 9f8a7b6c5d4e3f2a1b0c9d8e", "a password"),
      ("passwd=hunter2hunter2X", "a password"),
      ("5500-0000-0000-0004", "a card number"),
      ("378282246310005", "a card number"),
      ("+1 (555) 867-5309", "a telephone number"),
      ("(555) 867-5309", "a telephone number"),
      ("555-867-5309", "a telephone number"),
      ("+442071838750", "a telephone number"),
      ("+49 (0)30 1234567", "a telephone number"),
      ("555-123-4567", "a telephone number"),
      ("+1 212 555 \u{FF10}\u{FF11}\u{FF12}\u{FF13}", "a telephone number"),
      ("tel 030 1234567", "a telephone number"),
      ("call me at 030 1234567", "a telephone number"),
      ("password is hunter2xyz", "a password"),
      ("password: hunter2xyz", "a password"),
      ("\u{FF14}\u{FF11}\u{FF11}\u{FF11} 1111 1111 1111", "a card number"),
      ("4111\u{200B} 1111 1111 1111", "a card number"),
      ("AKIA\u{200B}IOSFODNN7EXAMPLE", "an API key"),
      ("\u{410}KIAIOSFODNN7EXAMPLE", "an API key"),
    ]
  )
  func `a secret is found behind words, in brackets, in code and at the end`(
    _ secret: String,
    _ kind: String
  ) throws {
    for body in [
      "See \(secret)", "Note \(secret).", "```\n\(secret)\n```", "So: \(secret), really",
    ] {
      let findings = try Asking().findings("secrets", in: body)
      #expect(findings.count == 1, "\(body): \(findings)")
      #expect(
        findings.first?.hasSuffix("error: looks like \(kind)") == true,
        "\(body): \(findings)"
      )
    }
  }

  @Test(
    arguments: [
      "Invoice 4111 1111 1111 1112 is paid.", "From 2019-2024 we grew by 12-15 percent.",
      "ISBN 978-3-16-148410-0 and 9783161484100.", "On 2026-12-01 at 09:30-10:15, room 555-12.",
      "Version 1.2.3-4567 of 2026.11.21.", "It costs 1,234,567.89 or 1.234.567,89 euros.",
      "Population 8 100 000 000 000 000, give or take.", "IP 192.168.100.200 and 10.0.0.1.",
      "Coordinates 40.7128, -74.0060.", "Password: ask at the desk.", "The secret: patience.",
      "Token: a small coin. Passwords: long ones.", "password: see /docs/passwords",
      "Bearer of good news, 12 of them.", "Read eyJust a typo.eyJ.x",
      "sk-learn and sk_live are words.",
      "Order 1234567890123456789012 has shipped.", "Tracking 1Z999AA10123456784.",
      "Call 911 or 112.", "Room 555-123-45.", "Score 3-2, 555-1234.", "+1 for the idea, +100!",
      "2026-11-21 2026-11-22 2026-11-23", "#4111111111111111 https://example.com/4111111111111111",
      "DE89 3704 0044 0532 0130 00 is the IBAN of the club.",
      "Pi is 3.14159265358979323846264338327950288.", "0000 0000 0000 0000",
      "We call 2026-12-01 the day.", "Call 1 000 000 people.", "Order 555-123-4567 has shipped.",
      "The password is at least eight characters.", "The phone has 12345 parts.",
      "The secret is patience2go.", "AKIA is how such keys begin.",
      "ghp_ is a prefix, github_pat_ another.",
    ]
  )
  func `ordinary numbers and words are no secret`(_ body: String) throws {
    #expect(try Asking().findings("secrets", in: body) == [])
  }

  @Test func `a secret is found where no reader sees it`() throws {
    let key = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc"
    #expect(
      try Asking().findings("secrets", in: "A. <!-- \(key) -->") == [
        "6:9 error: looks like an API key"
      ]
    )
    #expect(
      try Asking().findings("secrets", in: "![key \(key)](a.png)") == [
        "6:7 error: looks like an API key"
      ]
    )
    #expect(
      try Asking().findings("secrets", in: "A [b](https://example.com \"\(key)\").") == [
        "6:28 error: looks like an API key"
      ]
    )
  }

  @Test func `a finding does not repeat the secret`() throws {
    let key = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc"
    for finding in try Asking().report(on: "The key is \(key).").findings {
      #expect(!finding.message.contains("4eC39HqLyj"))
    }
  }
}
