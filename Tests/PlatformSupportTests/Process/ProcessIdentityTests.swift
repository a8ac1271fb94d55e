@testable import PlatformSupport
import TestSupport
import Testing

struct ProcessIdentityTests {
    @Test func `a process is itself and stays so, whatever it executes`() throws {
        let pipe = try Pipe()
        let child = try Child(
            script: "echo ready; read x < /dev/null; exec sleep 1000",
            standardOutput: pipe.writeEnd.raw
        )
        #expect(try line(from: pipe.readEnd.raw) == "ready")
        let before = try #require(ProcessIdentity.of(pid: child.pid))
        #expect(before.pid == child.pid && before.startTime > 0 && !before.bootID.isEmpty)
        #expect(before.bootID == ProcessIdentity.bootIdentifier && before.bootID.utf8.count == 36)
        // The pipe is at its end when the shell has become another program, whose standard output is closed.
        #expect(before.isAlive)
        #expect(before.isSameProcess(as: try #require(ProcessIdentity.of(pid: child.pid))))
    }

    @Test func `the executable is the real file, also when it has been removed`() throws {
        try withTemporaryDirectory { directory in
            try run("/bin/cp", "/bin/sleep", directory.path("my program"))
            try run("/bin/ln", "-s", "my program", directory.path("link"))
            let child = try Child(directory.path("link"), ["1000"])
            #expect(ProcessIdentity.of(pid: child.pid)?.executable == directory.path("my program"))
            try FileSystem.remove(directory.path("my program"))
            #expect(ProcessIdentity.of(pid: child.pid)?.executable == directory.path("my program"))
        }
    }

    @Test func `this process knows itself`() throws {
        let identity = try #require(ProcessIdentity.of(pid: CurrentProcess.pid))
        #expect(try identity.executable == CurrentProcess.executablePath)
    }

    @Test func `two processes started one after the other differ`() throws {
        let first = try Child("/bin/sleep", ["1000"])
        let second = try Child("/bin/sleep", ["1000"])
        let identities = [first, second].compactMap { ProcessIdentity.of(pid: $0.pid) }
        try #require(identities.count == 2)
        #expect(!identities[0].isSameProcess(as: identities[1]))
        #expect(identities[1].startTime >= identities[0].startTime)
    }

    @Test func `a thread of the kernel has an identity without an executable`() throws {
        // The second process of a Linux system, unless this runs in a container.
        try #require(ProcessFacts.of(pid: 1) != nil)
        let threads = ProcessTable.pids().filter { ProcessFacts.of(pid: $0)?.command.hasPrefix("[") == true }
        for pid in threads.prefix(3) {
            if let identity = ProcessIdentity.of(pid: pid) { #expect(identity.executable.isEmpty) }
        }
    }
}

struct ProcStatusTests {
    private func parse(_ text: String) -> ProcStatus? {
        Array(text.utf8).withUnsafeBytes { ProcStatus($0) }
    }

    private static let rest = "1 10 11 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654321 1 2 3"

    @Test(arguments: ["sh", "a b", ") S 9 9 9", "((", "))", "", "x) (y"])
    func `a name with spaces and parentheses does not shift the fields`(name: String) throws {
        let status = try #require(parse("77 (\(name)) S \(Self.rest)\n"))
        #expect(status.state == UInt8(ascii: "S") && status.parent == 1 && status.group == 10 && status.session == 11)
        #expect(status.startTime == 987_654_321)
        #expect(!status.hasEnded)
    }

    @Test func `a zombie has ended`() throws {
        #expect(try #require(parse("77 (sh) Z \(Self.rest)")).hasEnded)
    }

    @Test func `a line cut off anywhere before the start time is no line`() {
        let whole = "77 (sh) S \(Self.rest)"
        let end = whole.utf8.count - " 1 2 3".utf8.count - "987654321".utf8.count
        for length in 0...end { #expect(parse(String(whole.prefix(length))) == nil, "\(length) bytes") }
    }

    @Test(arguments: RandomSeeds.fresh(20))
    func `no bytes crash it`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let alphabet = Array(") (0123456789-SZ\n\0\u{ff}99999999999999999999".utf8)
            let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let text = String(decoding: bytes, as: UTF8.self)
            _ = parse(text)
        }
    }
}
