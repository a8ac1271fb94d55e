import PlatformSupport
import TestSupport
import Testing

@Suite("Watched files")
struct FileWatcherTests {
    @Test func `a file that is written to again and again is told once, until it is asked again`() throws {
        try withTemporaryDirectory { directory in
            let log = try LogFile.open(directory.path("log"))
            let watcher = try FileWatcher()
            let token = try watcher.watchOnce(log.path)
            for _ in 0..<100 { try Descriptor.writeAll(log.descriptor, "line\n") }
            #expect(try Descriptor.waitUntilReadable(watcher.descriptor, timeout: .seconds(5)))
            #expect(try watcher.drain() == [token])
            try Descriptor.writeAll(log.descriptor, "line\n")
            #expect(try watcher.drain() == [])
            let again = try watcher.watchOnce(log.path)
            try Descriptor.writeAll(log.descriptor, "line\n")
            #expect(try watcher.drain() == [again])
        }
    }

    @Test func `the same file watched twice has one token`() throws {
        try withTemporaryDirectory { directory in
            let log = try LogFile.open(directory.path("log"))
            let watcher = try FileWatcher()
            #expect(try watcher.watchOnce(log.path) == watcher.watchOnce(log.path))
        }
    }

    @Test func `what comes, goes and is replaced in a directory is told`() throws {
        try withTemporaryDirectory { directory in
            let watcher = try FileWatcher()
            let token = try watcher.watch(directory: directory.path)
            try FileSystem.write("a", atomicallyTo: directory.path("file"), mode: 0o600)
            #expect(try watcher.drain() == [token])
            try FileSystem.remove(directory.path("file"))
            #expect(try watcher.drain() == [token])
            watcher.unwatch(token)
            try FileSystem.write("a", atomicallyTo: directory.path("file"), mode: 0o600)
            #expect(try watcher.drain() == [])
        }
    }

    @Test func `a file that is not there is an error with its name`() throws {
        let watcher = try FileWatcher()
        let error = #expect(throws: SystemError.self) { try watcher.watchOnce("/nowhere/at/all") }
        #expect(error?.description.contains("/nowhere/at/all") == true)
    }

    @Test func `more changes than the system notes down are told of everything`() throws {
        try withTemporaryDirectory { directory in
            let watcher = try FileWatcher()
            try FileSystem.write("", atomicallyTo: directory.path("0"), mode: 0o600)
            let token = try watcher.watch(directory: directory.path)
            // Two changes each.
            for number in 0..<20_000 {
                try FileSystem.rename(directory.path("\(number % 2)"), to: directory.path("\(1 - number % 2)"))
            }
            #expect(try watcher.drain() == [token])
            #expect(try watcher.drain() == [])
        }
    }
}
