import PlatformSupport
import TestSupport
import Testing

@testable import CCProxyCommands

struct LogFollowerTests {
    private struct Failed: Error {}

    /// Waits for changes, and only for them, until so many lines have come.
    private func take(_ count: Int, from follower: inout LogFollower) throws -> [String] {
        var lines: [String] = []
        while true {
            while try follower.takeNew({ source, new in
                lines += new.map { "\(source.name) \(String(decoding: $0, as: UTF8.self))" }
            }) {}
            guard lines.count < count else { return lines }
            guard try Descriptor.waitUntilReadable(follower.descriptor, timeout: .seconds(20)) else { throw Failed() }
        }
    }

    private func source(_ log: GrowingLog, named name: String) throws -> LogSource {
        try LogSource(name: name, path: log.path, showing: .init(count: 0, since: nil))
    }

    @Test func `what is added to any of the logs is told`() throws {
        try withTemporaryDirectory { directory in
            let logs = [GrowingLog(directory.path("a.log")), GrowingLog(directory.path("b.log"))]
            for log in logs { try log.append(3) }
            var follower = try LogFollower([source(logs[0], named: "a"), source(logs[1], named: "b")])
            let first = try logs[1].append(2)
            #expect(try take(2, from: &follower) == first.map { "b \($0)" })
            let second = try logs[0].append(1)
            #expect(try take(1, from: &follower) == second.map { "a \($0)" })
        }
    }

    @Test func `what is added between reading and watching is told`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("a.log"))
            try log.append(3)
            let source = try source(log, named: "a")
            let added = try log.append(1)
            var follower = try LogFollower([source])
            #expect(try take(1, from: &follower) == added.map { "a \($0)" })
        }
    }

    @Test func `a log that comes anew, directories and all, is told`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("codex/logs/engine.log"))
            var follower = try LogFollower([source(log, named: "codex")])
            #expect(try take(0, from: &follower) == [])
            try FileSystem.createDirectory(directory.path("codex/logs"), mode: 0o700)
            #expect(try take(0, from: &follower) == [])
            let added = try log.append(1)
            #expect(try take(1, from: &follower) == added.map { "codex \($0)" })
        }
    }

    @Test func `a log that is cut, renamed and emptied is followed`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"))
            var follower = try LogFollower([source(log, named: "a")])
            var expected = try log.append(20)
            var told = try take(20, from: &follower)
            try log.cut(100)
            expected += try log.append(1)
            told += try take(1, from: &follower)
            try log.rename()
            expected += try log.append(1)
            told += try take(1, from: &follower)
            try log.empty()
            expected += try log.append(1)
            told += try take(1, from: &follower)
            #expect(told == expected.map { "a \($0)" })
        }
    }

    @Test func `a line is told when it is whole`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"))
            var follower = try LogFollower([source(log, named: "a")])
            try log.append(raw: "half ")
            #expect(try take(0, from: &follower) == [])
            try log.append(raw: "a line\nand ")
            #expect(try take(1, from: &follower) == ["a half a line"])
        }
    }
}
