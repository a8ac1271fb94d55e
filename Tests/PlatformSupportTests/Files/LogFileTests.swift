import PlatformSupport
import TestSupport
import Testing

struct LogFileTests {
    @Test func `a log is appended to, private and never a link`() throws {
        try withTemporaryDirectory { directory in
            for text in ["one\n", "two\n"] {
                let log = try LogFile.open(directory.path("log"))
                try Descriptor.writeAll(log.descriptor, text)
            }
            #expect(try FileSystem.read(directory.path("log")) == Array("one\ntwo\n".utf8))
            #expect(try FileSystem.info(directory.path("log"))?.mode == 0o600)
            #expect(try LogFile.open(directory.path("log")).size() == 8)
            try run("/bin/ln", "-s", "log", directory.path("link"))
            #expect(throws: SystemError.self) { _ = try LogFile.open(directory.path("link")) }
        }
    }

    @Test func `an existing log loses permissions that it should not have`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.write("x", atomicallyTo: directory.path("log"), mode: 0o666, durable: false)
            _ = try LogFile.open(directory.path("log"))
            #expect(try FileSystem.info(directory.path("log"))?.mode == 0o600)
        }
    }

    @Test func `after truncation a writer goes on at the new beginning`() throws {
        try withTemporaryDirectory { directory in
            let log = try LogFile.open(directory.path("log"))
            try Descriptor.writeAll(log.descriptor, "old")
            try LogFile.truncate(descriptor: log.descriptor)
            try Descriptor.writeAll(log.descriptor, "new")
            #expect(try FileSystem.read(directory.path("log")) == Array("new".utf8))
        }
    }

    @Test func `the beginning goes in whole blocks and the rest stays, or it is said that it cannot be done`() throws {
        try withTemporaryDirectory { directory in
            let log = try LogFile.open(directory.path("log"))
            let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 / 256) }
            try Descriptor.writeAll(log.descriptor, bytes)
            switch try LogFile.discardPrefix(descriptor: log.descriptor, bytes: 50_000) {
            case .removed(let count):
                #expect(count > 40_000 && count <= 50_000)
                #expect(try FileSystem.read(directory.path("log")) == Array(bytes.dropFirst(Int(count))))
                try Descriptor.writeAll(log.descriptor, "end")
                #expect(try FileSystem.read(directory.path("log")).suffix(3) == Array("end".utf8)[...])
            case .unsupported:
                #expect(try FileSystem.read(directory.path("log")) == bytes)
            }
        }
    }

    @Test func `more than there is never empties the file, and less than a block changes nothing`() throws {
        try withTemporaryDirectory { directory in
            let log = try LogFile.open(directory.path("log"))
            #expect(try LogFile.discardPrefix(descriptor: log.descriptor, bytes: 1 << 40) == .removed(0))
            try Descriptor.writeAll(log.descriptor, "short")
            #expect(try LogFile.discardPrefix(descriptor: log.descriptor, bytes: 1 << 40) == .removed(0))
            #expect(try log.size() == 5)
        }
    }

    @Test func `nothing that is appended at the same time is lost`() throws {
        try withTemporaryDirectory { directory in
            let log = try LogFile.open(directory.path("log"))
            let writer = try Child(
                script: "i=100000; while [ $i -lt 140000 ]; do echo $i; i=$((i+1)); done",
                standardOutput: log.descriptor
            )
            var removed: UInt64 = 0
            while !writer.handle.hasEnded {
                guard case .removed(let count) = try LogFile.discardPrefix(descriptor: log.descriptor, bytes: 65_536)
                else { break }
                removed += count
            }
            #expect(writer.handle.waitUntilEnded(timeout: .seconds(60)))
            let rest = String(decoding: try FileSystem.read(directory.path("log")), as: UTF8.self)
            // 40,000 lines of seven bytes: what is left must be exactly the end of them.
            #expect(rest.utf8.count == 280_000 - Int(removed))
            let lines = rest.split(separator: "\n").dropFirst().suffix(1000)
            #expect(Array(lines) == (140_000 - lines.count..<140_000).map { Substring("\($0)") })
        }
    }

    @Test func `a descriptor that is no file is an error`() throws {
        let pipe = try Pipe()
        try Descriptor.writeAll(pipe.writeEnd.raw, "x")
        #expect(try LogFile.discardPrefix(descriptor: pipe.writeEnd.raw, bytes: 1 << 20) == .removed(0))
        #expect(throws: SystemError.self) { try LogFile.discardPrefix(descriptor: -1, bytes: 1) }
    }
}
