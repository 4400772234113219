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
      /// The policy cannot be read.
      case policy
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

  /// What needs the owner, most urgent first.
  public let needs: [Need]
  /// How many submissions stand in each state; states without any are left out.
  public let counts: [(state: SubmissionState, count: Int)]
  /// The next post to go out.
  public let next: QueuedPost?
  /// How many deliveries wait for their instant.
  public let queued: Int
}

extension Desk {
  /// What needs the owner now.
  ///
  /// - Throws: `PolicyError` or `StoreError`.
  public func status() throws -> WorkspaceStatus {
    let policy = try? rulebook().policy
    let calendar = policy?.calendar ?? BrandCalendar(zone: workspace.settings.zone)
    let now = clock.now
    let queue = try queue()
    return try storeForReading().read { reader in
      var needs: [WorkspaceStatus.Need] = []
      if policy == nil {
        let message = "the policy cannot be read, and nothing goes out; see 'vouch policy check'"
        needs.append(.init(kind: .policy, submission: nil, channel: nil, message: message))
      }
      needs += try deliveryNeeds(in: reader, calendar, now)
      needs += try expiring(in: reader, calendar.zone, now)
      needs += try expired(in: reader)
      needs += try silentChannels(in: reader, calendar, now)
      let counts = try reader.counts()
      return WorkspaceStatus(
        needs: needs,
        counts: SubmissionState.allCases.compactMap { state in
          counts[state].map { (state, $0) }
        },
        next: queue.first,
        queued: queue.count
      )
    }
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
    for delivery in try reader.queue(dueBy: now) {
      let due = calendar.zone.local(delivery.scheduledAt)
      if let reason = delivery.reason {
        needs.append(need(.held, delivery, "was due \(due) and is held: \(reason)"))
      } else if delivery.scheduledAt + calendar.late.grace < now {
        needs.append(need(.overdue, delivery, "was due \(due); run 'vouch emit'"))
      }
    }
    for delivery in try reader.deliveries(in: .claimed) where !isEmitting {
      needs.append(need(.stuck, delivery, "was being emitted; run 'vouch emit'"))
    }
    for state in [DeliveryState.failed, .unconfirmed] {
      for delivery in try reader.deliveries(in: state) {
        needs.append(need(.failed, delivery, "\(state.rawValue): \(delivery.reason ?? "unknown")"))
      }
    }
    for delivery in try reader.deliveries(in: .missed)
    where try reader.submission(delivery.submission)?.state == .approved {
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
    try reader.submissions(SubmissionFilter(states: [.pending])).compactMap { submission in
      guard let end = submission.windowEnd, end < now + .days(1) else { return nil }
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
    try reader.submissions(SubmissionFilter(states: [.expired])).map { submission in
      let id = "\(submission.id)@\(submission.latestRevision)"
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
    let busy = Set(try reader.posts(from: now - week).map(\.channel))
    return calendar.slots.keys.sorted().filter { !busy.contains($0) }.map { channel in
      .init(
        kind: .silent,
        submission: nil,
        channel: channel,
        message: "\(channel) has had no post for a week, and none is planned"
      )
    }
  }
}
