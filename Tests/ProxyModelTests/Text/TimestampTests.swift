import TestSupport
import Testing

@testable import ProxyModel

struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, 0), ("2026-12-01T00:00:00Z", 1_796_083_200, 0),
        ("2026-12-01T09:00:00+09:00", 1_796_083_200, 0), ("2026-11-30T19:30:00.5-04:30", 1_796_083_200, 500_000_000),
        ("2026-12-01 00:00:00", 1_796_083_200, 0), ("2026-12-01t00:00:00z", 1_796_083_200, 0),
        ("2026-12-01T00:00:00.123456789123Z", 1_796_083_200, 123_456_789),
        ("2026-12-01T00:00:00.1", 1_796_083_200, 100_000_000),
        ("2026-12-01T00:00:00+0000", 1_796_083_200, 0), ("2024-02-29T23:59:60Z", 1_709_251_200, 0),
        ("2000-02-29T12:00:00Z", 951_825_600, 0), ("1969-12-31T23:59:59Z", -1, 0),
        ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
        ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
    ])
    func `times are read`(text: String, seconds: Int64, nanoseconds: Int32) {
        #expect(Timestamp(text) == Timestamp(seconds: seconds, nanoseconds: nanoseconds))
    }

    @Test(arguments: [
        "", "soon", "2026", "2026-12-01", "2026-12-01T00:00", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-12-01T24:00:00Z",
        "2026-12-01T00:60:00Z", "2026-12-01T00:00:61Z", "2026-12-01T00:00:00.Z", "2026-12-01T00:00:00ZZ",
        "2026-12-01T00:00:00+9", "2026-12-01T00:00:00+24:00", "2026-12-01T00:00:00+09:60", " 2026-12-01T00:00:00Z",
        "२०२६-12-01T00:00:00Z", "2026-12-01T00:00:00 UTC", "1796083200", "+026-12-01T00:00:00Z",
    ])
    func `what is no time is none`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(arguments: [
        (Int64(0), Int32(0), "1970-01-01T00:00:00Z"), (1_796_083_200, 250_999_999, "2026-12-01T00:00:00.250Z"),
        (-1, 0, "1969-12-31T23:59:59Z"), (.min, 0, "0000-01-01T00:00:00Z"), (.max, 0, "9999-12-31T23:59:59Z"),
    ])
    func `times are written in UTC`(seconds: Int64, nanoseconds: Int32, text: String) {
        #expect(Timestamp(seconds: seconds, nanoseconds: nanoseconds).description == text)
    }

    @Test(arguments: RandomSeeds.fresh(5))
    func `what is written is read again`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let time = Timestamp(
                seconds: Int64.random(in: -62_167_219_200...253_402_300_799, using: &random),
                nanoseconds: Int32.random(in: 0...999, using: &random) * 1_000_000
            )
            #expect(Timestamp(time.description) == time, "\(time)")
        }
    }

    @Test func `times have an order, and adding to them never overflows`() {
        #expect(Timestamp(seconds: 1, nanoseconds: 5) < Timestamp(seconds: 1, nanoseconds: 6))
        #expect(Timestamp(seconds: 1, nanoseconds: 5) < Timestamp(seconds: 2))
        #expect(Timestamp(seconds: 1).advanced(bySeconds: -2) == Timestamp(seconds: -1))
        #expect(Timestamp(seconds: .max).advanced(bySeconds: 1).seconds == .max)
        #expect(Timestamp(seconds: .min).advanced(bySeconds: -1).seconds == .min)
    }
}
