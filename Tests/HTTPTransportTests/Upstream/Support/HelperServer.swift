import HTTPTransport
import PlatformSupport
import TestSupport

/// A program of the system that plays a server for a test.
final class HelperServer: Sendable {
    let port: UInt16
    private let process: ProcessHandle

    /// Finds a program.
    ///
    /// - Returns: its path; nil where it is not installed.
    static func find(_ name: String) -> String? {
        ["/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
            .first(where: FileSystem.isExecutable)
    }

    /// Starts a server and waits until it accepts connections.
    ///
    /// - Parameters:
    ///   - directory: where it starts, and where its output goes.
    ///   - loop: on which to wait.
    ///   - arguments: the program's path and its arguments, given the port.
    /// - Throws: when it cannot be started, ends, or does not accept in time.
    init(in directory: String, on loop: EventLoop, arguments: (UInt16) -> [String]) async throws {
        port = try ScriptedUpstream(on: loop).port
        let log = try LogFile.open(Paths.join(directory, "server.log"))
        let command = arguments(port)
        process = try ProcessHandle.spawn(
            SpawnRequest(
                executable: command[0],
                arguments: command,
                environment: [:],
                workingDirectory: directory,
                standardOutput: log.descriptor
            )
        )
        let deadline = ContinuousClock.now + .seconds(20)
        while true {
            do {
                _ = try await RawPeer(to: .ipv4(host: "127.0.0.1", port: port), on: loop)
                return
            } catch let error as SystemError where error.isConnectionRefused {
                guard ContinuousClock.now < deadline, !process.hasEnded else { throw error }
                try await loop.sleep(for: .milliseconds(5))
            }
        }
    }

    deinit {
        try? process.signal(.kill)
        process.waitUntilEnded(timeout: .seconds(10))
        _ = process.reap()
    }
}

/// A key and a certificate that nobody else trusts.
struct TestCertificate: Sendable {
    static let tool = HelperServer.find("openssl")

    let key: String
    let certificate: String

    /// Makes them for `localhost` and 127.0.0.1, signed by themselves.
    init(in directory: TemporaryDirectory, names: String = "DNS:localhost,IP:127.0.0.1") throws {
        key = directory.path("key.pem")
        certificate = directory.path("certificate.pem")
        let log = try LogFile.open(directory.path("openssl.log"))
        let tool = Self.tool ?? ""
        let process = try ProcessHandle.spawn(
            SpawnRequest(
                executable: tool,
                arguments: [
                    tool, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=ccproxy tests",
                    "-addext", "subjectAltName=\(names)",
                ],
                environment: [:],
                workingDirectory: directory.path,
                standardOutput: log.descriptor
            )
        )
        process.waitUntilEnded(timeout: .seconds(30))
        guard process.reap() == .exited(code: 0) else {
            throw Failed(output: String(decoding: try FileSystem.read(directory.path("openssl.log")), as: UTF8.self))
        }
    }

    struct Failed: Error {
        let output: String
    }
}

/// Runs `body` on a loop, with a directory and a certificate of its own.
func withCertificate(
    names: String = "DNS:localhost,IP:127.0.0.1",
    _ body: @escaping @Sendable (EventLoop, TemporaryDirectory, TestCertificate) async throws -> Void
) throws {
    try withTemporaryDirectory { directory in
        let certificate = try TestCertificate(in: directory, names: names)
        try EventLoop.run { loop in try await body(loop, directory, certificate) }
    }
}
