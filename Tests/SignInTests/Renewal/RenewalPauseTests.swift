import Testing

@testable import SignIn

struct RenewalPauseTests {
    @Test func `pauses double up to five minutes, and each moves by up to 30 percent`() {
        var (shortest, middle, longest) = (RenewalPause(), RenewalPause(), RenewalPause())
        for seconds in [5, 10, 20, 40, 80, 160, 300, 300] {
            #expect(shortest.next(random: 0) == .milliseconds(seconds * 700))
            #expect(middle.next(random: 0.5) == .seconds(seconds))
            #expect(longest.next(random: 1) == .milliseconds(seconds * 1300))
        }
    }
}
