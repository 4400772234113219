import Testing
import VouchCore

@Suite struct SubmissionStateTests {
  /// Where each action leads from one state; nil where it is refused.
  private struct Row {
    var revisePassing: SubmissionState?
    var reviseBlocked: SubmissionState?
    var approve: SubmissionState?
    var approveWaiving: SubmissionState?
    var reject: SubmissionState?
    var requestChanges: SubmissionState?
    var withdraw: SubmissionState?
    var revoke: SubmissionState?
    var expire: SubmissionState?

    subscript(action: SubmissionAction) -> SubmissionState? {
      switch action {
      case .revisePassing: revisePassing
      case .reviseBlocked: reviseBlocked
      case .approve: approve
      case .approveWaiving: approveWaiving
      case .reject: reject
      case .requestChanges: requestChanges
      case .withdraw: withdraw
      case .revoke: revoke
      case .expire: expire
      }
    }
  }

  private func row(of state: SubmissionState) -> Row {
    switch state {
    case .blocked:
      Row(
        revisePassing: .pending,
        reviseBlocked: .blocked,
        approve: .approved,
        approveWaiving: .approved,
        reject: .rejected,
        requestChanges: .changesRequested,
        withdraw: .withdrawn,
        revoke: nil,
        expire: .expired
      )
    case .pending:
      Row(
        revisePassing: .pending,
        reviseBlocked: .blocked,
        approve: .approved,
        approveWaiving: .approved,
        reject: .rejected,
        requestChanges: .changesRequested,
        withdraw: .withdrawn,
        revoke: nil,
        expire: .expired
      )
    case .changesRequested:
      Row(
        revisePassing: .pending,
        reviseBlocked: .blocked,
        approve: nil,
        approveWaiving: nil,
        reject: .rejected,
        requestChanges: nil,
        withdraw: .withdrawn,
        revoke: nil,
        expire: .expired
      )
    case .approved:
      Row(
        revisePassing: nil,
        reviseBlocked: nil,
        approve: .approved,
        approveWaiving: .approved,
        reject: nil,
        requestChanges: nil,
        withdraw: nil,
        revoke: .revoked,
        expire: .expired
      )
    case .expired:
      Row(
        revisePassing: nil,
        reviseBlocked: nil,
        approve: .approved,
        approveWaiving: .approved,
        reject: .rejected,
        requestChanges: nil,
        withdraw: nil,
        revoke: nil,
        expire: nil
      )
    case .rejected, .withdrawn, .revoked:
      Row()
    }
  }

  @Test(arguments: SubmissionState.allCases, SubmissionAction.allCases)
  func everyActionInEveryState(state: SubmissionState, action: SubmissionAction) throws {
    guard let expected = row(of: state)[action] else {
      let error = #expect(throws: TransitionError.self) { try state.applying(action) }
      #expect(error?.from == state.rawValue)
      return
    }
    #expect(try state.applying(action) == expected)
  }

  @Test func openStatesAreThoseThatCanStillBeRevised() {
    for state in SubmissionState.allCases {
      #expect(state.isOpen == (row(of: state).revisePassing != nil), "\(state)")
    }
  }

  @Test func aRefusedMoveIsToldInWordsOfPeople() {
    let refused: [(SubmissionState, SubmissionAction, String)] = [
      (.approved, .revisePassing, "cannot revise what is approved"),
      (.withdrawn, .approveWaiving, "cannot approve what is withdrawn"),
      (.changesRequested, .requestChanges, "cannot return what is changes-requested"),
    ]
    for (state, action, text) in refused {
      let error = #expect(throws: TransitionError.self) { try state.applying(action) }
      #expect(error?.description == text)
    }
  }

  @Test func statesAreNamedAsTheContractNamesThem() {
    #expect(
      SubmissionState.allCases.map(\.rawValue) == [
        "blocked", "pending", "changes-requested", "approved", "rejected", "withdrawn", "revoked",
        "expired",
      ]
    )
  }
}
