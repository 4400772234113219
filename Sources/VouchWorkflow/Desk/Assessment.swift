import VouchCore
import VouchRules
import VouchStore

/// What was found out about a draft at one moment: the plan for each channel, and the report.
struct Assessment {
  let plan: [Channel: Result<Instant, PlanObstacle>]
  let report: Report
}

/// Who asks for an assessment, and about what.
struct AssessmentRequest {
  var draft: Draft
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
}

extension Rulebook {
  /// Plans a draft beside everything else and runs the rules on it.
  ///
  /// - Throws: `StoreError`.
  func assess(_ request: AssessmentRequest, in store: StoreReader) throws -> Assessment {
    let posts = try store.posts(from: request.now - memory, besides: request.submission)
    let plan = plan(request, beside: posts)
    let content = DraftContent(request.draft)
    let history = History(
      posts: posts,
      recent: try store.recentPosts(limit: recentPosts, besides: request.submission),
      similar: try store.texts(
        like: content.wording,
        from: request.now - duplicateMemory,
        besides: request.submission
      ),
      samePurpose: try content.purposeKey.map {
        try store.submissions(withPurpose: $0, besides: request.submission)
      } ?? [],
      pendingToday: try request.assistant.map {
        try store.pendingCount(
          of: $0.name,
          from: startOfDay(request.handedIn ?? request.now),
          before: request.handedIn ?? request.now + TimeSpan(milliseconds: 1),
          besides: request.submission
        )
      } ?? 0
    )
    return Assessment(
      plan: plan,
      report: engine.report(
        on: request.draft,
        stage: request.stage,
        now: request.now,
        plan: plan,
        assistant: request.assistant,
        history: history
      )
    )
  }

  /// Runs the rules on a draft without a workspace: no history, no standing.
  func assess(_ draft: Draft, now: Instant) -> Assessment {
    let request = AssessmentRequest(draft: draft, stage: .check, now: now)
    let plan = plan(request, beside: [])
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

  /// The earliest slot of each channel, those of one draft beside one another.
  private func plan(
    _ request: AssessmentRequest,
    beside posts: [PastPost]
  ) -> [Channel: Result<Instant, PlanObstacle>] {
    let planner = SlotPlanner(calendar: policy.calendar)
    var timetable = Timetable(posts, zone: policy.calendar.zone)
    let head = request.draft.frontMatter
    var plan: [Channel: Result<Instant, PlanObstacle>] = [:]
    for channel in request.channels ?? request.draft.channels {
      let wanted = PlanRequest(
        channel: channel,
        window: request.window ?? head.window,
        exact: request.exact ?? head.schedule.at?.value,
        isMission: head.kind == .mission,
        submission: request.submission,
        now: request.now
      )
      do {
        let instant = try planner.plan(wanted, beside: timetable)
        timetable.take(
          Slot(channel: channel, at: instant),
          submission: request.submission ?? 0,
          isMission: wanted.isMission
        )
        plan[channel] = .success(instant)
      } catch {
        plan[channel] = .failure(error)
      }
    }
    return plan
  }

  /// How far back posts matter: to mass-tagging, pace, and the rest that asked people get.
  private var memory: TimeSpan {
    guard case .span(let rest)? = options(of: "mission-rest")["same-person"] else {
      return .days(31)
    }
    return max(rest, .days(31))
  }

  private var duplicateMemory: TimeSpan {
    guard case .integer(let days)? = options(of: "duplicate-wording")["days"] else {
      return .days(90)
    }
    return .days(days)
  }

  private var recentPosts: Int {
    guard case .integer(let count)? = options(of: "soapbox")["of-last"] else { return 20 }
    return count
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
