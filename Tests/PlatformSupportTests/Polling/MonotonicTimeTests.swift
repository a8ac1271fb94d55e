import PlatformSupport
import Testing

struct MonotonicTimeTests {
    @Test func `time goes forward`() {
        let first = MonotonicTime.now
        #expect(first <= .now)
        #expect(first < .distantFuture)
    }

    @Test(
        arguments: [
            (Duration.nanoseconds(1), 1), (Duration(secondsComponent: 0, attosecondsComponent: 1), 1), (.zero, 0),
            (.seconds(-1), -1_000_000_000),
            (.milliseconds(1_500), 1_500_000_000), (.seconds(Int64.max), .max), (.seconds(Int64.min), .min),
            (.seconds(9_223_372_036) + .nanoseconds(900_000_000), .max),
        ] as [(Duration, Int64)]
    )
    func `a duration is rounded up and never overflows`(duration: Duration, nanoseconds: Int64) {
        #expect(duration.wholeNanoseconds == nanoseconds)
    }

    @Test func `arithmetic stops at the distant future`() {
        let time = MonotonicTime(nanoseconds: 10)
        #expect(time.advanced(byNanoseconds: 5).nanoseconds == 15)
        #expect(time.advanced(byNanoseconds: .max) == .distantFuture)
        #expect(time.advanced(by: .seconds(Int64.max)) == .distantFuture)
        #expect(time.nanoseconds(until: MonotonicTime(nanoseconds: 4)) == -6)
        #expect(MonotonicTime(nanoseconds: -10).nanoseconds(until: .distantFuture) == .max)
    }

    @Test func `the wall clock is of this century`() {
        #expect(WallClock.secondsSince1970 > 1_700_000_000)
    }
}
