import Foundation
public import VouchCore
import VouchRules
import VouchStore

/// What needs the owner, and what is going on.
public struct WorkspaceStatus: Sendable {
  /// Something that needs the owner.
  public struct Need: Sendable, Equatable {
    /// What kind of thing.
    public enum Kind: String, Sendable, CaseIterable {
      /// The workspace as a whole is not trusted, and nothing goes out.
      case distrusted
      /// The policy cannot be read.
      case policy
      /// The newest ledger entry lies in the clock's future.
      case clock
      /// A post's instant has passed by more than the grace, and it did not go out.
      case overdue
      /// Its window ends within a day, and it waits for the owner.
      case expiring
      /// An emitter took it on and is gone.
      case stuck
      /// The publisher said that it did not work, or an attempt ended unknown.
      case failed
      /// It missed its instant and waits for the owner.
      case missed
      /// Its window passed undecided or unsent.
      case expired
      /// It is due and something holds it back.
      case held
      /// A channel with slots has had no post for a week and has none planned.
      case silent
    }

    /// What kind of thing.
    public let kind: Kind
    /// The submission; nil for channels.
    public let submission: Int?
    /// The channel; nil where it is about the whole submission.
    public let channel: Channel?
    /// One line for people.
    public let message: String
  }

  /// What needs the owner, most urgent first; of each kind the first ``needsOfAKind``.
  public let needs: [Need]
  /// The kinds of which there are more.
  public let more: [Need.Kind]
  /// How many submissions stand in each state; states without any are left out.
  public let counts: [(state: SubmissionState, count: Int)]
  /// The next post to go out.
  public let next: QueuedPost?
  /// How many deliveries wait for their instant.
  public let queued: Int

  /// How many needs of one kind are told: whoever has more than that looks at them in a list.
  public static let needsOfAKind = 100
}

extension Desk {
  /// What needs the owner now.
  ///
  /// - Throws: `PolicyError` or `StoreError`.
  public func status() throws -> WorkspaceStatus {
    let policy = try? rulebook().policy
    let calendar = policy?.calendar ?? BrandCalendar(zone: workspace.settings.zone)
    let now = clock.now
    let store = try storeForReading()
    var needs = try distrusted(store)
    return try store.read { reader in
      if policy == nil {
        let message = "the policy cannot be read, and nothing goes out; see 'vouch policy check'"
        needs.append(.init(kind: .policy, submission: nil, channel: nil, message: message))
      }
      if let ahead = try newestEntryAhead(in: reader) {
        let message =
          "the clock says \(calendar.zone.local(now)), and the newest ledger entry was "
          + "written \(calendar.zone.local(ahead)); set it right"
        needs.append(.init(kind: .clock, submission: nil, channel: nil, message: message))
      }
      needs += try deliveryNeeds(in: reader, calendar, now)
      needs += try expiring(in: reader, calendar.zone, now)
      needs += try expired(in: reader)
      needs += try silentChannels(in: reader, calendar, now)
      let counts = try reader.counts()
      let queue = try queue(limit: 1, in: reader)
      var found: [WorkspaceStatus.Need.Kind: Int] = [:]
      let told = needs.filter { need in
        found[need.kind, default: 0] += 1
        return found[need.kind, default: 0] <= WorkspaceStatus.needsOfAKind
      }
      return WorkspaceStatus(
        needs: told,
        more: WorkspaceStatus.Need.Kind.allCases.filter {
          found[$0, default: 0] > WorkspaceStatus.needsOfAKind
        },
        counts: SubmissionState.allCases.compactMap { state in
          counts[state].map { (state, $0) }
        },
        next: queue.posts.first,
        queued: queue.posts.count + queue.more
      )
    }
  }

  /// One more than is told, so that it is known whether there are more.
  private static let limit = WorkspaceStatus.needsOfAKind + 1

