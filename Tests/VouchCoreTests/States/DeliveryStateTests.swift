import Testing
import VouchCore

@Suite struct DeliveryStateTests {
  /// Where each action leads from one state; nil where it is refused.
  private struct Row {
    var claim: DeliveryState?
    var complete: DeliveryState?
    var retry: DeliveryState?
    var lose: DeliveryState?
    var move: DeliveryState?
    var miss: DeliveryState?
    var cancel: DeliveryState?
    var publish: DeliveryState?
    var fail: DeliveryState?

    subscript(action: DeliveryAction) -> DeliveryState? {
      switch action {
      case .claim: claim
      case .complete: complete
      case .retry: retry
      case .lose: lose
      case .move: move
      case .miss: miss
      case .cancel: cancel
      case .publish: publish
      case .fail: fail
      }
    }
  }

  private func row(of state: DeliveryState) -> Row {
    switch state {
    case .scheduled: Row(claim: .claimed, move: .scheduled, miss: .missed, cancel: .cancelled)
    case .claimed: Row(complete: .emitted, retry: .retryable, lose: .unconfirmed)
    case .emitted: Row(publish: .published, fail: .failed)
    case .retryable: Row(claim: .claimed, move: .scheduled, miss: .missed, cancel: .cancelled)
    case .unconfirmed: Row(publish: .published, fail: .failed)
    case .failed: Row(publish: .published)
    case .missed: Row(move: .scheduled, cancel: .cancelled)
    case .cancelled, .published: Row()
    }
  }

  @Test(arguments: DeliveryState.allCases, DeliveryAction.allCases)
  func everyActionInEveryState(state: DeliveryState, action: DeliveryAction) throws {
    guard let expected = row(of: state)[action] else {
      let error = #expect(throws: TransitionError.self) { try state.applying(action) }
      #expect(error == TransitionError(from: state.rawValue, action: action.rawValue))
      return
    }
    #expect(try state.applying(action) == expected)
  }

  @Test func nothingThatMayBeOutIsEverEmittedAgain() throws {
    var reached = Set(DeliveryState.allCases.filter(\.isOut))
    var isGrowing = true
    while isGrowing {
      let next = Set(
        reached.flatMap { state in
          DeliveryAction.allCases.compactMap { row(of: state)[$0] }
        }
      )
      isGrowing = !next.isSubset(of: reached)
      reached.formUnion(next)
    }
    #expect(reached == [.emitted, .unconfirmed, .published, .failed])
  }

  @Test func plannedAndOutExcludeEachOther() {
    for state in DeliveryState.allCases { #expect(!(state.isPlanned && state.isOut), "\(state)") }
    #expect(DeliveryState.allCases.filter(\.isPlanned) == [.scheduled, .claimed, .retryable])
    #expect(DeliveryState.allCases.filter(\.isOut) == [.emitted, .unconfirmed, .published])
  }

  @Test func statesAreNamedAsTheContractNamesThem() {
    #expect(
      DeliveryState.allCases.map(\.rawValue) == [
        "scheduled", "claimed", "emitted", "retryable", "unconfirmed", "failed", "missed",
        "cancelled", "published",
      ]
    )
  }
}
