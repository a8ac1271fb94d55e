import PlatformSupport
import TestSupport
import Testing

@Suite("Who shares in a lock")
struct LockHoldersTests {
    @Test func `is whoever inherited the locked file, and not who merely has it open`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("lock")
            let lock = try FileLock.acquire(path)
            let output = try Descriptor.create(directory.path("out"))
            func sleeper(keeping descriptor: CInt) throws -> ProcessHandle {
                try ProcessHandle.spawn(
                    SpawnRequest(
                        executable: "/bin/sleep",
                        arguments: ["sleep", "1000"],
                        environment: [:],
                        workingDirectory: "/",
                        standardOutput: output.raw,
                        keepDescriptor: descriptor
                    )
                )
            }
            let heir = try sleeper(keeping: lock.descriptor)
            let opened = try Descriptor.open(path)
            let reader = try sleeper(keeping: opened.raw)
            defer {
                for process in [heir, reader] {
                    try? process.signal(.kill)
                    process.waitUntilEnded()
                    _ = process.reap()
                }
            }
            let holders = LockHolders.pids(holding: path)
            #expect(holders.contains(heir.pid))
            #expect(!holders.contains(reader.pid))
            #expect(LockHolders.isHolding(path, pid: heir.pid))
            #expect(!LockHolders.isHolding(path, pid: reader.pid))
            _ = consume lock
            _ = consume opened
        }
    }

    @Test func `is nobody for a file that does not exist`() {
        #expect(LockHolders.pids(holding: "/nowhere/at/all") == [])
    }
}
