import VouchCore
import VouchRules
import VouchText

/// What is done with the bytes that a fuzzer thought of.
///
/// Each attack ends quietly or stops the process: a promise was broken, and the fuzzer keeps the
/// input that did it.
public enum Attack: Sendable {
  private static let parser = DraftParser(
    zone: BrandZone(identifier: "America/New_York") ?? .utc,
    channels: .known
  )

  /// Reads `input` as the lines of a front matter.
  public static func head(_ input: [UInt8]) {
    draft(Array("---\n".utf8) + input + Array("\n---\nA body.\n".utf8))
  }

  /// Reads `input` as the body of a post, a thread or a chat, whichever its first byte says.
  public static func markdown(_ input: [UInt8]) {
    let kinds = ["post", "thread", "chat", "reply"]
    let kind = kinds[Int(input.first ?? 0) % kinds.count]
    let head = "---\nchannels: [x, mastodon, bluesky, linkedin, blog]\nkind: \(kind)\n---\n"
    draft(Array(head.utf8) + input.dropFirst())
  }

  /// Reads `input` for `inspect`: as Markdown and as plain text, as one network and as all do.
  public static func inspect(_ input: [UInt8]) {
    let channels: [Channel?] = [nil, .x, .mastodon, .bluesky, .blog]
    let channel = channels[Int(input.first ?? 0) % channels.count]
    let bytes = Array(input.dropFirst())
    for isPlain in [false, true] {
      do throws(DraftError) {
        let seen = try parser.inspect(bytes, path: "f", plain: isPlain, channel: channel)
        let again = try parser.inspect(bytes, path: "f", plain: isPlain, channel: channel)
        Promise.hold(of: seen, isPlain: isPlain)
        require(Promise.same(seen, again), "the same bytes are seen the same way")
      } catch {
        Promise.hold(of: error, in: bytes)
      }
    }
  }

  /// Reads `input` as the policy `brand`, which may extend itself or another one like it.
  public static func policy(_ input: [UInt8]) {
    let loader = PolicyLoader(
      folding: Folding { TextFolding.canonical(of: $0) },
      digest: { "\($0.count)" },
      fallbackZone: .utc
    )
    do throws(PolicyError) {
      let policy = try loader.load("brand") { _ in input }
      let engine = PolicyEngine(policy: policy, folding: Folding { TextFolding.canonical(of: $0) })
      guard let draft = try? parser.parse(sample, path: "f") else { return }
      let now = Instant(seconds: 1_793_000_000)
      let report = engine.report(on: draft, stage: .check, now: now)
      let again = engine.report(on: draft, stage: .check, now: now)
      require(report.findings == again.findings, "the same draft has the same findings")
      Promise.hold(of: report, in: draft.source)
    } catch {
      Promise.hold(of: error, in: input)
    }
  }

  private static func draft(_ bytes: [UInt8]) {
    do throws(DraftError) {
      let draft = try parser.parse(bytes, path: "f")
      let again = try parser.parse(bytes, path: "f")
      Promise.hold(of: draft)
      require(Promise.same(draft, again), "the same bytes are read the same way")
      let now = Instant(seconds: 1_793_000_000)
      if let engine {
        Promise.hold(of: engine.report(on: draft, stage: .check, now: now), in: draft.source)
      }
      _ = Wording(draft: draft)
    } catch {
      Promise.hold(of: error, in: bytes)
    }
  }

  /// Every rule with its defaults, and some words.
  private static let engine: PolicyEngine? = {
    let text = """
      version: 1
      brand: Fuzz
      timezone: UTC
      why: To find what nobody thought of.
      topics: {craft: {about: Pots, words: [clay, glaz*]}}
      off-limits: {politics: [ballot, healing energy]}
      rules: {links: {max: 2, deny: [bad.example]}}
      phrases:
        - id: no-pressure
          never: [hurry, "only \\\\d+ (seats|pieces) left", "(a+)+b"]
          message: No pressure.
          examples: {flags: ["Hurry", "Only 2 seats left"], passes: ["Calm"]}
      """
    let folding = Folding { TextFolding.canonical(of: $0) }
    let loader = PolicyLoader(folding: folding, digest: { "\($0.count)" }, fallbackZone: .utc)
    do throws(PolicyError) {
      let policy = try loader.load("fuzz") { _ in Array(text.utf8) }
      return PolicyEngine(policy: policy, folding: folding)
    } catch {
      require(false, "the fuzzers' own policy loads: \(error.problems)")
      return nil
    }
  }()

  private static let sample = Array(
    """
    ---
    channels: [x, linkedin]
    topics: [craft]
    why: A draft that many policies have something to say about.
    disclosure: affiliate
    ---
    Hurry @ana @li, ONLY 2 seats left!!! #clay #ad https://bit.ly/x ![](a.png) <b>b</b>
    """.utf8
  )
}
