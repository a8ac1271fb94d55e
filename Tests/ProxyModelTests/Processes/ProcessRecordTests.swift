import JSON
import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct ProcessRecordTests {
    private let record = ProcessRecord(
        identity: ProcessIdentity(
            pid: 4123,
            startTime: .max,
            bootID: "0b7c2d1e-5b0e-4f0a-9c42-3d6f3a1f9b77",
            executable: "/opt/\"näme\\ with\nall/ccproxy-gateway"
        ),
        port: 18419,
        engine: "ccproxy-gateway",
        restarts: 3,
        startedAt: Timestamp(seconds: 1_790_000_000, nanoseconds: 123_000_000)
    )

    private func withProvider(_ body: (ProviderDirectory) throws -> Void) throws {
        try withTemporaryDirectory { try body(ProviderDirectory(path: $0.path)) }
    }

    private func store(_ text: String, in provider: ProviderDirectory) throws {
        try FileSystem.write(text, atomicallyTo: provider.recordFile, mode: 0o600, durable: false)
    }

    private func complaint(in provider: ProviderDirectory) -> String? {
        guard case .invalid(let reason) = ProcessRecord.read(from: provider) else { return nil }
        return reason
    }

    @Test func `what was written is read again, to the last bit of the start time`() throws {
        try withProvider { provider in
            try record.write(to: provider)
            #expect(ProcessRecord.read(from: provider) == .record(record))
        }
    }

    @Test func `the PID file holds the decimal PID and nothing else`() throws {
        try withProvider { provider in
            try record.write(to: provider)
            #expect(try FileSystem.read(provider.pidFile) == Array("4123".utf8))
        }
    }

    @Test func `everybody may read the PID, and only the owner the record`() throws {
        try withProvider { provider in
            try FileSystem.write("1", atomicallyTo: provider.pidFile, mode: 0o600, durable: false)
            try FileSystem.write("{}", atomicallyTo: provider.recordFile, mode: 0o666, durable: false)
            try record.write(to: provider)
            #expect(try FileSystem.info(provider.pidFile)?.mode == 0o644)
            #expect(try FileSystem.info(provider.recordFile)?.mode == 0o600)
        }
    }

    @Test func `writing leaves nothing behind but the two files`() throws {
        try withProvider { provider in
            try record.write(to: provider)
            try record.write(to: provider)
            #expect(try FileSystem.list(provider.path) == [".proxy.json", ".proxy.pid"])
        }
    }

    @Test func `without a PID file the record still counts`() throws {
        try withProvider { provider in
            try record.write(to: provider)
            try FileSystem.remove(provider.pidFile)
            #expect(ProcessRecord.read(from: provider) == .record(record))
        }
    }

    @Test(arguments: ["999", "", "not a number", "-1", "4123\n", "99999999999999999999"])
    func `when the PID file disagrees, the record is right`(pid: String) throws {
        try withProvider { provider in
            try record.write(to: provider)
            try FileSystem.write(pid, atomicallyTo: provider.pidFile, mode: 0o644, durable: false)
            #expect(ProcessRecord.read(from: provider) == .record(record))
        }
    }

    @Test func `a PID file alone is no record`() throws {
        try withProvider { provider in
            try FileSystem.write("4123", atomicallyTo: provider.pidFile, mode: 0o644, durable: false)
            #expect(ProcessRecord.read(from: provider) == .absent)
        }
    }

    @Test func `neither files nor a directory means that there is no record`() throws {
        try withProvider { provider in
            #expect(ProcessRecord.read(from: provider) == .absent)
            #expect(ProcessRecord.read(from: ProviderDirectory(path: provider.path + "/none")) == .absent)
        }
    }

    @Test(arguments: ["", "\u{0}", "\u{0}\u{0}\u{0}"])
    func `what a power failure leaves of a record is no record`(text: String) throws {
        try withProvider { provider in
            try store(text, in: provider)
            #expect(ProcessRecord.read(from: provider) == .absent)
        }
    }

    @Test func `removing removes both files, also when only one or none is there`() throws {
        try withProvider { provider in
            try record.write(to: provider)
            try ProcessRecord.remove(from: provider)
            #expect(try FileSystem.list(provider.path) == [])
            try ProcessRecord.remove(from: provider)
            try FileSystem.write("4123", atomicallyTo: provider.pidFile, mode: 0o644, durable: false)
            try ProcessRecord.remove(from: provider)
            #expect(try FileSystem.list(provider.path) == [])
        }
    }

    @Test func `members that a newer version has added are passed over`() throws {
        try withProvider { provider in
            let text = String(decoding: record.encoded, as: UTF8.self)
            try store("{\"new\":[{}]," + text.dropFirst(), in: provider)
            #expect(ProcessRecord.read(from: provider) == .record(record))
        }
    }

    @Test(arguments: [
        " ", "4123", "null", "[]", "\"text\"", "{", "{}", "{\"pid\":4123}", "\u{0}\u{0}{}",
        "{\"type\":\"codex\",\"access_token\":\"secret-token\"}",
    ])
    func `foreign content is invalid, and the reason names the file and quotes nothing`(text: String) throws {
        try withProvider { provider in
            try store(text, in: provider)
            let reason = try #require(complaint(in: provider))
            #expect(reason.contains(provider.recordFile))
            #expect(!reason.contains("secret"))
        }
    }

    @Test(arguments: [
        ("pid", "0"), ("pid", "-4123"), ("pid", "2147483648"), ("pid", "4123.5"), ("pid", "\"4123\""),
        ("start_time", "-1"), ("start_time", "18446744073709551616"), ("port", "0"), ("port", "65536"),
        ("restarts", "-1"), ("restarts", "1e400"), ("started_at", "\"yesterday\""), ("started_at", "1790000000"),
        ("engine", "null"), ("boot_id", "7"), ("executable", "[]"),
    ])
    func `a value that cannot be is invalid, and the reason names the member`(name: String, value: String) throws {
        try withProvider { provider in
            var members = try #require(JSONReader.read(record.encoded).members)
            members.removeAll { $0.name == name }
            members.append(JSONMember(name, try JSONReader.read(Array(value.utf8))))
            var writer = JSONWriter()
            writer.value(.object(members))
            try store(String(decoding: writer.bytes, as: UTF8.self), in: provider)
            #expect(try #require(complaint(in: provider)).contains(name))
        }
    }

    @Test func `every prefix of a record is invalid, and none is a trap`() throws {
        let bytes = record.encoded.dropLast()
        for length in 0..<bytes.count {
            #expect(throws: JSONError.self) { try ProcessRecord(decoding: Array(bytes.prefix(length))) }
        }
    }

    @Test func `a huge file is refused, not read`() throws {
        try withProvider { provider in
            try store(String(repeating: " ", count: ProcessRecord.maximumSize + 1), in: provider)
            #expect(try #require(complaint(in: provider)).contains(provider.recordFile))
        }
    }

    @Test func `a directory under the name of the record is invalid`() throws {
        try withProvider { provider in
            try FileSystem.createDirectory(provider.recordFile, mode: 0o700)
            #expect(try #require(complaint(in: provider)).contains(provider.recordFile))
        }
    }
}

extension JSONValue {
    fileprivate var members: [JSONMember]? {
        if case .object(let members) = self { members } else { nil }
    }
}
