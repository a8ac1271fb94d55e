import FakeIdentityProvider
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import SignIn

struct DeviceLoginTests {
    private var request: LoginRequest {
        var request = LoginRequest(.deviceCode)
        request.shortestPollInterval = .milliseconds(1)
        return request
    }

    private func withDeviceWorld(_ body: @escaping @Sendable (World) async throws -> Void) throws {
        try withWorld(changing: { $0.redirectURIs = ["\($1)/deviceauth/callback"] }, body)
    }

    @Test func `a code that is typed elsewhere signs in`() throws {
        try withDeviceWorld { world in
            for answer in [FakeIdentityProvider.DeviceAnswer.pending, .pending, .approved] {
                world.provider.answerDevice(answer)
            }
            let result = try await world.login(.codex, request) { run in
                let page = try await run.line(with: "device URL")
                #expect(page.hasSuffix("\(world.url)/codex/device"))
                let code = try await run.line(with: "device code")
                #expect(code.hasSuffix("ABCD-1234"))
            }
            #expect(try result.get()?.email == "me@example.com")
        }
    }

    @Test(arguments: [
        (FakeIdentityProvider.DeviceAnswer.expired, "expired_token"), (.denied, "access_denied"),
    ])
    func `a code that is refused or too old ends the login`(
        answer: FakeIdentityProvider.DeviceAnswer,
        code: String
    ) throws {
        try withDeviceWorld { world in
            world.provider.answerDevice(answer)
            let result = try await world.login(.codex, request) { _ in }
            guard case .failure(.refused(code, _)) = result else {
                Issue.record("\(result)")
                return
            }
        }
    }

    @Test func `when nobody types the code in time the login is over`() throws {
        try withDeviceWorld { world in
            var request = request
            request.deviceLimit = .milliseconds(20)
            let result = try await world.login(.codex, request) { _ in }
            #expect(throws: SignInError.timedOut) { try result.get() }
        }
    }

    @Test func `while waiting for a browser one can change to a code`() throws {
        try withDeviceWorld { world in
            world.provider.answerDevice(.approved)
            var request = request
            request.method = .browser
            request.opensBrowser = false
            let result = try await world.login(.codex, request) { run in
                _ = try await run.line(with: "type d")
                try run.type("d")
                _ = try await run.line(with: "ABCD-1234")
            }
            #expect(try result.get() != nil)
        }
    }

    @Test func `a provider that stumbles after the code was typed is asked again`() throws {
        try withDeviceWorld { world in
            world.provider.answerDevice(.approved)
            world.provider.failNext(.status(503))
            let result = try await world.login(.codex, request) { _ in }
            #expect(try result.get()?.email == "me@example.com")
        }
    }

    @Test func `whoever gives up while the provider is asked is told of no failure`() throws {
        try withDeviceWorld { world in
            world.provider.answerDevice(.approved)
            let gate = Gate()
            world.provider.failNext(.hold(gate))
            let result = try await world.login(.codex, request, cancelling: true) { _ in await gate.arrival() }
            gate.open()
            #expect(try result.get() == nil)
            #expect(try FileSystem.list(world.directory.path) == [])
        }
    }

    @Test func `a provider without codes says so`() throws {
        try withWorld(.claude) { world in
            let result = try await world.login(.claude, request) { _ in }
            #expect(throws: SignInError.noDeviceFlow(.claude)) { try result.get() }
        }
    }
}
