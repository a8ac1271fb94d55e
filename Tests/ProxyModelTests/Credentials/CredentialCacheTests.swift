import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct CredentialCacheTests {
    /// Long after the files of these tests are written, so that their times are relied upon.
    private static let later = Timestamp(seconds: 4_000_000_000)

    /// Long before.
    private static let earlier = Timestamp(seconds: 1_000_000_000)

    private func put(_ email: String, _ name: String, in directory: TemporaryDirectory) throws {
        let text = #"{"type":"codex","access_token":"a","email":"\#(email)"}"#
        try FileSystem.write(text, atomicallyTo: directory.path(name), mode: 0o600)
    }

    private func labels(
        in directory: TemporaryDirectory,
        _ cache: inout CredentialCache,
        now: Timestamp = later
    ) throws -> [String] {
        let provider = ProviderDirectory(path: directory.path)
        return try CredentialDirectory(provider, kind: .codex).read(now: now, cache: &cache).accounts.map(\.label)
    }

    @Test func `what has not changed is not read again`() throws {
        try withTemporaryDirectory { directory in
            try put("a", "1.json", in: directory)
            try put("b", "2.json", in: directory)
            var cache = CredentialCache()
            #expect(try labels(in: directory, &cache) == ["a", "b"])
            #expect(cache.readCount == 3, "the directory and two files")
            for _ in 0..<10 { #expect(try labels(in: directory, &cache) == ["a", "b"]) }
            #expect(cache.readCount == 3)
        }
    }

    @Test func `what was modified only just before it was read is read again`() throws {
        try withTemporaryDirectory { directory in
            try put("a", "1.json", in: directory)
            var cache = CredentialCache()
            _ = try labels(in: directory, &cache, now: Self.earlier)
            let first = cache.readCount
            #expect(try labels(in: directory, &cache, now: Self.earlier) == ["a"])
            #expect(cache.readCount == 2 * first)
        }
    }

    @Test func `a time of modification is relied on when it lies more than two seconds back`() throws {
        try withTemporaryDirectory { directory in
            try put("a", "1.json", in: directory)
            let info = try #require(try FileSystem.info(directory.path("1.json")))
            let limit = Timestamp(
                seconds: info.modified / 1_000_000_000 + 2,
                nanoseconds: Int32(info.modified % 1_000_000_000)
            )
            #expect(CredentialCache.Revision(info, now: limit) == nil)
            #expect(CredentialCache.Revision(info, now: limit.advanced(bySeconds: 1)) == CredentialCache.Revision(info))
            #expect(CredentialCache.Revision(info, now: Timestamp(seconds: .min)) == nil)
        }
    }

    @Test func `only the file that was replaced is read again`() throws {
        try withTemporaryDirectory { directory in
            try put("a", "1.json", in: directory)
            try put("b", "2.json", in: directory)
            var cache = CredentialCache()
            _ = try labels(in: directory, &cache)
            let before = cache.readCount
            try put("c", "2.json", in: directory)
            #expect(try labels(in: directory, &cache) == ["a", "c"])
            #expect(cache.readCount == before + 2, "the directory and one file")
        }
    }

    @Test func `a file that was written in place is read again`() throws {
        try withTemporaryDirectory { directory in
            try put("a", "1.json", in: directory)
            var cache = CredentialCache()
            _ = try labels(in: directory, &cache)
            let before = cache.readCount
            let file = try LogFile.open(directory.path("1.json"))
            try Descriptor.writeAll(file.descriptor, " ")
            #expect(try labels(in: directory, &cache) == ["a"])
            #expect(cache.readCount == before + 1, "the directory has not changed")
        }
    }

    @Test func `files that come and go come and go`() throws {
        try withTemporaryDirectory { directory in
            var cache = CredentialCache()
            #expect(try labels(in: directory, &cache) == [])
            try put("a", "1.json", in: directory)
            #expect(try labels(in: directory, &cache) == ["a"])
            try put("b", "0.json", in: directory)
            #expect(try labels(in: directory, &cache) == ["b", "a"])
            try FileSystem.remove(directory.path("1.json"))
            #expect(try labels(in: directory, &cache) == ["b"])
            try FileSystem.removeTree(directory.path)
            #expect(try labels(in: directory, &cache) == [])
        }
    }

    @Test func `the state follows the clock although nothing is read again`() throws {
        try withTemporaryDirectory { directory in
            let text = #"{"type":"codex","access_token":"a","expired":"2100-01-01T00:00:00Z"}"#
            try FileSystem.write(text, atomicallyTo: directory.path("1.json"), mode: 0o600)
            let credentials = CredentialDirectory(ProviderDirectory(path: directory.path), kind: .codex)
            let expiry = try #require(Timestamp("2100-01-01T00:00:00Z"))
            var cache = CredentialCache()
            var states: [AccountState] = []
            for seconds in [Int64(-86_400), -60, 60] {
                let contents = try credentials.read(now: expiry.advanced(bySeconds: seconds), cache: &cache)
                states += contents.accounts.map(\.state)
            }
            #expect(states == [.ok, .expiring, .expired])
            #expect(cache.readCount == 2)
        }
    }

    @Test func `broken files are not read again either, until they change`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.write("{", atomicallyTo: directory.path("1.json"), mode: 0o600)
            var cache = CredentialCache()
            #expect(try labels(in: directory, &cache) == ["1.json"])
            let before = cache.readCount
            #expect(try labels(in: directory, &cache) == ["1.json"])
            #expect(cache.readCount == before)
            try put("a", "1.json", in: directory)
            #expect(try labels(in: directory, &cache) == ["a"])
        }
    }

    @Test func `a link is a broken one until its target appears`() throws {
        try withTemporaryDirectory { directory in
            try SpecialFiles.makeLink(to: "target", at: directory.path("1.json"))
            var cache = CredentialCache()
            #expect(try labels(in: directory, &cache) == ["1.json"])
            try put("a", "target", in: directory)
            #expect(try labels(in: directory, &cache) == ["a"])
        }
    }

    @Test func `directories do not share what is known`() throws {
        try withTemporaryDirectory { first in
            try withTemporaryDirectory { second in
                try put("a", "1.json", in: first)
                try put("b", "1.json", in: second)
                var cache = CredentialCache()
                for _ in 0..<2 {
                    let labels = [try labels(in: first, &cache), try labels(in: second, &cache)]
                    #expect(labels == [["a"], ["b"]])
                }
            }
        }
    }
}
