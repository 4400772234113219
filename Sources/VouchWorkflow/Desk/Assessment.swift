import VouchCore
import VouchRules
import VouchStore

/// What was found out about a draft at one moment: the plan for each channel, and the report.
struct Assessment {
  let plan: ChannelPlan
  let report: Report
}

/// Who asks for an assessment, and about what.
struct AssessmentRequest {
  let draft: Draft
  /// What the draft says, where somebody has read it already.
  private let known: DraftContent?
  /// What the rules see in the draft alone at this stage, where they were asked already.
  let glance: DraftGlance?
  var stage: RuleStage
  var now: Instant
  /// The submission the draft belongs to, which its own history never includes.
  var submission: Int?
  var assistant: AssistantFacts?
  /// When it first waited for the owner; the present where it has not yet.
  ///
  /// A decision may fall on a later day; the quota asks about the day it came in.
  var handedIn: Instant?
  /// The channels still to be planned; all of the draft's where nil.
  var channels: [Channel]?
  /// The exact instant that the owner or the plan has set; the draft's own where nil.
  var exact: Instant?
  /// The window to plan in; the draft's own where nil.
  var window: Window?

  init(
    draft: Draft,
    content: DraftContent? = nil,
    glance: DraftGlance? = nil,
    stage: RuleStage,
    now: Instant,
    submission: Int? = nil,
    assistant: AssistantFacts? = nil,
    handedIn: Instant? = nil,
    channels: [Channel]? = nil,
    exact: Instant? = nil,
    window: Window? = nil
  ) {
    self.draft = draft
    known = content
    self.glance = glance
    self.stage = stage
    self.now = now
    self.submission = submission
    self.assistant = assistant
    self.handedIn = handedIn
    self.channels = channels
    self.exact = exact
    self.window = window
  }
}

extension AssessmentRequest {
  /// What the draft says: read only where somebody asks about the past, for its words alone take
  /// longer to fold than most rules run.
  var content: DraftContent { known ?? DraftContent(draft) }
}

extension Rulebook {
  /// Plans a draft beside everything else and runs the rules on it.
  ///
  /// - Throws: `StoreError`.
  func assess(_ request: AssessmentRequest, in store: StoreReader) throws -> Assessment {
    let planner = StoredPlanner(calendar: policy.calendar, store: store)
    let plan = try plan(request) { try planner.plan($0, besides: $1) }
    let needs = engine.needs(
      of: request.draft,
      stage: request.stage,
      now: request.now,
      assistant: request.assistant
    )
    let history = try history(needs, request, around: instants(of: request, plan), in: store)
    return Assessment(
      plan: plan,
      report: engine.report(
        on: request.draft,
        stage: request.stage,
        now: request.now,
        plan: plan,
        assistant: request.assistant,
        history: history,
        glance: request.glance
      )
    )
  }

  /// Runs the rules on a draft without a workspace: no history, no standing.
  func assess(_ draft: Draft, now: Instant) -> Assessment {
    let request = AssessmentRequest(draft: draft, stage: .check, now: now)
    let plan = plan(request) { wanted, own in
      let timetable = Timetable(own, zone: policy.calendar.zone)
      return Result { () throws(PlanObstacle) in try planner.plan(wanted, beside: timetable) }
    }
    return Assessment(
      plan: plan,
      report: engine.report(
        on: draft,
        stage: .check,
        now: now,
        plan: plan,
        assistant: nil,
        history: nil
      )
    )
  }

  /// The earliest slot of each channel, as `find` finds it beside those of the other channels.
  private func plan(
    _ request: AssessmentRequest,
    _ find: (PlanRequest, [TakenSlot]) throws -> Result<Instant, PlanObstacle>
  ) rethrows -> ChannelPlan {
    let channels = request.channels ?? request.draft.channels
    var own: [TakenSlot] = []
    var plan: ChannelPlan = [:]
    for (index, channel) in channels.enumerated() {
      let wanted = planRequest(request, on: channel)
      let outcome = try find(wanted, own)
      plan[channel] = outcome
      // Nothing is planned beside the last.
      guard index + 1 < channels.count, case .success(let instant) = outcome else { continue }
      own.append(
        TakenSlot(
          slot: Slot(channel: channel, at: instant),
          submission: request.submission ?? 0,
          isMission: wanted.isMission
        )
      )
    }
    return plan
  }

  private func planRequest(_ request: AssessmentRequest, on channel: Channel) -> PlanRequest {
    let head = request.draft.frontMatter
    return PlanRequest(
      channel: channel,
      window: request.window ?? head.window,
      exact: request.exact ?? head.schedule.at?.value,
      isMission: head.kind == .mission,
      submission: request.submission,
      now: request.now
    )
  }

  /// When the draft would go out; the present for channels on which it cannot.
  private func instants(
    of request: AssessmentRequest,
    _ plan: ChannelPlan
  ) -> [Instant] {
    request.draft.channels.map { channel in
      if case .success(let instant) = plan[channel] { instant } else { request.now }
    }
  }

  private func history(
    _ needs: HistoryNeeds,
    _ request: AssessmentRequest,
    around instants: [Instant],
    in store: StoreReader
  ) throws -> History {
    var history = History()
    let other = request.submission
    var posts: Set<PastPost> = []
    for instant in Set(instants) {
      if let span = needs.mentions {
        let near = (instant - span)...(instant + span)
        posts.formUnion(try store.postsMentioning(in: near, besides: other))
      }
      if let span = needs.missions {
        let near = (instant - span)...(instant + span)
        posts.formUnion(try store.missions(in: near, besides: other))
      }
    }
    history.posts = posts.sorted {
      ($0.at, $0.submission, $0.channel) < ($1.at, $1.submission, $1.channel)
    }
    if needs.recent > 0 {
      history.recent = try store.recentPosts(limit: needs.recent, besides: other)
    }
    let content = needs.copies != nil || needs.samePurpose ? request.content : nil
    if let copies = needs.copies, let content {
      history.wording = content.wording
      history.similar = try store.texts(
        like: content.prints,
        percent: copies.percent,
        from: request.now - copies.within,
        besides: other
      )
    }
    if needs.samePurpose, let key = content?.purposeKey {
      history.samePurpose = try store.submissions(withPurpose: key, besides: other)
    }
    if needs.pendingToday, let assistant = request.assistant {
      history.pendingToday = try store.pendingCount(
        of: assistant.name,
        from: startOfDay(request.handedIn ?? request.now),
        before: request.handedIn,
        besides: other
      )
    }
    return history
  }

  private func startOfDay(_ instant: Instant) -> Instant {
    policy.calendar.zone.startOfDay(policy.calendar.zone.local(instant).date)
  }
}

extension FrontMatter {
  /// The instants at which the draft wants to go out.
  var window: Window {
    Window(start: schedule.after?.value, end: schedule.before?.value)
  }
}
