import VouchCore

/// Finds all of many words in one pass over a text, after Aho and Corasick.
///
/// White space of any kind and length is one space. At the root only places are looked at where a
/// word can begin, which most words of a text are not.
///
/// States stand in breadth-first order, so the children of a state are neighbours and an edge needs
/// nothing but its label: memory and building time are linear in the length of the words, the pass
/// is linear in the length of the text.
struct WordAutomaton: Sendable {
  /// For each state, the scalar that leads to it.
  private var labels: [UInt32] = []
  /// For each state, its first child; the children end where those of the next state start.
  private var firstChild: [Int32] = []
  /// For each state, the state of its longest proper suffix.
  private var suffix: [Int32] = []
  /// For each state, the nearest suffix at which a word ends; 0 where there is none.
  private var endingSuffix: [Int32] = []
  /// For each state, the words that end there, as a range of `order`.
  private var endings: [Range<Int32>] = []
  /// For each state, how many scalars lead to it.
  private var depths: [Int32] = []
  /// The indices of the words, sorted by their scalars.
  private var order: [Int] = []
  /// What words begin with: at the root, nearly every scalar leads nowhere.
  private let openings: WordOpenings
  /// True where words are only looked for at the beginning of words.
  private let startsAtWords: Bool
  /// The children of the root for ASCII, 0 where there is none.
  private var asciiRoots: [Int32] = Array(repeating: 0, count: 128)

  /// An automaton for `words`; empty words are never found.
  ///
  /// With `startsAtWords`, those that begin inside a word of the text may be passed over; each of
  /// `words` must begin with a letter or a digit then.
  init(_ words: [[Unicode.Scalar]], startsAtWords: Bool = false) {
    openings = WordOpenings(words)
    self.startsAtWords = startsAtWords
    order = words.indices.filter { !words[$0].isEmpty }
      .sorted { words[$0].lexicographicallyPrecedes(words[$1]) }
    addStates(words)
    linkSuffixes()
  }

  /// True where there is nothing to find.
  var isEmpty: Bool { labels.count <= 1 }

  /// Calls `found` for every word that ends at a scalar of `text`, with the index of the word and
  /// the scalars it covers.
  func scan(
    _ text: [Unicode.Scalar],
    _ masks: ScalarMasks,
    found: (_ word: Int, _ range: Range<Int>) -> Void
  ) {
    guard !isEmpty else { return }
    text.withUnsafeBufferPointer { text in
      let places = PlaceSet(
        masks,
        where: { startsAtWords ? $0.wordStarts(behind: $1) : $0.all },
        keeping: { openings.canStand(at: $0, in: text) }
      )
      var state: Int32 = 0
      var index = 0
      while index < text.count {
        if state == 0 {
          guard let place = places.next(from: index) else { return }
          index = place
        }
        let isSpace = OneLine.isSpace(text[index])
        state = next(state, isSpace ? 0x20 : text[index].value)
        var ending = endings[Int(state)].isEmpty ? endingSuffix[Int(state)] : state
        while ending != 0 {
          let start = Self.start(of: Int(depths[Int(ending)]), endingAt: index, in: text)
          for rank in endings[Int(ending)] { found(order[Int(rank)], start..<index + 1) }
          ending = endingSuffix[Int(ending)]
        }
        index += 1
        while isSpace, index < text.count, OneLine.isSpace(text[index]) { index += 1 }
      }
    }
  }

  /// False where no word stands in the parts of `text` that one at, or right beside, one of `places`
  /// could take up; these are in order.
  ///
  /// With `unspaced`, words that have spaces in them may be passed over.
  func mayFind(
    in text: [Unicode.Scalar],
    near places: [Int],
    unspaced isUnspaced: Bool
  ) -> Bool {
    guard !isEmpty else { return false }
    let reach = Int(depths.last ?? 0) + 1
    return text.withUnsafeBufferPointer { text in
      var next = 0
      while next < places.count {
        let first = places[next]
        var last = first
        // Places so near to one another that their parts overlap are walked through once.
        while next < places.count, places[next] - last <= 2 * reach {
          last = places[next]
          next += 1
        }
        if mayFind(in: text, first...last, reach, isUnspaced) { return true }
      }
      return false
    }
  }

