public import VouchCore
import VouchRules

/// Something to say about a policy file, and where.
public struct PolicyRemark: Sendable, Equatable, CustomStringConvertible {
  /// The file, as its reader knows it.
  public let file: String
  /// 1-based.
  public let line: Int
  /// 1-based, counted in Unicode scalars.
  public let column: Int
  /// `error` where the policy is refused for it, `warning` for advice.
  public let severity: Severity
  /// One line.
  public let message: String
  /// What to do; nil where there is nothing to add.
  public let help: String?

  /// One line as editors understand it.
  public var description: String {
    "\(file):\(line):\(column): \(severity.name): \(message)" + (help.map { " (\($0))" } ?? "")
  }

  init(_ problem: PolicyProblem, severity: Severity) {
    self.file = problem.file
    self.line = problem.line
    self.column = problem.column
    self.severity = severity
    self.message = problem.message
    self.help = problem.help
  }
}

/// What is wrong with a policy, or could be better.
public struct PolicyCheck: Sendable {
  /// The name of its file, without `.yaml`.
  public let name: String
  /// Its fingerprint; nil where it cannot be loaded.
  public let fingerprint: String?
  /// Every error, else every piece of advice, in the order of the files.
  public let remarks: [PolicyRemark]

  /// True where the policy is in force.
  public var isSound: Bool { fingerprint != nil }
}

extension Desk {
  /// Loads the policy in force and says what is wrong with it, or could be better.
  public func checkPolicy() -> PolicyCheck {
    let name = workspace.settings.policy
    do {
      let policy = try rulebook().policy
      let advice = Rulebook.loader(workspace.settings.zone).advice(for: policy)
      return PolicyCheck(
        name: name,
        fingerprint: policy.fingerprint,
        remarks: advice.map { PolicyRemark($0, severity: .warning) }
      )
    } catch let error as PolicyError {
      return PolicyCheck(
        name: name,
        fingerprint: nil,
        remarks: error.problems.map { PolicyRemark($0, severity: .error) }
      )
    } catch {
      let place = PolicyPlace(file: name + ".yaml", line: 1, column: 1)
      let problem = PolicyProblem("\(error)", at: place)
      return PolicyCheck(
        name: name,
        fingerprint: nil,
        remarks: [PolicyRemark(problem, severity: .error)]
      )
    }
  }

  /// The zone in which the brand lives: the policy's, else the one `vouch.yaml` names.
  ///
  /// That of the policy which was read last at this desk, so that an answer costs no second look at
  /// it. A broken policy keeps nobody from reading, so it counts as silent here.
  public func brandZone() -> BrandZone {
    zone.known ?? (try? rulebook().policy.calendar.zone) ?? workspace.settings.zone
  }
}
