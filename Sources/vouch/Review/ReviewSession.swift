import VouchCore

/// A review as it goes on: keys go in, what is to be done comes out.
///
/// Pure: it knows no terminal and no store. Whoever runs it does what it asks for and tells it what
/// came of it.
struct ReviewSession {
  /// What the owner is doing.
  enum Mode: Equatable {
    case reading
    case help
    /// Choosing the rule to waive.
    case choosing([RuleID], selected: Int)
    /// Typing a reason.
    case asking(Question, LineInput)
  }

  /// What a reason is asked for.
  enum Question: Equatable {
    case reject
    case requestChanges
    case waive(RuleID)
  }

  /// What is to be done.
  enum Effect: Equatable {
    case nothing
    /// Load the submission of that number and show it.
    case show(Int)
    case approve(RevisionID, [Waiver])
    case reject(RevisionID, String)
    case requestChanges(RevisionID, String)
    case edit(RevisionID)
    case suspend
    case quit
  }

  /// What was decided on a submission.
  enum Outcome: String, CaseIterable {
    case approved, rejected, returned, skipped
  }

  /// What the session has to know of the draft on the screen.
  struct Card: Equatable {
    var id: RevisionID
    /// The rules with errors that can be waived.
    var waivable: [RuleID]
    /// How many different texts there are to look at.
    var tabs: Int
  }

  /// The submissions, in order.
  let queue: [Int]
  private(set) var index = 0
  private(set) var outcomes: [Int: Outcome] = [:]
  private(set) var mode = Mode.reading
  private(set) var waivers: [Waiver] = []
  private(set) var tab = 0
  /// How many lines of the draft are scrolled away; whoever draws keeps it within the draft.
  var scroll = 0
  /// What the owner should know; empty where nothing.
  var message = ""
  private var card: Card?

  /// How many lines a page of scrolling has.
  var page = 10

  /// A review of the submissions in `queue`.
  init(queue: [Int]) {
    self.queue = queue
  }

  /// The submission to look at; nil where the review is over.
  var current: Int? { index < queue.count ? queue[index] : nil }

  /// The draft that is on the screen now.
  mutating func show(_ card: Card) {
    if card.id != self.card?.id {
      waivers = []
      tab = 0
      scroll = 0
    }
    self.card = card
    mode = .reading
  }

  /// Something was decided on the present submission: the next one follows.
  mutating func decided(_ outcome: Outcome) -> Effect {
    if let current { outcomes[current] = outcome }
    return move(by: 1)
  }

  /// What was decided, in words.
  var summary: String {
    let parts = Outcome.allCases.compactMap { outcome -> String? in
      let count = outcomes.values.count { $0 == outcome }
      return count == 0 ? nil : "\(count) \(outcome.rawValue)"
    }
    let rest = queue.count { outcomes[$0] == nil }
    let all = parts + (rest == 0 ? [] : ["\(rest) not looked at"])
    return all.joined(separator: ", ") + "; every decision is kept"
  }

  /// Takes a key and says what is to be done.
  mutating func press(_ key: Key) -> Effect {
    switch key {
    case .interrupt, .endOfInput: return .quit
    case .suspend: return .suspend
    default: break
    }
    switch mode {
    case .reading: return read(key)
    case .help:
      mode = .reading
      return .nothing
    case .choosing(let rules, let selected): return choose(key, rules, selected)
    case .asking(let question, var input):
      if input.take(key) {
        mode = .asking(question, input)
        return .nothing
      }
      return finish(key, question, input)
    }
  }

  private mutating func read(_ key: Key) -> Effect {
    message = ""
    guard let card else { return key == .character("q") ? .quit : .nothing }
    switch key {
    case .character("a"): return .approve(card.id, waivers)
    case .character("r"): mode = .asking(.reject, LineInput())
    case .character("c"): mode = .asking(.requestChanges, LineInput())
    case .character("w"): startWaiving(card)
    case .character("e"): return .edit(card.id)
    case .character("s"): return decided(.skipped)
    case .character("b"):
      guard index > 0 else {
        message = "this is the first one"
        return .nothing
      }
      return move(by: -1)
    case .character("q"): return .quit
    case .character("?"): mode = .help
    case .left: turn(to: tab + card.tabs - 1, of: card.tabs)
    case .right, .character("\t"): turn(to: tab + 1, of: card.tabs)
    default: scroll(key)
    }
    return .nothing
  }

  private mutating func scroll(_ key: Key) {
    switch key {
    case .character("j"), .down: scroll += 1
    case .character("k"), .up: scroll = max(0, scroll - 1)
    case .pageDown, .character(" "): scroll += page
    case .pageUp: scroll = max(0, scroll - page)
    case .home, .character("g"): scroll = 0
    case .end, .character("G"): scroll = .max / 2
    default: break
    }
  }

  private mutating func turn(to tab: Int, of count: Int) {
    self.tab = count > 0 ? tab % count : 0
    scroll = 0
  }

  private mutating func startWaiving(_ card: Card) {
    let open = card.waivable.filter { rule in !waivers.contains { $0.rule == rule } }
    switch open.count {
    case 0: message = "there is no error here that can be waived"
    case 1: mode = .asking(.waive(open[0]), LineInput())
    default: mode = .choosing(open, selected: 0)
    }
  }

  private mutating func choose(_ key: Key, _ rules: [RuleID], _ selected: Int) -> Effect {
    switch key {
    case .down, .right, .character("j"):
      mode = .choosing(rules, selected: (selected + 1) % rules.count)
    case .up, .left, .character("k"):
      mode = .choosing(rules, selected: (selected + rules.count - 1) % rules.count)
    case .enter: mode = .asking(.waive(rules[selected]), LineInput())
    case .escape, .character("q"): mode = .reading
    default: break
    }
    return .nothing
  }

  private mutating func finish(_ key: Key, _ question: Question, _ input: LineInput) -> Effect {
    switch key {
    case .escape:
      mode = .reading
      message = "nothing was changed"
    case .enter where input.isBlank:
      message = "a reason is needed; Esc goes back"
    case .enter:
      mode = .reading
      message = ""
      guard let card else { return .nothing }
      switch question {
      case .reject: return .reject(card.id, input.text)
      case .requestChanges: return .requestChanges(card.id, input.text)
      case .waive(let rule):
        waivers.append(Waiver(rule: rule, reason: input.text))
        message = "\(rule) will be waived; a approves with that"
      }
    default: break
    }
    return .nothing
  }

  private mutating func move(by step: Int) -> Effect {
    index += step
    card = nil
    mode = .reading
    return current.map(Effect.show) ?? .quit
  }
}
