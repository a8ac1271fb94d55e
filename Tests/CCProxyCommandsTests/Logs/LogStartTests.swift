import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import CCProxyCommands

struct LogStartTests {
    /// The lines from a place on.
    private func lines(_ path: String, from position: (LogStart) throws -> Int64) throws -> [String] {
        let snapshot = try LogSnapshot.take(path)
        let start = try position(LogStart(snapshot: snapshot))
        let bytes = try snapshot.read(start..<snapshot.end)
        return bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [0, 1, 2, 19, 20, 21, 1000])
    func `the last lines are found across the parts`(count: Int) throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"))
            var written = try log.append(10)
            try log.cut(55)
            written += try log.append(5)
            try log.cut(47)
            written += try log.append(5)
            let found = try lines(log.path) { try $0.ofLastLines(count) }
            #expect(found == written.suffix(count))
        }
    }

    @Test func `a line without an end is one of the last lines`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("engine.log")
            try FileSystem.write("one\ntwo\nthree", atomicallyTo: path, mode: 0o600)
            #expect(try lines(path) { try $0.ofLastLines(2) } == ["two", "three"])
        }
    }

    @Test func `lines longer than what is read at a time are found`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"))
            let written = try log.append(5, padding: 150_000)
            let found = try lines(log.path) { try $0.ofLastLines(3) }
            #expect(found == written.suffix(3))
        }
    }

    @Test func `nothing at all has no lines`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("engine.log")
            #expect(try lines(path) { try $0.ofLastLines(5) } == [])
            try FileSystem.write("", atomicallyTo: path, mode: 0o600)
            #expect(try lines(path) { try $0.ofLastLines(5) } == [])
            #expect(try lines(path) { try $0.ofLines(since: Timestamp(seconds: 0)) } == [])
        }
    }

    private static let dated = """
        a banner
        2026-11-21T10:00:00Z first
        continued
        2026-11-21T10:05:00Z second
        2026-11-21T10:10:00Z third
        continued again

        """

    @Test(arguments: [
        ("2026-11-21T09:00:00Z", 6), ("2026-11-21T10:00:00Z", 6), ("2026-11-21T10:00:01Z", 3),
        ("2026-11-21T10:05:00Z", 3), ("2026-11-21T10:06:00Z", 2), ("2026-11-21T10:10:01Z", 0),
    ])
    func `lines since a point begin at the first that is not older`(point: String, count: Int) throws {
        let point = try #require(Timestamp(point))
        try withTemporaryDirectory { directory in
            let path = directory.path("engine.log")
            try FileSystem.write(Self.dated, atomicallyTo: path, mode: 0o600)
            let all = Self.dated.split(separator: "\n").map(String.init)
            #expect(try lines(path) { try $0.ofLines(since: point) } == all.suffix(count))
        }
    }

    @Test func `a log without times is shown whole`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"))
            let written = try log.append(20)
            let found = try lines(log.path) { try $0.ofLines(since: Timestamp(seconds: 0)) }
            #expect(found == written)
        }
    }

    @Test(arguments: RandomSeeds.fresh(10))
    func `however long the log is, the first line that is not older is found`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let first = Timestamp(seconds: 1_795_255_200)
        var written: [(time: Int64, text: String)] = []
        var now: Int64 = 0
        for _ in 0..<Int.random(in: 1...3000, using: &random) {
            now += Int64.random(in: 0...20, using: &random)
            let padding = String(repeating: "x", count: Int.random(in: 0...200, using: &random))
            let isDated = Int.random(in: 0..<4, using: &random) > 0 || written.isEmpty
            let text = isDated ? "\(first.advanced(bySeconds: now)) \(padding)" : "more \(padding)"
            written.append((isDated ? now : written.last?.time ?? 0, text))
        }
        try withTemporaryDirectory { directory in
            let path = directory.path("engine.log")
            try FileSystem.write(written.map { $0.text + "\n" }.joined(), atomicallyTo: path, mode: 0o600)
            for _ in 0..<20 {
                let point = Int64.random(in: -5...now + 5, using: &random)
                let found = try lines(path) { try $0.ofLines(since: first.advanced(bySeconds: point)) }
                let expected = written.drop { $0.time < point }.map(\.text)
                #expect(found.count == expected.count)
                #expect(found.first == expected.first)
            }
        }
    }
}
