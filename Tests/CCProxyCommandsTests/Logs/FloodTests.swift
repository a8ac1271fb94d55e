import PlatformSupport
import ProxyModel
import Supervision
import TestSupport
import Testing

@testable import CCProxyCommands

struct FloodTests {
    /// A process that writes numbered lines as fast as it can, and ends.
    private func startWriter(_ count: Int, to log: EngineLog) throws -> ProcessHandle {
        let file = try log.open()
        let script = "i=0; while [ $i -lt \(count) ]; do echo \"line $i of a flood\"; i=$((i+1)); done"
        return try ProcessHandle.spawn(
            SpawnRequest(
                executable: "/bin/sh",
                arguments: ["sh", "-c", script],
                environment: ["PATH": "/usr/bin:/bin"],
                workingDirectory: "/",
                standardOutput: file.descriptor
            )
        )
    }

    /// Whether this file system can take the beginning off a file, without which a cut may lose lines.
    private func canCutWithoutLoss(in directory: TemporaryDirectory) throws -> Bool {
        let file = try LogFile.open(directory.path("probe"))
        try Descriptor.writeAll(file.descriptor, [UInt8](repeating: 0x20, count: 1 << 16))
        return try LogFile.discardPrefix(descriptor: file.descriptor, bytes: 1 << 15) == .removed(1 << 15)
    }

    @Test func `a flood that is cut all the time is followed line for line`() throws {
        try withTemporaryDirectory { directory in
            let isLossless = try canCutWithoutLoss(in: directory)
            var limits = LogSettings()
            limits.maximumSize = 40_000
            limits.keep = 500
            let log = EngineLog(in: ProviderDirectory(path: directory.path), limits: limits)
            let count = 40_000
            let writer = try startWriter(count, to: log)
            defer {
                try? writer.signal(.kill)
                writer.waitUntilEnded()
                _ = writer.reap()
            }
            let source = try LogSource(name: "a", path: log.path, showing: .init(count: nil, since: nil))
            var seen: [Int] = []
            while let old = try source.nextOld(isLast: false) { seen.append(number(old.line)) }
            var follower = try LogFollower([source])
            let deadline = ContinuousClock.now + .seconds(60)
            while seen.last != count - 1, .now < deadline {
                while try follower.takeNew({ _, lines in seen += lines.map(number) }) {}
                // As the daemon does, only without its pause.
                try log.rotateIfNeeded()
                _ = try Descriptor.waitUntilReadable(follower.descriptor, timeout: .milliseconds(50))
            }
            // What is cut by emptying the file may lose lines; still none comes twice, and none out of order.
            #expect(zip(seen, seen.dropFirst()).allSatisfy { $0 < $1 })
            #expect(seen.last == count - 1)
            if isLossless { #expect(seen.count == count) }
        }
    }

    private func number(_ line: [UInt8]) -> Int {
        let words = line.split(separator: 0x20)
        return words.count == 5 ? Int(String(decoding: words[1], as: UTF8.self)) ?? -1 : -1
    }
}