  /// The same for one part: `places`, and as many scalars as `reach` before and behind, with a row
  /// of marks between words before them counted as one.
  private func mayFind(
    in text: UnsafeBufferPointer<Unicode.Scalar>,
    _ places: ClosedRange<Int>,
    _ reach: Int,
    _ isUnspaced: Bool
  ) -> Bool {
    var (index, left) = (min(places.lowerBound, text.count), reach)
    while index > 0, left > 0, !(isUnspaced && OneLine.isSpace(text[index - 1])) {
      index = Self.beforeGap(index, in: text)
      left -= 1
    }
    var (state, after): (Int32, Int) = (0, 0)
    while index < text.count, after < reach {
      if isUnspaced, index > places.upperBound, OneLine.isSpace(text[index]) { return false }
      if state == 0, !canBegin(at: index, in: text) {
        if index >= places.upperBound, !OneLine.isSpace(text[index]) { after += 1 }
        index += 1
        continue
      }
      let isSpace = OneLine.isSpace(text[index])
      state = next(state, isSpace ? 0x20 : text[index].value)
      if !endings[Int(state)].isEmpty || endingSuffix[Int(state)] != 0 { return true }
      if index >= places.upperBound { after += 1 }
      index += 1
      while isSpace, index < text.count, OneLine.isSpace(text[index]) { index += 1 }
    }
    return false
  }

  private func canBegin(at index: Int, in text: UnsafeBufferPointer<Unicode.Scalar>) -> Bool {
    if startsAtWords, index > 0, text[index].isASCII, text[index - 1].isASCIIAlphanumeric {
      return false
    }
    return openings.canStand(at: index, in: text)
  }

  /// Where the word of `depth` scalars begins whose last one stands at `end`.
  private static func start(
    of depth: Int,
    endingAt end: Int,
    in text: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Int {
    var start = end
    for _ in 1..<depth { start = before(start, in: text) }
    return start
  }

  /// The place before `index`, all white space there being one.
  private static func before(_ index: Int, in text: UnsafeBufferPointer<Unicode.Scalar>) -> Int {
    var index = index - 1
    while index > 0, OneLine.isSpace(text[index]), OneLine.isSpace(text[index - 1]) { index -= 1 }
    return index
  }

  /// The place before `index`, all that may stand for one space between two words being one.
  private static func beforeGap(
    _ index: Int,
    in text: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Int {
    var index = index - 1
    while index > 0, OneLine.isGap(text[index]), OneLine.isGap(text[index - 1]) { index -= 1 }
    return index
  }

  private mutating func addStates(_ words: [[Unicode.Scalar]]) {
    // In order and in one piece: each is read once for each of its scalars.
    let scalars = order.flatMap { words[$0] }
    let starts = order.reduce(into: [0]) { $0.append(($0.last ?? 0) + words[$1].count) }
    // Each waiting state with the stretch of sorted words that go through it.
    var waiting = [Range<Int>](arrayLiteral: 0..<order.count)
    labels = [0]
    depths = [0]
    var state = 0
    while state < waiting.count {
      let depth = Int(depths[state])
      var rank = waiting[state].lowerBound
      let end = waiting[state].upperBound
      firstChild.append(Int32(labels.count))
      let firstEnding = Int32(rank)
      while rank < end, starts[rank + 1] - starts[rank] == depth { rank += 1 }
      endings.append(firstEnding..<Int32(rank))
      while rank < end {
        let label = scalars[starts[rank] + depth].value
        let start = rank
        while rank < end, scalars[starts[rank] + depth].value == label { rank += 1 }
        if state == 0, label < 128 { asciiRoots[Int(label)] = Int32(labels.count) }
        labels.append(label)
        depths.append(Int32(depth + 1))
        waiting.append(start..<rank)
      }
      state += 1
    }
    firstChild.append(Int32(labels.count))
  }

  private mutating func linkSuffixes() {
    suffix = Array(repeating: 0, count: labels.count)
    endingSuffix = suffix
    for state in labels.indices {
      for child in firstChild[state]..<firstChild[state + 1] {
        let link = state == 0 ? 0 : next(suffix[state], labels[Int(child)])
        suffix[Int(child)] = link
        endingSuffix[Int(child)] = endings[Int(link)].isEmpty ? endingSuffix[Int(link)] : link
      }
    }
  }

  /// The state after `state` has seen `scalar`.
  private func next(_ state: Int32, _ scalar: UInt32) -> Int32 {
    var state = state
    while true {
      if state == 0, scalar < 128 { return asciiRoots[Int(scalar)] }
      if let child = child(of: Int(state), scalar) { return child }
      if state == 0 { return 0 }
      state = suffix[Int(state)]
    }
  }

  private func child(of state: Int, _ scalar: UInt32) -> Int32? {
    var (low, high) = (firstChild[state], firstChild[state + 1])
    while low < high {
      let middle = (low + high) / 2
      let label = labels[Int(middle)]
      if label == scalar { return middle }
      if label < scalar { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
