import ProxyModel
import Testing

@testable import Gateway

struct RenewalScheduleTests {
    private let now = Timestamp(seconds: 1_772_000_000)

    private func plan(_ schedule: inout RenewalSchedule, _ seconds: [Int64], jitter: Int64 = 0) -> RenewalSchedule.Plan
    {
        let accounts = seconds.enumerated().map { ("\($0.offset)", now.advanced(bySeconds: $0.element)) }
        return schedule.plan(accounts, now: now) { _ in jitter }
    }

    @Test func `a token is due five minutes before its time is over, and what is over is due at once`() {
        var schedule = RenewalSchedule()
        #expect(plan(&schedule, [301, 300, 299, 0, -86_400]).due == ["1", "2", "3", "4"])
    }

    @Test func `the next look is when the next token is due, and never more than a minute away`() {
        var schedule = RenewalSchedule()
        #expect(plan(&schedule, [330, 3600]).pause == .seconds(31))
        #expect(plan(&schedule, [3600]).pause == .seconds(60))
        #expect(plan(&schedule, []).pause == .seconds(60))
        #expect(plan(&schedule, [10]).pause == .seconds(10))
    }

    @Test func `the moment is drawn once for a token`() {
        var schedule = RenewalSchedule()
        #expect(plan(&schedule, [350], jitter: 60).due == ["0"])
        // Another draw would let it wait; the same token does not draw again.
        #expect(plan(&schedule, [350], jitter: 0).due == ["0"])
        #expect(plan(&schedule, [351], jitter: 0).due == [])
    }

    @Test func `the drawn moment is at most a minute earlier`() {
        var schedule = RenewalSchedule()
        let accounts = (0..<200).map { ("\($0)", now.advanced(bySeconds: 361)) }
        #expect(schedule.plan(accounts, now: now).due.isEmpty)
    }
}
