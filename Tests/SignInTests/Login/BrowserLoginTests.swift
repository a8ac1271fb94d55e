import FakeIdentityProvider
import HTTPTransport
import JSON
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import SignIn

struct BrowserLoginTests {
    @Test func `the browser comes back, and the page says so when the account is on the disk`() throws {
        try withWorld { world in
            let result = try await world.login { run in
                let location = try await world.browser.consent(try await run.address())
                let page = try await world.browser.open(try #require(location))
                #expect(page.status == 200)
                #expect(page.text.contains("Signed in as me@example.com"))
                #expect(try FileSystem.list(world.directory.path).filter { $0.hasSuffix(".json") }.count == 1)
            }
            let account = try #require(try result.get())
            #expect(account.email == "me@example.com" && account.plan == "plus")
            #expect(try FileSystem.info(account.path)?.mode == 0o600)
            let record = try world.record(account.path)
            #expect(record.kind == .codex && record.refreshToken == world.provider.currentRefreshToken)
        }
    }

    @Test func `claude's answer is taken, too, with JSON and state`() throws {
        try withWorld(.claude) { world in
            let result = try await world.login(.claude) { run in
                let location = try await world.browser.consent(try await run.address())
                _ = try await world.browser.open(try #require(location))
            }
            let account = try #require(try result.get())
            #expect(Paths.name(of: account.path) == "claude-me@example.com.json")
            #expect(try world.record(account.path).accountID == "account-1")
        }
    }

    @Test func `the browser may come over IPv6`() throws {
        try withWorld { world in
            let result = try await world.login { run in
                let location = try await world.browser.consent(try await run.address())
                _ = try await world.browser.open(try #require(location), over: .ipv6(host: "::1", port: run.port))
            }
            #expect(try result.get() != nil)
        }
    }

    @Test func `the address that the browser ended up at can be pasted, and so can CODE#STATE`() throws {
        for isAddress in [true, false] {
            try withWorld { world in
                let result = try await world.login { run in
                    let location = try #require(try await world.browser.consent(try await run.address()))
                    let query = location.split(separator: "?")[1].split(separator: "&").map {
                        $0.split(separator: "=")[1]
                    }
                    try run.type("")
                    try run.type("what is this")
                    _ = try await run.line(with: "neither the address")
                    try run.type(isAddress ? location : "\(query[0])#\(query[1])")
                }
                #expect(try result.get() != nil)
            }
        }
    }

    @Test func `a wrong state is said, and the login goes on`() throws {
        try withWorld { world in
            let result = try await world.login { run in
                let location = try #require(try await world.browser.consent(try await run.address()))
                let base = location.prefix { $0 != "?" }
                for query in ["code=x&state=wrong", "code=x", "error=access_denied&state=wrong"] {
                    let page = try await world.browser.open("\(base)?\(query)")
                    #expect(page.status == 400)
                    _ = try await run.line(with: "another sign-in")
                }
                #expect(try await world.browser.open("\(base)").status == 400)
                #expect(try await world.browser.open(base.replacing("/auth/callback", with: "/")).status == 404)
                try run.type("code#wrong")
                _ = try await run.line(with: "belongs to another sign-in")
                #expect(world.provider.exchanges == 0)
                _ = try await world.browser.open(location)
            }
            #expect(try result.get() != nil)
        }
    }

    @Test func `denied consent is shown, and the person may think again`() throws {
        try withWorld(changing: { rules, _ in rules.consents = false }) { world in
            let result = try await world.login(cancelling: true) { run in
                let location = try #require(try await world.browser.consent(try await run.address()))
                let page = try await world.browser.open(location)
                #expect(page.status == 400)
                #expect(page.text.contains("The person said no (access_denied)"))
                _ = try await run.line(with: "The person said no (access_denied)")
            }
            #expect(try result.get() == nil)
            #expect(try FileSystem.list(world.directory.path) == [])
        }
    }

    @Test func `a code that was used is refused, and a good one still signs in`() throws {
        try withWorld { world in
            let result = try await world.login { run in
                let address = try await run.address()
                let location = try #require(try await world.browser.consent(address))
                let used = location.replacing("code=", with: "code=x")
                #expect(try await world.browser.open(used).status == 400)
                _ = try await run.line(with: "unknown or used code (invalid_grant)")
                _ = try await world.browser.open(try #require(try await world.browser.consent(address)))
            }
            #expect(try result.get() != nil)
        }
    }

    @Test func `no code is exchanged twice, whatever has come of it`() throws {
        try withWorld { world in
            let oauth = try world.oauth(.codex, ports: [1455])
            let endpoint = TokenEndpoint(provider: oauth, client: world.client, proxy: .direct)
            let store = TokenStore(directory: world.directory.path, loop: world.loop)
            let session = LoginSession(endpoint, store, redirectPort: 1455)
            let location = try #require(try await world.browser.consent(session.url))
            let good = try #require(AuthorizationResponse(pasted: location))
            let bad = try #require(AuthorizationResponse(pasted: location.replacing("code=", with: "code=x")))
            for _ in 0..<2 {
                guard case .refused = await session.receive(bad) else {
                    Issue.record("a bad code is not refused")
                    return
                }
            }
            #expect(world.provider.exchanges == 1)
            for _ in 0..<2 {
                guard case .stored(let account) = await session.receive(good) else {
                    Issue.record("a good code does not sign in")
                    return
                }
                #expect(account.email == "me@example.com")
            }
            #expect(world.provider.exchanges == 2)
        }
    }

    @Test func `only a browser that was sent here is answered`() throws {
        try withWorld { world in
            let result = try await world.login { run in
                let location = try #require(try await world.browser.consent(try await run.address()))
                let here = SocketAddress.ipv4(host: "127.0.0.1", port: run.port)
                let foreign = location.replacing("//localhost:", with: "//attacker.example:")
                #expect(try await world.browser.open(foreign, over: here).status == 403)
                for part in ["image", "iframe", "empty"] {
                    #expect(try await world.browser.open(location, fetching: part).status == 403)
                }
                #expect(world.provider.exchanges == 0)
                #expect(try await world.browser.open(location, fetching: "document").status == 200)
            }
            #expect(try result.get() != nil)
        }
    }

    @Test func `a provider that stumbles is asked again`() throws {
        try withWorld { world in
            world.provider.failNext(.status(500), .garbage)
            let result = try await world.login { run in
                let location = try await world.browser.consent(try await run.address())
                #expect(try await world.browser.open(try #require(location)).status == 200)
            }
            #expect(try result.get() != nil)
        }
    }

    @Test func `a provider that is down ends the login, and both places say so`() throws {
        try withWorld { world in
            world.provider.failNext(.status(503), .status(503), .status(503))
            let result = try await world.login { run in
                let location = try await world.browser.consent(try await run.address())
                let page = try await world.browser.open(try #require(location))
                #expect(page.status == 502)
                #expect(page.text.contains("has answered 503"))
            }
            #expect(throws: SignInError.self) { try result.get() }
            #expect(try FileSystem.list(world.directory.path) == [])
        }
    }

    @Test func `a browser that goes before the account is stored does not take the code with it`() throws {
        try withWorld { world in
            let gate = Gate()
            world.provider.failNext(.hold(gate))
            let result = try await world.login { run in
                let location = try #require(try await world.browser.consent(try await run.address()))
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { _ = try? await world.browser.open(location) }
                    await gate.arrival()
                    group.cancelAll()
                }
                gate.open()
            }
            #expect(try result.get() != nil)
        }
    }

    @Test func `when the time is over the login is`() throws {
        try withWorld { world in
            var request = LoginRequest(opensBrowser: false)
            request.limit = .milliseconds(20)
            let result = try await world.login(.codex, request) { _ in }
            #expect(throws: SignInError.timedOut) { try result.get() }
        }
    }

    @Test func `a busy port is passed over for the one that is registered as well`() throws {
        try withWorld { world in
            let busy = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let ports = [try #require(busy.localAddress.port)] + (try LoopbackPorts.free(1))
            let result = try await world.login(ports: ports) { run in
                let location = try #require(try await world.browser.consent(try await run.address()))
                #expect(location.hasPrefix("http://localhost:\(ports[1])/auth/callback"))
                _ = try await world.browser.open(location)
            }
            #expect(try result.get() != nil)
            extendLifetime(busy)
        }
    }

    @Test func `when every port is busy it is said by whom`() throws {
        try withWorld { world in
            let busy = try ListeningSocket.listen(on: .ipv6(host: "::1", port: 0))
            let port = try #require(busy.localAddress.port)
            let result = try await world.login(ports: [port]) { _ in }
            guard case .failure(.portsInUse(let text)) = result else {
                Issue.record("\(result)")
                return
            }
            #expect(text.hasPrefix("port \(port) is in use by PID \(CurrentProcess.pid) (user "))
            extendLifetime(busy)
        }
    }

    @Test func `two logins at once do not disturb each other`() throws {
        try withWorld { world in
            let first = try await world.login { run in
                let second = try await world.login { other in
                    let mine = try #require(try await world.browser.consent(try await run.address()))
                    let theirs = try #require(try await world.browser.consent(try await other.address()))
                    // Each answer at the other's port.
                    let crossed = theirs.replacing(":\(other.port)/", with: ":\(run.port)/")
                    #expect(try await world.browser.open(crossed).status == 400)
                    _ = try await world.browser.open(theirs)
                    _ = try await run.line(with: "another sign-in")
                    _ = try await world.browser.open(mine)
                }
                #expect(try second.get() != nil)
            }
            #expect(try first.get() != nil)
            // The same account twice is one file.
            #expect(try FileSystem.list(world.directory.path).filter { $0.hasSuffix(".json") }.count == 1)
        }
    }

    @Test func `signing in again keeps what the file holds besides`() throws {
        try withWorld { world in
            let path = try world.store(
                #""email":"me@example.com","account_id":"account-1","note":"mine","disabled":true,"x":1"#
            )
            let result = try await world.login { run in
                _ = try await world.browser.open(try #require(try await world.browser.consent(try await run.address())))
            }
            #expect(try #require(try result.get()).path == path)
            let record = try world.record(path)
            #expect(record.json["note"]?.string == "mine" && record.json["x"]?.integer(as: Int.self) == 1)
            #expect(!record.isDisabled && record.refreshToken == world.provider.currentRefreshToken)
        }
    }

    @Test func `over SSH nothing is opened, and the line to type is exact`() throws {
        try withWorld { world in
            let environment = [
                "SSH_CONNECTION": "198.51.100.2 50000 203.0.113.7 2222", "USER": "joe", "DISPLAY": ":0",
                "BROWSER": "/bin/false",
            ]
            let result = try await world.login(.codex, LoginRequest(), environment: environment, cancelling: true) {
                run in
                _ = try await run.address()
                let port = run.port
                _ = try await run.line(with: "ssh -N -L \(port):127.0.0.1:\(port) -p 2222 joe@203.0.113.7")
                _ = try await run.line(with: "paste the whole address")
                #expect(!run.shown.contains { $0.contains("browser is opening") })
            }
            #expect(try result.get() == nil)
        }
    }

    @Test func `a listener that was moved does not move the registered address`() throws {
        try withWorld { world in
            let ports = try LoopbackPorts.free(2)
            let request = LoginRequest(opensBrowser: false, callbackPort: ports[1])
            let result = try await world.login(.codex, request, ports: [ports[0]]) { run in
                let location = try #require(try await world.browser.consent(try await run.address()))
                #expect(location.hasPrefix("http://localhost:\(ports[0])/"))
                _ = try await run.line(with: "-L \(ports[0]):127.0.0.1:\(ports[1])")
                _ = try await world.browser.open(location, over: .ipv4(host: "127.0.0.1", port: ports[1]))
            }
            #expect(try result.get() != nil)
        }
    }
}