  private func distrusted(_ store: Store) throws -> [WorkspaceStatus.Need] {
    let advice: String
    do {
      guard let distrust = try distrust(store) else { return [] }
      advice = "\(distrust.reason); \(distrust.help)"
    } catch let error as WorkflowError {
      advice = "\(error)"
    }
    let message = "nothing goes out: \(advice)"
    return [.init(kind: .distrusted, submission: nil, channel: nil, message: message)]
  }

  private func deliveryNeeds(
    in reader: StoreReader,
    _ calendar: BrandCalendar,
    _ now: Instant
  ) throws -> [WorkspaceStatus.Need] {
    func need(_ kind: WorkspaceStatus.Need.Kind, _ delivery: Delivery, _ message: String)
      -> WorkspaceStatus.Need
    {
      .init(
        kind: kind,
        submission: delivery.submission,
        channel: delivery.channel,
        message: "\(delivery.submission)@\(delivery.revision) on \(delivery.channel) \(message)"
      )
    }
    let isEmitting = FileLock.isHeld(workspace.emitLock)
    var needs: [WorkspaceStatus.Need] = []
    for delivery in try reader.queue(dueBy: now, limit: Self.limit * 2) {
      let due = calendar.zone.local(delivery.scheduledAt)
      if let reason = delivery.reason {
        needs.append(need(.held, delivery, "was due \(due) and is held: \(reason)"))
      } else if delivery.scheduledAt + calendar.late.grace < now {
        needs.append(need(.overdue, delivery, "was due \(due); run 'vouch emit'"))
      }
    }
    for delivery in try reader.deliveries(in: .claimed, limit: Self.limit) where !isEmitting {
      needs.append(need(.stuck, delivery, "was being emitted; run 'vouch emit'"))
    }
    for state in [DeliveryState.failed, .unconfirmed] {
      for delivery in try reader.deliveries(in: state, limit: Self.limit) {
        needs.append(need(.failed, delivery, "\(state.rawValue): \(delivery.reason ?? "unknown")"))
      }
    }
    for delivery in try reader.deliveries(in: .missed, limit: Self.limit) {
      let advice = "approve it again, with --at for a time of its own"
      needs.append(need(.missed, delivery, "missed its time; \(advice)"))
    }
    return needs
  }

  private func expiring(
    in reader: StoreReader,
    _ zone: BrandZone,
    _ now: Instant
  ) throws -> [WorkspaceStatus.Need] {
    try reader.pendingWithWindowEnding(before: now + .days(1), limit: Self.limit).map {
      submission in
      let end = submission.windowEnd ?? now
      return .init(
        kind: .expiring,
        submission: submission.id,
        channel: nil,
        message: "\(submission.id)@\(submission.latestRevision) waits for you, and its window "
          + "\(end <= now ? "ended" : "ends") \(zone.local(end))"
      )
    }
  }

  private func expired(in reader: StoreReader) throws -> [WorkspaceStatus.Need] {
    let numbers = try reader.numbers(
      of: SubmissionFilter(states: [.expired]),
      .newest(),
      limit: Self.limit
    )
    return try reader.summaries(of: numbers).map { summary in
      let submission = summary.submission
      let id = summary.id
      let wasApproved = try reader.approval(of: submission.id) != nil
      return .init(
        kind: .expired,
        submission: submission.id,
        channel: nil,
        message: "\(id) expired \(wasApproved ? "unsent" : "undecided"); "
          + "'vouch approve \(id) --at TIME' gives it a new time, 'vouch reject' lets it go"
      )
    }
  }

  private func silentChannels(
    in reader: StoreReader,
    _ calendar: BrandCalendar,
    _ now: Instant
  ) throws -> [WorkspaceStatus.Need] {
    let week = TimeSpan.days(7)
    guard let founded = try reader.foundedAt(), founded + week <= now else { return [] }
    let silent = try calendar.slots.keys.sorted().filter {
      try !reader.hasPosts(on: $0, from: now - week)
    }
    return silent.map { channel in
      .init(
        kind: .silent,
        submission: nil,
        channel: channel,
        message: "\(channel) has had no post for a week, and none is planned"
      )
    }
  }
}
