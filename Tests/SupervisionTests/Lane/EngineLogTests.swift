import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import Supervision

@Suite("An engine's log")
struct EngineLogTests {
    @Test func `what was kept stays when a part cannot be copied`() throws {
        try withLog(partSize: 8192, size: 10_000) { directory, log in
            try FileSystem.write("older", atomicallyTo: directory.olderLog(1), mode: 0o600)
            // In the way of every copy.
            try FileSystem.createDirectory(directory.currentLog + ".new/x", mode: 0o700)
            #expect(throws: SystemError.self) { try log.rotateIfNeeded() }
            #expect(try FileSystem.read(directory.olderLog(1)) == Array("older".utf8))
            #expect(try FileSystem.info(log.path)?.size == 10_000)
            try FileSystem.removeTree(directory.currentLog + ".new")
            try log.rotateIfNeeded()
            #expect(try FileSystem.read(directory.olderLog(2)) == Array("older".utf8))
            #expect(try FileSystem.info(directory.olderLog(1))?.size == 8192)
        }
    }

    @Test func `a long part is copied in steps, and appears when it is whole`() throws {
        let size = 5 << 20
        try withLog(partSize: 4 << 20, size: size) { directory, log in
            var steps = 0
            guard var rotation = try log.beginRotation() else {
                Issue.record("it is too long")
                return
            }
            while try rotation.advance() {
                steps += 1
                if steps < 4 { #expect(!FileSystem.exists(directory.olderLog(1))) }
            }
            #expect(steps >= 4, "one MiB each")
            #expect(try FileSystem.info(directory.olderLog(1)) != nil)
            #expect(try FileSystem.list(directory.logs).allSatisfy { !$0.hasSuffix(".new") })
        }
    }

    @Test func `a rotation that is given up leaves nothing half-copied`() throws {
        try withLog(partSize: 4 << 20, size: 5 << 20) { directory, log in
            if var rotation = try log.beginRotation() {
                #expect(try rotation.advance())
                #expect(FileSystem.exists(directory.currentLog + ".new"))
            }
            #expect(try FileSystem.list(directory.logs) == ["engine.log"])
            #expect(try FileSystem.info(log.path)?.size == 5 << 20)
        }
    }

    private func withLog(partSize: Int, size: Int, _ body: (ProviderDirectory, EngineLog) throws -> Void) throws {
        try withTemporaryDirectory { temporary in
            let directory = ProviderDirectory(path: temporary.path)
            var limits = LogSettings()
            limits.maximumSize = partSize
            limits.keep = 3
            let log = EngineLog(in: directory, limits: limits)
            let file = try log.open()
            try Descriptor.writeAll(file.descriptor, [UInt8](repeating: 0x2E, count: size))
            try body(directory, log)
        }
    }
}
