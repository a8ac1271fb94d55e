import PlatformSupport
import TestSupport
import Testing

struct ProcessHandleTests {
    @Test func `a child runs, ends, is seen to have ended and is reaped once`() throws {
        let child = try Child("/bin/sh", ["-c", "exit 7"])
        #expect(child.handle.waitUntilEnded(timeout: .seconds(30)))
        #expect(child.handle.hasEnded)
        #expect(child.handle.peekExit() == .exited(code: 7))
        #expect(child.handle.peekExit() == .exited(code: 7))
        #expect(child.handle.reap() == .exited(code: 7))
        #expect(child.handle.reap() == nil)
        #expect(child.handle.hasEnded)
    }

    @Test func `a signal ends it, and the status says which`() throws {
        let child = try Child("/bin/sleep", ["1000"])
        #expect(!child.handle.hasEnded)
        #expect(child.handle.peekExit() == nil)
        #expect(!child.handle.waitUntilEnded(timeout: .milliseconds(1)))
        try child.handle.signal(.terminate)
        #expect(child.handle.waitUntilEnded(timeout: .seconds(30)))
        #expect(child.handle.reap() == .signalled(Signal.terminate.rawValue))
    }

    @Test func `a signal to a process that is gone is an error, and reaches nobody`() throws {
        let child = try Child("/bin/true", [])
        #expect(child.handle.waitUntilEnded(timeout: .seconds(30)))
        _ = child.handle.reap()
        let error = try #require(throws: SystemError.self) { try child.handle.signal(.kill) }
        #expect(error.isNoSuchProcess)
        let groupError = try #require(throws: SystemError.self) { try child.handle.signalGroup(.kill) }
        #expect(groupError.isNoSuchProcess)
    }

    @Test func `a signal to the group reaches grandchildren, also after the leader has ended`() throws {
        let pipe = try Pipe()
        let child = try Child(script: "sleep 1000 & echo $!; exit 0", standardOutput: pipe.writeEnd.raw)
        let pid = try #require(Int32(try line(from: pipe.readEnd.raw)))
        let sleeper = try #require(try ProcessHandle.open(pid: pid))
        #expect(child.handle.waitUntilEnded(timeout: .seconds(30)))
        #expect(child.handle.peekExit() == .exited(code: 0))
        try child.handle.signalGroup(.kill)
        #expect(sleeper.waitUntilEnded(timeout: .seconds(30)))
        #expect(child.handle.reap() == .exited(code: 0))
    }

    @Test func `a process that is no child is watched just as well, but never reaped`() throws {
        let pipe = try Pipe()
        let child = try Child(script: "sleep 1000 & echo $!; wait", standardOutput: pipe.writeEnd.raw)
        let sleeper = try #require(Int32(try line(from: pipe.readEnd.raw)))
        let handle = try #require(try ProcessHandle.open(pid: sleeper))
        #expect(!handle.hasEnded)
        try handle.signal(.terminate)
        #expect(handle.waitUntilEnded(timeout: .seconds(30)))
        #expect(handle.reap() == nil)
        #expect(child.handle.waitUntilEnded(timeout: .seconds(30)))
    }

    @Test(arguments: [0, -1, Int32.min, Int32.max])
    func `a number that no process has is nobody`(pid: Int32) throws {
        #expect(try ProcessHandle.open(pid: pid) == nil)
        #expect(ProcessIdentity.of(pid: pid) == nil)
    }

    @Test func `an identity opens its process`() throws {
        let child = try Child("/bin/sleep", ["1000"])
        let identity = try #require(ProcessIdentity.of(pid: child.pid))
        #expect(try ProcessHandle.open(identity)?.pid == child.pid)
    }

    @Test func `a PID whose start time or boot differs is nobody`() throws {
        let child = try Child("/bin/sleep", ["1000"])
        let real = try #require(ProcessIdentity.of(pid: child.pid))
        let other = ProcessIdentity(
            pid: real.pid,
            startTime: real.startTime - 1,
            bootID: real.bootID,
            executable: real.executable
        )
        let rebooted = ProcessIdentity(
            pid: real.pid,
            startTime: real.startTime,
            bootID: "another boot",
            executable: real.executable
        )
        #expect(try ProcessHandle.open(other) == nil)
        #expect(try ProcessHandle.open(rebooted) == nil)
    }

    @Test func `a zombie is nobody to identify, but can still be reaped`() throws {
        let child = try Child("/bin/sleep", ["1000"])
        let identity = try #require(ProcessIdentity.of(pid: child.pid))
        try child.handle.signal(.kill)
        #expect(child.handle.waitUntilEnded(timeout: .seconds(30)))
        #expect(ProcessIdentity.of(pid: child.pid) == nil)
        #expect(!identity.isAlive)
        #expect(try ProcessHandle.open(identity) == nil)
        #expect(child.handle.reap() == .signalled(Signal.kill.rawValue))
    }
}

/// One line, without its end; what a shell writes with one `echo` comes whole.
func line(from descriptor: CInt) throws -> String {
    var bytes: [UInt8] = []
    while bytes.last != UInt8(ascii: "\n") {
        try #require(try Descriptor.waitUntilReadable(descriptor, timeout: .seconds(30)))
        let count = try withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { buffer throws in
            let count = try Descriptor.read(descriptor, into: buffer)
            bytes.append(contentsOf: buffer[..<count])
            return count
        }
        if count == 0 { break }
    }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
}
