/// For each scalar of a text, the bytes of the file it stands for.
///
/// Nearly all text stands in the file as it is read, or was put in at one place. So what is kept
/// are runs of scalars: a few dozen of them where a draft has a thousand scalars. Of most texts that
/// are read another way nobody asks where something stands; their runs are made for those who do.
public struct Origins: Sendable, Equatable, RandomAccessCollection {
  /// Scalars with spans of one width that follow one another, or that are all the same.
  fileprivate struct Run: Sendable, Equatable {
    /// The index of its first scalar.
    var first: Int32
    /// Where in the file the span of that scalar begins.
    var start: Int32
    var width: Int32
    /// How far in the file one scalar is from the next: 0 or `width`; 0 for a single scalar.
    var step: Int32

    func start(at index: Int) -> Int32 { start &+ (Int32(clamping: index) &- first) &* step }

    func span(at index: Int) -> SourceSpan {
      let start = Int(start(at: index))
      return SourceSpan(start, start + Int(width))
    }
  }

  /// The runs in order; each is as long as it can be, so equal origins have equal runs.
  private var runs: [Run] = []
  /// The same origins with their runs; nil where they are here.
  private var made: ContractedOrigins?
  /// How many scalars there are.
  public private(set) var count = 0

  /// The origins of no text.
  public init() {}

  /// The index of the first scalar.
  public var startIndex: Int { 0 }
  /// The index behind the last scalar.
  public var endIndex: Int { count }

  /// What the scalar at `index` stands for.
  public subscript(index: Int) -> SourceSpan {
    if let made { return made.value[index] }
    return runs[run(of: index)].span(at: index)
  }

  /// The origins one after another.
  public func makeIterator() -> Iterator { Iterator(self) }

  /// The width of the widest span, in bytes.
  public var widest: Int { settled.runs.reduce(0) { Swift.max($0, Int($1.width)) } }

  /// The width that all spans in `range` have, where they follow one another or are the same; nil
  /// where they come from several rows.
  public func commonWidth(in range: Range<Int>) -> Int? {
    guard !range.isEmpty else { return 0 }
    if let made { return made.value.commonWidth(in: range) }
    let run = run(of: range.lowerBound)
    let end = run + 1 < runs.count ? Int(runs[run + 1].first) : count
    return range.upperBound <= end ? Int(runs[run].width) : nil
  }

  /// Scalars that stand in the file in one row, or all in one place.
  public struct Stretch: Sendable {
    /// Their indices.
    public let scalars: Range<Int>
    private let run: Run

    fileprivate init(_ run: Run, to end: Int) {
      self.run = run
      scalars = Int(run.first)..<end
    }

    /// All that they take in the file.
    public var span: SourceSpan { self[scalars.lowerBound].union(self[scalars.upperBound - 1]) }

    /// What the scalar at `index` stands for.
    public subscript(index: Int) -> SourceSpan { run.span(at: index) }
  }

  /// All scalars in order, as long stretches as there are.
  public var stretches: [Stretch] {
    let runs = settled.runs
    return runs.indices.map { number in
      Stretch(runs[number], to: number + 1 < runs.count ? Int(runs[number + 1].first) : count)
    }
  }

  /// The indices of all spans of at least `width` bytes, in order.
  public func indices(ofWidth width: Int) -> [Int] {
    var indices: [Int] = []
    let runs = settled.runs
    for (number, run) in runs.enumerated() where Int(run.width) >= width {
      let end = number + 1 < runs.count ? Int(runs[number + 1].first) : count
      indices += Int(run.first)..<end
    }
    return indices
  }

  /// Makes room for origins like `other`.
  public mutating func reserveCapacity(for other: Origins) {
    runs.reserveCapacity(other.settled.runs.count + 8)
  }

  /// Adds one span.
  public mutating func append(_ span: SourceSpan) {
    settle()
    let (start, width) = (Int32(clamping: span.start), Int32(clamping: span.end - span.start))
    if !absorbs(start, width) { begin(start, width, step: 0) }
    count += 1
  }

  /// Adds `span` for each of `count` scalars.
  public mutating func append(repeating span: SourceSpan, count: Int) {
    let start = Int32(clamping: span.start)
    append(
      Run(first: 0, start: start, width: Int32(clamping: span.end - span.start), step: 0),
      count
    )
  }

