import HTTPTransport
import PlatformSupport
import ProxyModel
import Testing

@testable import Gateway

/// When lines are written.
struct OutputLogTests {
    private static func record(_ path: String) -> RequestRecord {
        RequestRecord(time: Timestamp(seconds: 0), method: "GET", path: path, status: 200)
    }

    /// What has been written so far.
    private static func text(_ descriptor: CInt) throws -> String {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        guard try Descriptor.waitUntilReadable(descriptor, timeout: .zero) else { return "" }
        let count = try bytes.withUnsafeMutableBytes { try Descriptor.read(descriptor, into: $0) }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// Runs `body` while lines are collected, and gives back what was written behind its end.
    private static func collecting(
        _ body: @escaping @Sendable (EventLoop, OutputLog, CInt) async throws -> Void
    ) throws -> String {
        let pipe = try Pipe()
        let log = OutputLog(descriptor: pipe.writeEnd.raw)
        let descriptor = pipe.readEnd.raw
        try EventLoop.run { loop in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await log.collectLines(on: loop) }
                await loop.yield()
                try await body(loop, log, descriptor)
                group.cancelAll()
            }
        }
        return try text(pipe.readEnd.raw)
    }

    @Test func `without anybody who collects them lines are written at once`() throws {
        let pipe = try Pipe()
        let log = OutputLog(descriptor: pipe.writeEnd.raw)
        log.write(Self.record("/one"))
        #expect(try Self.text(pipe.readEnd.raw).contains(#""path":"/one""#))
        log.write(.info, "two")
        #expect(try Self.text(pipe.readEnd.raw).hasSuffix("\"two\"}\n"))
    }

    @Test func `collected lines are written by themselves, again and again`() throws {
        _ = try Self.collecting { loop, log, descriptor in
            for path in ["/one", "/two", "/three"] {
                log.write(Self.record(path))
                #expect(try Self.text(descriptor).isEmpty)
                try await loop.readable(descriptor)
                let text = try Self.text(descriptor)
                #expect(text.contains("\"\(path)\"") && text.hasSuffix("}\n"))
            }
        }
    }

    @Test func `a message goes out at once, behind the lines that came before it`() throws {
        _ = try Self.collecting { _, log, descriptor in
            log.write(Self.record("/one"))
            log.write(.warning, "two")
            let lines = try Self.text(descriptor).split(separator: "\n")
            #expect(lines.map { $0.contains("/one") } == [true, false])
            #expect(lines.map { $0.contains(#""warning""#) } == [false, true])
        }
    }

    @Test func `what is collected at the end is written, and nothing is collected after it`() throws {
        let text = try Self.collecting { _, log, _ in
            for number in 0..<10 { log.write(Self.record("/\(number)")) }
        }
        #expect(text.split(separator: "\n").count == 10)
    }

    @Test func `no more is collected than fits into some kilobytes, and each line stays whole`() throws {
        let rest = try Self.collecting { _, log, descriptor in
            var text = ""
            for number in 0..<1000 {
                log.write(Self.record("/path/\(number)"))
                text += try Self.text(descriptor)
            }
            // What is missing has not been written yet.
            let lines = text.split(separator: "\n")
            #expect(lines.count > 800 && lines.count < 1000)
            #expect(text.hasSuffix("}\n"))
            #expect(lines.enumerated().allSatisfy { $1.contains("\"/path/\($0)\"") })
        }
        #expect(rest.split(separator: "\n").last?.contains(#""/path/999""#) == true)
    }
}
