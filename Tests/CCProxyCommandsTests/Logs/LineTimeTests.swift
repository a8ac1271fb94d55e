import PlatformSupport
import ProxyModel
import Testing

@testable import CCProxyCommands

struct LineTimeTests {
    @Test(arguments: [
        ("2026-11-21T10:00:00Z the daemon started", "2026-11-21T10:00:00Z"),
        ("2026-11-21T10:00:00.250+02:00 x", "2026-11-21T08:00:00.250Z"),
        ("2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z"),
        (#"{"level":"info","time":"2026-11-21T10:00:00Z","msg":"x"}"#, "2026-11-21T10:00:00Z"),
        (#"time="2026-11-21T10:00:00-01:00" level=info"#, "2026-11-21T11:00:00Z"),
    ])
    func `a line says when it was written`(line: String, expected: String) {
        var times = LineTime()
        #expect(times.of(Array(line.utf8))?.description == expected)
    }

    @Test(arguments: [
        "", "[", "[]", "plain text", "[error] no such thing", "2026", "2026-13-01T00:00:00Z x", "9999999999 x y",
        #"{"time":"#, #"{"time":"yesterday"}"#, "[2026-11-21", "1 2 3 4 5 6 7 8 9",
    ])
    func `a line without a time has none`(line: String) {
        var times = LineTime()
        #expect(times.of(Array(line.utf8)) == nil)
    }

    @Test func `a time without a zone is what clocks here showed`() throws {
        var times = LineTime()
        let found = times.of(Array("[2026-07-01 12:34:56] [--------] [info ] x".utf8))
        let time = try #require(found)
        #expect(LocalTime.wallClock(at: time.seconds) == Timestamp("2026-07-01T12:34:56Z")?.seconds)
        #expect(times.of(Array("2026-07-01 12:34:56 x".utf8)) == time)
    }

    @Test func `a repeated time is the same, and another is not`() {
        var times = LineTime()
        let lines = ["2026-11-21T10:00:00Z a", "2026-11-21T10:00:00Z b", "2026-11-21T10:00:01Z c"]
        let seconds = lines.compactMap { times.of(Array($0.utf8))?.seconds }
        #expect(seconds.count == 3 && seconds[0] == seconds[1] && seconds[2] == seconds[0] + 1)
    }
}
