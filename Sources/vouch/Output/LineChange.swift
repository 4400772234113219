/// One line of the difference between two revisions.
struct LineChange: Equatable {
  enum Kind: String {
    case same = "  "
    case removed = "- "
    case added = "+ "
  }

  let kind: Kind
  let line: String

  /// As a diff shows it, without its line end.
  var text: String { kind.rawValue + line }

  var look: Ink.Look {
    switch kind {
    case .same: .dim
    case .removed: .red
    case .added: .green
    }
  }

  /// How many changed lines are compared one by one; above that, old and new stand whole.
  private static let limit = 2000
  /// How many lines around a change are shown.
  private static let context = 3

  /// What turns `old` into `new`, with a few lines around each change; empty where nothing does.
  static func changes(from old: [UInt8], to new: [UInt8]) -> [LineChange] {
    let (old, new) = (lines(old), lines(new))
    guard old != new else { return [] }
    var head = 0
    while head < min(old.count, new.count), old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - head,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    {
      tail += 1
    }
    let all =
      old[..<head].map { LineChange(kind: .same, line: $0) }
      + middle(Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail]))
      + old[(old.count - tail)...].map { LineChange(kind: .same, line: $0) }
    return near(all)
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    if bytes.isEmpty { return [] }
    return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
  }

  private static func middle(_ old: [String], _ new: [String]) -> [LineChange] {
    guard old.count + new.count <= limit else {
      return old.map { LineChange(kind: .removed, line: $0) }
        + new.map { LineChange(kind: .added, line: $0) }
    }
    let difference = new.difference(from: old)
    let removed = Set(difference.removals.map(Self.offset))
    let added = Set(difference.insertions.map(Self.offset))
    var changes: [LineChange] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if left < old.count, removed.contains(left) {
        changes.append(LineChange(kind: .removed, line: old[left]))
        left += 1
      } else if right < new.count, added.contains(right) {
        changes.append(LineChange(kind: .added, line: new[right]))
        right += 1
      } else {
        changes.append(LineChange(kind: .same, line: new[right]))
        left += 1
        right += 1
      }
    }
    return changes
  }

  private static func offset(_ change: CollectionDifference<String>.Change) -> Int {
    switch change {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }

  /// The changes with a few lines around each.
  private static func near(_ all: [LineChange]) -> [LineChange] {
    var isNear = [Bool](repeating: false, count: all.count)
    for (index, change) in all.enumerated() where change.kind != .same {
      for near in max(0, index - context)...min(all.count - 1, index + context) {
        isNear[near] = true
      }
    }
    return zip(all, isNear).compactMap { $1 ? $0 : nil }
  }
}
