import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import Supervision

@Suite("What an earlier daemon has left")
struct EngineAdoptionTests {
    @Test func `a command of ours that only looks at the lock is neither adopted nor ended`() throws {
        try withHolder { directory, holder in
            let executable = try #require(ProcessIdentity.of(pid: holder)).executable
            var adoption = EngineAdoption(directory: directory)
            guard case .engine(let found, _, nil) = adoption.survey() else {
                Issue.record("a leader of a session that holds the lock is an engine")
                return
            }
            #expect(found.pid == holder)
            adoption.ownExecutable = executable
            guard case .nobody = adoption.survey() else {
                Issue.record("a program of ours is no engine")
                return
            }
        }
    }

    @Test func `records go when nobody lives, and stay when somebody does`() throws {
        try withHolder { directory, _ in
            try FileSystem.write("1", atomicallyTo: directory.pidFile, mode: 0o644)
            #expect(try !EngineAdoption(directory: directory).removeStaleRecords())
            #expect(FileSystem.exists(directory.pidFile))
        }
        try withTemporaryDirectory { temporary in
            let directory = ProviderDirectory(path: temporary.path)
            try FileSystem.write("1", atomicallyTo: directory.pidFile, mode: 0o644)
            #expect(try EngineAdoption(directory: directory).removeStaleRecords())
            #expect(!FileSystem.exists(directory.pidFile))
        }
    }

    /// Runs `body` while a process in a session of its own holds a provider's lock; the process ends with it.
    private func withHolder(_ body: (ProviderDirectory, Int32) throws -> Void) throws {
        try withTemporaryDirectory { temporary in
            let directory = ProviderDirectory(path: temporary.path)
            let input = try Pipe()
            let null = try Descriptor.openNullDevice()
            let lock = try FileLock.acquire(directory.lockFile)
            let handle = try ProcessHandle.spawn(
                SpawnRequest(
                    executable: "/bin/cat",
                    arguments: ["cat"],
                    environment: [:],
                    workingDirectory: "/",
                    standardInput: input.readEnd.raw,
                    standardOutput: null.raw,
                    keepDescriptor: lock.descriptor
                )
            )
            _ = consume lock
            defer {
                try? handle.signal(.kill)
                handle.waitUntilEnded()
                _ = handle.reap()
            }
            try body(directory, handle.pid)
        }
    }
}
