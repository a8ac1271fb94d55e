import HTTPTransport
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import SignIn

/// A login that is under way, with a test in the place of the person.
struct LoginRun {
    private let input: CInt
    private var reader: LineReader
    /// The port that it listens on.
    let port: UInt16
    private(set) var shown: [String] = []

    fileprivate init(input: CInt, _ reader: LineReader, port: UInt16) {
        self.input = input
        self.reader = reader
        self.port = port
    }

    /// The next line that has that in it.
    mutating func line(with part: String) async throws -> String {
        while let line = await reader.next() {
            shown.append(line)
            if line.contains(part) { return line }
        }
        Issue.record("never shown: \(part); shown: \(shown)")
        throw CancellationError()
    }

    /// The address of the authorization page.
    mutating func address() async throws -> String {
        try await line(with: "/oauth/authorize?")
    }

    /// Types a line.
    func type(_ line: String) throws {
        try Descriptor.writeAll(input, line + "\n")
    }
}

extension World {
    /// Signs in, with `body` being the person.
    ///
    /// - Returns: what the login has come to; when `body` returns before it has come to anything, it is cancelled.
    func login(
        _ kind: ProviderKind = .codex,
        _ request: LoginRequest = LoginRequest(opensBrowser: false),
        ports: [UInt16]? = nil,
        environment: [String: String] = [:],
        cancelling: Bool = false,
        _ body: (inout LoginRun) async throws -> Void
    ) async throws -> Result<StoredAccount?, SignInError> {
        let ports = try ports ?? LoopbackPorts.free(1)
        let input = try Pipe()
        let output = try Pipe()
        let console = LoginConsole(input: input.readEnd.raw, output: output.writeEnd.raw, status: output.writeEnd.raw)
        let flow = LoginFlow(
            try oauth(kind, ports: ports),
            request,
            directory: directory.path,
            console: console,
            environment: environment,
            client: client,
            proxy: .direct,
            on: loop
        )
        var run = LoginRun(
            input: input.writeEnd.raw,
            LineReader(output.readEnd.raw, on: loop),
            port: request.callbackPort ?? ports[0]
        )
        let result = try await withThrowingTaskGroup(of: Result<StoredAccount?, SignInError>.self) { group in
            group.addTask {
                do throws(SignInError) { return .success(try await flow.run()) } catch { return .failure(error) }
            }
            do {
                try await body(&run)
            } catch {
                group.cancelAll()
                throw error
            }
            if cancelling { group.cancelAll() }
            return try await #require(group.next())
        }
        extendLifetime(input)
        extendLifetime(output)
        return result
    }
}
