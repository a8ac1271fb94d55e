import PlatformSupport
import TestSupport
import Testing

@testable import CCProxyCommands

/// Reads everything that is there as lines.
private struct LineReader {
    let reader: LogReader
    var assembler = LineAssembler()

    init(_ path: String, fromEnd: Bool = false) throws {
        let snapshot = try LogSnapshot.take(path)
        reader = try LogReader(snapshot, at: fromEnd ? snapshot.end : 0)
    }

    mutating func lines(step: Int = 1 << 16) throws -> [String] {
        var lines: [String] = []
        while case let bytes = try reader.next(step), !bytes.isEmpty {
            lines += assembler.lines(in: bytes).map { String(decoding: $0, as: UTF8.self) }
        }
        return lines
    }
}

/// Fails with the first difference, and not with thousands of lines.
private func expectSame(_ read: [String], _ written: [String]) throws {
    let same = zip(read, written).prefix { $0 == $1 }.count
    let next = (read.dropFirst(same).first, written.dropFirst(same).first)
    let difference = "after \(same) lines: \(next.0 ?? "nothing") instead of \(next.1 ?? "nothing")"
    try #require(same == read.count && same == written.count, "\(difference)")
}

struct LogReaderTests {
    @Test func `all parts are read as one, oldest first`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"))
            var written = try log.append(10)
            try log.cut(40)
            written += try log.append(10)
            try log.cut(33)
            written += try log.append(3)
            var reader = try LineReader(log.path)
            #expect(try reader.lines() == written)
        }
    }

    @Test func `a log that is cut at the front goes on where it was left`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"))
            var written = try log.append(100)
            var reader = try LineReader(log.path)
            var read = try reader.lines()
            written += try log.append(5)
            try log.cut(300)
            written += try log.append(5)
            read += try reader.lines()
            #expect(read == written)
            #expect(!reader.reader.takeGap())
        }
    }

    @Test func `a log that is emptied after it was copied goes on at its beginning`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"))
            var written = try log.append(100)
            var reader = try LineReader(log.path)
            var read = try reader.lines()
            written += try log.append(7)
            try log.cut(try FileSystem.read(log.path).count)
            written += try log.append(5)
            read += try reader.lines()
            #expect(read == written)
        }
    }

    @Test func `a log that is renamed is read to its end before the new one`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("daemon.log"))
            var written = try log.append(10)
            var reader = try LineReader(log.path)
            var read = try reader.lines()
            written += try log.append(5)
            try log.rename()
            written += try log.append(5)
            try log.rename()
            written += try log.append(5)
            read += try reader.lines()
            #expect(read == written)
        }
    }

    @Test func `what has lost its name is still read to its end`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("daemon.log"), keep: 1)
            var written = try log.append(10)
            var reader = try LineReader(log.path)
            var read = try reader.lines()
            written += try log.append(5)
            try FileSystem.remove(log.path)
            written += try log.append(5)
            read += try reader.lines()
            #expect(read == written)
        }
    }

    @Test func `a part that is copied and not yet cut off is not read twice`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"))
            var written = try log.append(50)
            var reader = try LineReader(log.path)
            var early: [String] = []
            var fresh: [String] = []
            try log.cut(200) {
                early = try reader.lines()
                var other = try LineReader(log.path)
                fresh = try other.lines()
            }
            #expect(early == written)
            #expect(fresh == written)
            let added = try log.append(5)
            written += added
            #expect(try reader.lines() == added)
        }
    }

    @Test func `a copy from the middle of a log that is not yet cut is not read twice`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"))
            let written = try log.append(500)
            var early: [String] = []
            try log.cut(400, skipping: 2000) {
                var reader = try LineReader(log.path)
                early = try reader.lines()
            }
            #expect(early == written)
        }
    }

    @Test func `several copies that wait for one cut are not read twice`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"))
            let written = try log.append(500)
            let whole = try FileSystem.read(log.path)
            try FileSystem.write(Array(whole[..<1000]), atomicallyTo: "\(log.path).3", mode: 0o600, durable: false)
            try FileSystem.write(Array(whole[1000..<2000]), atomicallyTo: "\(log.path).2", mode: 0o600, durable: false)
            try FileSystem.write(Array(whole[2000..<2500]), atomicallyTo: "\(log.path).1", mode: 0o600, durable: false)
            var reader = try LineReader(log.path)
            try expectSame(try reader.lines(), written)
        }
    }

    @Test func `what was read and then lost brings nothing back`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"), keep: 3)
            try log.append(10)
            try log.cut(100)
            try log.append(600, padding: 1000)
            var reader = try LineReader(log.path)
            _ = try reader.lines()
            try log.empty(losing: 400)
            var added = try log.append(400, padding: 1000)
            try log.cut(try FileSystem.read(log.path).count)
            added += try log.append(400, padding: 1000)
            try log.cut(try FileSystem.read(log.path).count)
            added += try log.append(3)
            try expectSame(try reader.lines(), added)
        }
    }

    @Test func `a log that somebody empties is read from its new beginning`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"))
            try log.append(50)
            var reader = try LineReader(log.path)
            _ = try reader.lines()
            try log.empty()
            let added = try log.append(3)
            #expect(try reader.lines() == added)
            #expect(reader.reader.takeGap())
        }
    }

    @Test func `parts that were dropped unread are a gap, and what is left follows`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"), keep: 1)
            try log.append(10)
            var reader = try LineReader(log.path)
            _ = try reader.lines()
            try log.append(100)
            try log.cut(try FileSystem.read(log.path).count)
            let kept = try log.append(10)
            try log.cut(try FileSystem.read(log.path).count)
            let added = try log.append(3)
            #expect(try reader.lines() == kept + added)
            #expect(reader.reader.takeGap())
        }
    }

    @Test func `a log that does not exist yet is read when it comes`() throws {
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"))
            var reader = try LineReader(log.path)
            #expect(try reader.lines() == [])
            let written = try log.append(3)
            #expect(try reader.lines() == written)
        }
    }

    @Test(arguments: RandomSeeds.fresh(20))
    func `whatever happens to a log, every line is read once`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        try withTemporaryDirectory { directory in
            let log = GrowingLog(directory.path("engine.log"), keep: 40)
            var written = try log.append(3)
            var reader = try LineReader(log.path)
            var read: [String] = []
            for _ in 0..<60 {
                switch Int.random(in: 0..<6, using: &random) {
                case 0:
                    let size = try FileSystem.read(log.path).count
                    if size > 100 { try log.cut(Int.random(in: 100...size, using: &random)) }
                case 1:
                    try log.rename()
                case 2, 3:
                    let padding = Int.random(in: 0...60, using: &random)
                    written += try log.append(Int.random(in: 0...40, using: &random), padding: padding)
                default:
                    read += try reader.lines(step: Int.random(in: 1...5000, using: &random))
                    try expectSame(read, written)
                }
            }
            read += try reader.lines()
            try expectSame(read, written)
            #expect(!reader.reader.takeGap())
        }
    }
}