  /// Adds the spans of `count` bytes that follow one another from `offset` on.
  public mutating func append(bytesFrom offset: Int, count: Int) {
    append(Run(first: 0, start: Int32(clamping: offset), width: 1, step: 1), count)
  }

  /// Adds those of `other` that stand in `range`.
  public mutating func append(_ other: Origins, in range: Range<Int>) {
    guard !range.isEmpty else { return }
    settle()
    let other = other.settled
    var run = other.run(of: range.lowerBound)
    append(other, in: range, from: &run)
  }

  /// Adds those of `other` that stand in `range`, the first of them in the run of number `run` or in
  /// one behind it; `run` becomes the number of a run as near to the end of `range`.
  private mutating func append(_ other: Origins, in range: Range<Int>, from run: inout Int) {
    guard !range.isEmpty else { return }
    var index = range.lowerBound
    var next = other.run(of: index, from: run)
    while index < range.upperBound {
      let known = other.runs[next]
      var first = known
      first.start = known.start(at: index)
      next += 1
      let end = next < other.runs.count ? Int(other.runs[next].first) : other.count
      let place = count
      append(first, Swift.min(end, range.upperBound) - index)
      // Behind a run that stands here as it stood there, the others do too.
      let isWhole = index == known.first && runs.last.map { $0.first == place } ?? false
      index = end
      if isWhole { break }
    }
    run = next - 1
    guard index < range.upperBound else { return }
    run = appendRuns(of: other, from: next, to: range.upperBound, shift: count - index)
  }

  /// Adds the runs of `other` from the one of number `next` on, up to the scalar at `end`, which
  /// stand here `shift` scalars further on; answers the number of the last.
  private mutating func appendRuns(
    of other: Origins,
    from next: Int,
    to end: Int,
    shift: Int
  ) -> Int {
    let last = other.run(of: end - 1, from: next)
    runs.append(addingCapacity: last + 1 - next) { room in
      for var run in other.runs[next...last] {
        run.first &+= Int32(clamping: shift)
        room.append(run)
      }
    }
    count = end + shift
    // Of the last run, only its first scalar may be left.
    if let last = runs.last, Int(last.first) == count - 1 { runs[runs.count - 1].step = 0 }
    return last
  }

  /// The origins of the same text with `contractions`, which are in order and do not overlap.
  func contracted(_ contractions: [Contraction]) -> Origins {
    let loss = contractions.reduce(0) { $0 + $1.loss }
    // Where one scalar is read for another, it stands where that stood.
    guard loss > 0 else { return self }
    var result = Origins()
    result.count = count - loss
    result.made = ContractedOrigins(self, contractions)
    return result
  }

  /// The same with their runs.
  fileprivate func contractedRuns(_ contractions: [Contraction]) -> Origins {
    var result = Origins()
    var (done, run) = (0, 0)
    for contraction in contractions where contraction.loss > 0 {
      if done == 0 { result.runs.reserveCapacity(runs.count + 2 * contractions.count) }
      result.append(self, in: done..<contraction.range.lowerBound, from: &run)
      if contraction.scalar != nil { result.append(union(of: contraction.range, from: run)) }
      done = contraction.range.upperBound
    }
    result.append(self, in: done..<count, from: &run)
    return result
  }

  /// These with their runs, which are made now where nobody has asked for them.
  fileprivate var settled: Origins { made?.value ?? self }

  /// Makes the runs where nobody has asked for them.
  @inline(__always)
  private mutating func settle() {
    if let made { self = made.value }
  }

  /// Drops spans from the end until `count` are left.
  public mutating func truncate(to count: Int) {
    guard count < self.count else { return }
    settle()
    self.count = count
    while let last = runs.last, Int(last.first) >= count { runs.removeLast() }
    if let last = runs.last, Int(last.first) == count - 1 { runs[runs.count - 1].step = 0 }
  }

