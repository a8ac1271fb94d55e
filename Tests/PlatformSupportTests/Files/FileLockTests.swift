import PlatformSupport
import TestSupport
import Testing

/// The release of a lock is waited for, since what is dropped may stay locked for a moment.
///
/// Processes that other tests are just starting have copies of all descriptors until they execute their programs.
@Suite(.timeLimit(.minutes(1)))
struct FileLockTests {
    @Test func `one at a time has the lock, and the next after it is dropped`() throws {
        try withTemporaryDirectory { directory in
            do {
                let first = try FileLock.acquire(directory.path("lock"))
                #expect(try isHeld(directory.path("lock")))
                #expect(first.descriptor >= 0)
            }
            let second = try FileLock.acquire(directory.path("lock"))
            #expect(second.descriptor >= 0)
        }
    }

    @Test func `a kept descriptor keeps the lock until it is closed`() throws {
        try withTemporaryDirectory { directory in
            do {
                let kept = try FileLock.acquire(directory.path("lock")).keep()
                #expect(try isHeld(directory.path("lock")))
                #expect(kept.raw >= 0)
            }
            let next = try FileLock.acquire(directory.path("lock"))
            #expect(next.descriptor >= 0)
        }
    }

    @Test func `a child that has inherited the lock holds it until the last of its group is gone`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("lock")
            let pipe = try Pipe()
            let child = try spawnHolder(path, output: pipe.writeEnd.raw)
            #expect(try line(from: pipe.readEnd.raw) == "ready")
            #expect(try isHeld(path), "ours is closed, the child's is not")
            let holders = LockHolders.pids(holding: path)
            #expect(holders.contains(child.pid) && !holders.contains(CurrentProcess.pid))
            #expect(holders.filter { ProcessFacts.of(pid: $0)?.session == child.pid }.count == 2)
            try child.handle.signal(.kill)
            #expect(child.handle.waitUntilEnded(timeout: .seconds(30)))
            #expect(try isHeld(path), "the grandchild lives")
            try child.handle.signalGroup(.kill)
            let lock = try FileLock.acquire(path)
            #expect(lock.descriptor >= 0)
        }
    }

    private func spawnHolder(_ path: String, output: CInt) throws -> Child {
        let lock = try FileLock.acquire(path)
        return try Child(
            script: "sleep 1000 & echo ready; wait",
            standardOutput: output,
            keepDescriptor: lock.descriptor
        )
    }

    @Test func `a file removed and made anew is locked anew, and both know it`() throws {
        try withTemporaryDirectory { directory in
            let old = try FileLock.acquire(directory.path("lock"))
            try FileSystem.remove(directory.path("lock"))
            let new = try FileLock.acquire(directory.path("lock"))
            #expect(try isHeld(directory.path("lock")))
            #expect(old.descriptor >= 0 && new.descriptor >= 0)
        }
    }

    @Test func `many at once: never two holders`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("lock")
            let counter = directory.path("counter")
            try FileSystem.write("0", atomicallyTo: counter, mode: 0o600, durable: false)
            // Processes, since the threads of one would be no different from it.
            let children = try (0..<4).map { _ in
                try Child(
                    "/bin/sh",
                    [
                        "-c",
                        """
                        i=0; while [ $i -lt 15 ]; do
                          flock '\(path)' sh -c "read n < '\(counter)'; echo \\$((n+1)) > '\(counter)'"; i=$((i+1))
                        done
                        """,
                    ]
                )
            }
            for _ in 0..<15 {
                let lock = try FileLock.acquire(path)
                let text = String(decoding: try FileSystem.read(counter).dropLast(while: { $0 == 10 }), as: UTF8.self)
                let count = try #require(Int(text))
                try FileSystem.write("\(count + 1)\n", atomicallyTo: counter, mode: 0o600, durable: false)
                #expect(lock.descriptor >= 0)
            }
            for child in children {
                #expect(child.handle.waitUntilEnded(timeout: .seconds(60)))
                #expect(child.handle.reap() == .exited(code: 0))
            }
            #expect(try FileSystem.read(counter) == Array("75\n".utf8))
        }
    }

    @Test func `a lock that cannot be made names its file`() throws {
        let error = try #require(throws: SystemError.self) { _ = try FileLock.tryAcquire("/nonexistent/lock") }
        #expect(error.description == "lock /nonexistent/lock: No such file or directory")
    }

    @Test func `a link that leads nowhere is an error that names it, and not a wait for ever`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("lock")
            try FileSystem.writeLink(to: directory.path("nowhere"), atomicallyAt: path)
            let error = try #require(throws: SystemError.self) { _ = try FileLock.tryAcquire(path) }
            #expect(error.description.contains(path))
            #expect(!FileSystem.exists(directory.path("nowhere")), "nothing is made through the link")
            try FileSystem.write("", atomicallyTo: directory.path("nowhere"), mode: 0o600)
            #expect(try !isHeld(path), "a link to a file is as good as the file")
        }
    }

    private func isHeld(_ path: String) throws -> Bool {
        switch try FileLock.tryAcquire(path) {
        case .some: false
        case nil: true
        }
    }
}

extension Array {
    fileprivate func dropLast(while condition: (Element) -> Bool) -> ArraySlice<Element> {
        var rest = self[...]
        while let last = rest.last, condition(last) { rest.removeLast() }
        return rest
    }
}
