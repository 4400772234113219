import Testing
import VouchCore
import VouchTestSupport

@testable import VouchStore

/// Sketches that stay in memory from one draft to the next.
@Suite struct LiveSketchesTests {
  /// Those of pages up to the second one, of which the first is passed over, read through revision 800.
  private func sample() -> LiveSketches {
    var sketches = LiveSketches(of: WordingOutline(lastPacked: 1, passedOver: 0, active: [1]))
    sketches.add([], of: 800)
    return sketches
  }

  @Test(
    arguments: [
      // The same; a page and then another one made of what is here.
      (1, 0, [1], true), (2, 0, [1, 2], true),
      // A page with something that is not here; one that came to life again; one passed over.
      (3, 0, [1, 2, 3], false), (1, 0, [0, 1], false), (2, 1, [2], false), (2, 0, [2], false),
      // None passed over.
      (1, nil, [0, 1], false),
    ] as [(Int, Int?, [Int], Bool)]
  )
  func whatIsAskedForIsReadAnewUnlessItIsHere(
    last: Int,
    passedOver: Int?,
    active: [Int],
    goesOn: Bool
  ) {
    var sketches = sample()
    let outline = WordingOutline(lastPacked: last, passedOver: passedOver, active: active)
    #expect(sketches.goOn(by: outline) == goesOn)
    #expect((sketches.outline == outline) == goesOn)
    #expect(sketches.next == 801)
  }

  @Test func whatStaysInMemoryAnswersLikeTheFile() throws {
    let seed: UInt64 = 41
    var random = SeededGenerator(seed: seed)
    let store = try Store.sample()
    let day: Int64 = 24 * 60
    var pending: [Int] = []
    var found = 0
    for step in 1...900 {
      let now = minute(Int64(step) * day / 4)
      // Forty kinds of text, so that there is something alike, and not too much.
      let kind = Int.random(in: 0..<40, using: &random)
      let words = (1...8).map { "\($0 * 1_000_003 * (kind + 1))" } + ["\(step)"]
      let wording = Wording(canonical: words.joined(separator: " "))
      let revision = sampleRevision(
        sampleContent(wording: wording.text),
        bytes: "\(step)",
        at: now
      )
      try store.write { writer in
        let choice = Int.random(in: 0..<20, using: &random)
        if choice < 3, let id = pending.randomElement(using: &random) {
          if choice == 0 {
            _ = try writer.revise(id, with: revision, action: .revisePassing)
          } else {
            pending.removeAll { $0 == id }
            let event = LedgerEvent("rejected")
            try writer.transition(id, .reject, by: .owner, at: now, event: event)
          }
        } else {
          pending.append(try writer.submit(revision, from: "maya", state: .pending).id)
        }
      }
      // Others look, too: at less, and not always.
      guard step % 3 == 0 else { continue }
      let start = minute(Int64(step) * day / 4 - (Bool.random(using: &random) ? 20 : 90) * day)
      try store.read { reader throws in
        let fresh = StoreReader(connection: reader.connection, digest: reader.digest)
        let texts = try [reader, fresh].map {
          try $0.texts(like: wording.prints, percent: 60, from: start)
        }
        #expect(texts[0] == texts[1], "seed \(seed), step \(step)")
        found += texts[0].count
      }
    }
    #expect(found > 600, "seed \(seed): \(found)")
  }
}
