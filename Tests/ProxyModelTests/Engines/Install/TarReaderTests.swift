import TestSupport
import Testing

@testable import ProxyModel

struct TarReaderTests {
    /// Entries with all of their contents.
    private struct Found: Equatable {
        let entry: TarEntry
        var contents: [UInt8] = []
    }

    private static func read(_ bytes: [UInt8], inPiecesOf size: Int) throws -> [Found] {
        var reader = TarReader()
        var found: [Found] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            try reader.read(bytes[start..<min(start + size, bytes.count)]) { event in
                switch event {
                case .entry(let entry): found.append(Found(entry: entry))
                case .content(let piece): found[found.count - 1].contents += piece
                }
            }
        }
        try reader.finish()
        return found
    }

    private static let sample: [UInt8] = {
        var tar = TarBuilder()
        tar.add("LICENSE", Array("MIT".utf8))
        tar.add("deep/", kind: "5")
        tar.addPax("path", "deep/a name that is long.txt")
        tar.add("short", [UInt8](repeating: 7, count: 1300))
        tar.add("././@LongLink", Array("gnu/has/its/own/way\0".utf8), kind: "L")
        tar.add("gnu", Array("x".utf8))
        tar.add("file", [], prefix: "some/prefix")
        tar.add("exact", [UInt8](repeating: 9, count: 512))
        return tar.finished
    }()

    @Test(arguments: [1, 7, 511, 512, 513, 100_000])
    func `an archive reads the same whatever pieces it comes in`(size: Int) throws {
        let found = try Self.read(Self.sample, inPiecesOf: size)
        #expect(
            found.map(\.entry.path) == [
                "LICENSE", "deep/", "deep/a name that is long.txt", "gnu/has/its/own/way", "some/prefix/file", "exact",
            ]
        )
        #expect(found.map(\.contents.count) == [3, 0, 1300, 1, 0, 512])
        #expect(found[1].entry.kind == .directory && found[0].contents == Array("MIT".utf8))
    }

    @Test func `an archive that ends anywhere before its end is not whole`() throws {
        // The last 1024 bytes are the end; one block of it is enough.
        for count in stride(from: 0, through: Self.sample.count - 1025, by: 97) {
            #expect(throws: TarError.truncated) { try Self.read(Array(Self.sample.prefix(count)), inPiecesOf: 4096) }
        }
    }

    @Test func `a header with a wrong checksum is no header`() {
        var bytes = Self.sample
        bytes[0] ^= 1
        #expect(throws: TarError.damagedHeader) { try Self.read(bytes, inPiecesOf: 4096) }
        #expect(throws: TarError.damagedHeader) {
            try Self.read(Array(String(repeating: "<html>", count: 200).utf8), inPiecesOf: 4096)
        }
    }

    @Test func `numbers that are none are refused`() {
        var tar = TarBuilder()
        tar.add("x", size: "00000000zzz")
        #expect(throws: TarError.malformed("a size is no number")) { try Self.read(tar.finished, inPiecesOf: 4096) }
        var binary = TarBuilder()
        binary.add("x", size: "\u{7F}0000000000")
        #expect(throws: TarError.self) { try Self.read(binary.finished, inPiecesOf: 4096) }
        var pax = TarBuilder()
        pax.addPax("size", "-1")
        pax.add("x")
        #expect(throws: TarError.malformed("a size is no number")) { try Self.read(pax.finished, inPiecesOf: 4096) }
    }

    @Test func `links and devices are told from files`() throws {
        var tar = TarBuilder()
        tar.add("soft", kind: "2", link: "/etc/passwd")
        tar.add("hard", kind: "1", link: "LICENSE")
        tar.add("fifo", kind: "6")
        let kinds = try Self.read(tar.finished, inPiecesOf: 4096).map(\.entry.kind)
        #expect(kinds == [.link(to: "/etc/passwd"), .link(to: "LICENSE"), .special(UInt8(ascii: "6"))])
    }

    @Test(arguments: [
        ("cli-proxy-api", false), ("./cli-proxy-api", false), ("a/..b/c", false), ("../cli-proxy-api", true),
        ("a/../../b", true), ("/etc/passwd", true), ("a\\..\\b", true), ("..", true),
    ])
    func `a path that leads out is seen`(path: String, escapes: Bool) {
        #expect(TarEntry(path: path, kind: .file, size: 0).escapes == escapes)
    }

    @Test(arguments: RandomSeeds.fresh(40))
    func `whatever the bytes are, they are read or refused`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var bytes = Self.sample
        for _ in 0..<Int.random(in: 1...20, using: &random) {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
        }
        do {
            _ = try Self.read(bytes, inPiecesOf: Int.random(in: 1...2000, using: &random))
        } catch {
            #expect(error is TarError)
        }
    }
}
