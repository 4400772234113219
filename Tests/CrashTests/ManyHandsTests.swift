import Testing
import VouchTestSupport

/// Sixteen processes at once, none of them killed.
@Suite struct ManyHandsTests {
  @Test func sixteenAtOnceSeeNoErrorAndLoseNothing() async throws {
    let settings = StormSettings.current
    let folder = try StormFolder()
    let people = Hand.submitters + [Hand.synced]
    let workspace = try StormWorkspace.make(folder.path + "/many", people: people)
    let office = Office(workspace: workspace, settings: settings)
    let hands = Hand.all
    let days = try await onThreads(hands.count) { try office.work(as: hands[$0]) }
    let day = days.reduce(Day(), +)
    settings.say(day.table)
    #expect(day.complaints.isEmpty, "\(day.complaints.first ?? "")")
    // Whoever gets no turn has starved.
    #expect(days.allSatisfy { $0.operations.values.reduce(0) { $0 + $1.count } > 0 })

    let inspection = Inspection(workspace: workspace, minute: office.minute)
    #expect(try inspection.ledger() == [])
    #expect(try inspection.settle() == [])
    let deliveries = try inspection.deliveries()
    #expect(deliveries.complaints == [] && deliveries.count > 0)
    #expect(try inspection.kept(day.promises) == [])
    #expect(try inspection.once() == [])
    #expect(try inspection.setUp() == [])
    #expect(try inspection.signatures() == [])
  }
}
