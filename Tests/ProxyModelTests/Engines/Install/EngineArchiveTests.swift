import PlatformSupport
import ProxyModel
import TestSupport
import Testing

struct EngineArchiveTests {
    @Test func `what was copied is verified, whatever becomes of the file that it came from`() throws {
        try withTemporaryDirectory { directory in
            let (original, copy) = (directory.path("release.tar.gz"), directory.path("copy"))
            let bytes = [UInt8]((0..<700_000).map { UInt8(truncatingIfNeeded: $0) })
            try FileSystem.write(bytes, atomicallyTo: original, mode: 0o644)
            try EngineArchive(path: original).copy(to: copy)
            try FileSystem.write("another", atomicallyTo: original, mode: 0o644)
            #expect(try FileSystem.read(copy) == bytes)
            #expect(try FileSystem.info(copy)?.mode == 0o600)
            var hash = SHA256()
            hash.update(bytes)
            let digest = hash.hexadecimal()
            try EngineArchive(path: copy).verify(sha256: digest)
            #expect(throws: EngineInstallError.self) { try EngineArchive(path: original).verify(sha256: digest) }
        }
    }

    @Test func `what is not there is said`() throws {
        try withTemporaryDirectory { directory in
            let failure = #expect(throws: EngineInstallError.self) {
                try EngineArchive(path: directory.path("none")).copy(to: directory.path("copy"))
            }
            #expect(failure?.description.contains(directory.path("none")) == true)
        }
    }
}
