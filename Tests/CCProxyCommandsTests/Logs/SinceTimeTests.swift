import PlatformSupport
import ProxyModel
import Testing

@testable import CCProxyCommands

struct SinceTimeTests {
    private let now = Timestamp(seconds: 1_795_255_200)

    @Test(arguments: [
        ("90s", 90), ("10m", 600), ("2h", 7200), ("1d", 86_400), ("1w", 604_800), ("1h30m", 5400), ("0s", 0),
    ])
    func `a span lies before now`(text: String, seconds: Int64) {
        #expect(SinceTime.point(text, now: now) == now.advanced(bySeconds: -seconds))
    }

    @Test func `a point with a zone is that point`() {
        #expect(SinceTime.point("2026-11-21T10:00:00Z", now: now)?.description == "2026-11-21T10:00:00Z")
        #expect(SinceTime.point("2026-11-21T10:00:00+09:00", now: now)?.description == "2026-11-21T01:00:00Z")
    }

    @Test(arguments: [
        ("2026-11-21", "2026-11-21T00:00:00Z"), ("2026-11-21 10:00", "2026-11-21T10:00:00Z"),
        ("2026-11-21 10:00:30", "2026-11-21T10:00:30Z"), ("2026-11-21T10:00", "2026-11-21T10:00:00Z"),
    ])
    func `a point without a zone is what clocks here show`(text: String, shown: String) throws {
        let point = try #require(SinceTime.point(text, now: now))
        #expect(LocalTime.wallClock(at: point.seconds) == Timestamp(shown)?.seconds)
    }

    @Test func `a time alone is one of today`() throws {
        let point = try #require(SinceTime.point("10:15", now: now))
        let today = Timestamp(seconds: try #require(LocalTime.wallClock(at: now.seconds))).description.prefix(10)
        #expect(LocalTime.wallClock(at: point.seconds) == Timestamp("\(today)T10:15:00Z")?.seconds)
    }

    @Test(arguments: [
        "", "m", "10", "10x", "-5m", "yesterday", "2026-02-30", "99999999999s", "9999999999d", "10m ", "１m",
    ])
    func `everything else is nothing`(text: String) {
        #expect(SinceTime.point(text, now: now) == nil)
    }
}
