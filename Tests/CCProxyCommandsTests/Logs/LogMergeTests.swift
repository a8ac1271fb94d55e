import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import CCProxyCommands

struct LogMergeTests {
    private func merged(_ texts: [String: String], isLast: Bool = true, count: Int? = nil) throws -> [String] {
        try withTemporaryDirectory { directory in
            let sources = try texts.sorted { $0.key < $1.key }.map { name, text in
                try FileSystem.write(text, atomicallyTo: directory.path(name), mode: 0o600)
                return try LogSource(name: name, path: directory.path(name), showing: .init(count: count, since: nil))
            }
            var merge = try LogMerge(sources, isLast: isLast)
            var lines: [String] = []
            while let next = try merge.next() {
                lines.append("\(next.source.name) \(String(decoding: next.line, as: UTF8.self))")
            }
            return lines
        }
    }

    @Test func `lines of several logs come in the order of their times`() throws {
        let a = "2026-11-21T10:00:00Z 1\n2026-11-21T10:00:02Z 3\nstill 3\n"
        let b = "banner\n2026-11-21T10:00:01Z 2\n2026-11-21T10:00:03Z 4\n"
        #expect(
            try merged(["a": a, "b": b]) == [
                "b banner", "a 2026-11-21T10:00:00Z 1", "b 2026-11-21T10:00:01Z 2", "a 2026-11-21T10:00:02Z 3",
                "a still 3", "b 2026-11-21T10:00:03Z 4",
            ]
        )
    }

    @Test func `without times one log comes after the other`() throws {
        #expect(try merged(["a": "1\n2\n", "b": "3\n"]) == ["a 1", "a 2", "b 3"])
    }

    @Test func `a line that was only begun is left to whoever waits for its end`() throws {
        #expect(try merged(["a": "1\n2"], isLast: true) == ["a 1", "a 2"])
        #expect(try merged(["a": "1\n2"], isLast: false) == ["a 1"])
    }

    @Test func `each log has its own last lines`() throws {
        #expect(try merged(["a": "1\n2\n3\n", "b": "4\n5\n"], count: 1) == ["a 3", "b 5"])
    }
}
