import Testing
import VouchCore

@Suite struct ChannelPlanTests {
  @Test func whatIsSaidLastOfAChannelHolds() throws {
    let (first, last) = (Instant(seconds: 1), Instant(seconds: 2))
    var plan: ChannelPlan = [.x: .success(first), .blog: .success(first), .x: .success(last)]
    #expect(try plan[.x]?.get() == last)
    #expect(try plan[.blog]?.get() == first)
    #expect(plan[.linkedin] == nil)
    plan[.x] = nil
    #expect(plan[.x] == nil)
    #expect(plan[.blog] != nil)
  }
}