  /// The smallest stretch of the file that holds all of `range`, which is not empty.
  public func union(of range: Range<Int>) -> SourceSpan {
    if let made { return made.value.union(of: range) }
    let first = run(of: range.lowerBound)
    // Most of what is asked for stands in one row.
    let end = first + 1 < runs.count ? Int(runs[first + 1].first) : count
    guard range.upperBound <= end else { return union(of: range, from: first) }
    return runs[first].span(at: range.lowerBound).union(runs[first].span(at: range.upperBound - 1))
  }

  /// True where both stand for the same.
  public static func == (left: Self, right: Self) -> Bool {
    left.count == right.count && left.settled.runs == right.settled.runs
  }

  /// The same, where `range` begins in the run of number `run` or in one behind it.
  private func union(of range: Range<Int>, from run: Int) -> SourceSpan {
    var index = range.lowerBound
    var next = self.run(of: index, from: run)
    var union = runs[next].span(at: index)
    while index < range.upperBound {
      let run = runs[next]
      next += 1
      let end = Swift.min(next < runs.count ? Int(runs[next].first) : count, range.upperBound)
      union = union.union(run.span(at: index)).union(run.span(at: end - 1))
      index = end
    }
    return union
  }

  /// Adds the first `count` spans of `run`, wherever they stood.
  private mutating func append(_ run: Run, _ count: Int) {
    guard count > 0 else { return }
    settle()
    guard absorbs(run.start, run.width) else {
      begin(run.start, run.width, step: count > 1 ? run.step : 0)
      self.count += count
      return
    }
    self.count += 1
    if runs[runs.count - 1].step == run.step {
      self.count += count - 1
    } else {
      // The first was the next of another row.
      var rest = run
      rest.start = run.start &+ run.step
      append(rest, count - 1)
    }
  }

  /// Begins a run behind all others.
  private mutating func begin(_ start: Int32, _ width: Int32, step: Int32) {
    // A text of more than one run is going to have some.
    if runs.count == 1 { reserveRows() }
    runs.append(Run(first: Int32(clamping: count), start: start, width: width, step: step))
  }

  /// Makes room for as many rows as most texts have.
  mutating func reserveRows() { runs.reserveCapacity(32) }

  /// True where a span is the next of the last run, which then goes on with it.
  private mutating func absorbs(_ start: Int32, _ width: Int32) -> Bool {
    guard let last = runs.last, last.width == width else { return false }
    if last.start(at: count) == start { return true }
    guard Int(last.first) == count - 1, width > 0, last.start &+ width == start else {
      return false
    }
    runs[runs.count - 1].step = width
    return true
  }

  /// The number of the run that holds the scalar at `index`.
  private func run(of index: Int) -> Int {
    precondition(index >= 0 && index < count, "no scalar stands there")
    var (low, high) = (0, runs.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(runs[middle].first) <= index { low = middle } else { high = middle }
    }
    return low
  }

  /// The number of the run that holds the scalar at `index`: `first` or one behind it.
  private func run(of index: Int, from first: Int) -> Int {
    precondition(index >= 0 && index < count, "no scalar stands there")
    var run = first
    while run + 1 < runs.count, Int(runs[run + 1].first) <= index { run += 1 }
    return run
  }

  /// Walks from scalar to scalar without looking each one up.
  public struct Iterator: IteratorProtocol, Sendable {
    private let origins: Origins
    private var index = 0
    private var following = 0
    private var end = 0
    private var run = Run(first: 0, start: 0, width: 0, step: 0)

    fileprivate init(_ origins: Origins) { self.origins = origins.settled }

    /// The origin of the next scalar.
    public mutating func next() -> SourceSpan? {
      if index == end {
        guard index < origins.count else { return nil }
        run = origins.runs[following]
        following += 1
        end =
          following < origins.runs.count ? Int(origins.runs[following].first) : origins.count
      }
      defer { index += 1 }
      return run.span(at: index)
    }
  }
}

/// Origins of a text with contractions, whose runs are made when somebody asks for them, once.
private final class ContractedOrigins: Sendable {
  private let origins: Origins
  private let contractions: [Contraction]
  private let made = Once<Origins>()

  init(_ origins: Origins, _ contractions: [Contraction]) {
    self.origins = origins
    self.contractions = contractions
  }

  var value: Origins { made.value { origins.settled.contractedRuns(contractions) } }
}
