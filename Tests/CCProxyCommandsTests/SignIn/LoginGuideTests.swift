import PlatformSupport
import ProxyModel
import Testing

@testable import CCProxyCommands

struct LoginGuideTests {
    private func guide(
        _ kind: ProviderKind,
        _ place: LoginPlace,
        _ options: LoginOptions = LoginOptions()
    ) -> [String] {
        LoginGuide(
            provider: ProviderSettings(id: .codex, kind: kind, port: 1),
            engine: LoginPlanTests.cliProxyAPI,
            options: options,
            place: place,
            flags: LoginPlanTests.old
        ).lines
    }

    @Test func `over SSH the exact line for the tunnel is there`() {
        #expect(guide(.codex, LoginPlanTests.remote).contains("  ssh -N -L 1455:127.0.0.1:1455 me@10.0.0.5"))
        #expect(guide(.claude, LoginPlanTests.remote).contains("  ssh -N -L 54545:127.0.0.1:54545 me@10.0.0.5"))
        let port = LoginPlace(["SSH_CONNECTION": "10.0.0.9 5 fd00::5 2222"], system: .linux, user: "me")
        #expect(guide(.codex, port).contains("  ssh -N -L 1455:127.0.0.1:1455 -p 2222 me@fd00::5"))
    }

    @Test
    func `a port of one's own is where the tunnel ends, and where the browser goes only if the provider allows it`() {
        let options = LoginOptions(callbackPort: 3000)
        let codex = guide(.codex, LoginPlanTests.remote, options)
        #expect(codex.contains("  ssh -N -L 1455:127.0.0.1:3000 me@10.0.0.5"))
        #expect(codex.contains("Codex sends the browser to port 1455, whatever --callback-port says."))
        let gemini = guide(.gemini, LoginPlanTests.remote, options)
        #expect(gemini.contains("  ssh -N -L 3000:127.0.0.1:3000 me@10.0.0.5"))
        #expect(!gemini.contains { $0.contains("whatever") })
    }

    @Test func `a session that says less still counts as one`() {
        let place = LoginPlace(["SSH_TTY": "/dev/pts/1", "DISPLAY": ":10"], system: .linux, user: "me")
        #expect(place.isRemote && !place.hasBrowser)
        #expect(guide(.codex, place).contains { $0.contains("me@this-machine") })
        #expect(!LoginPlace(["SSH_CONNECTION": ""], system: .linux, user: "me").isRemote)
    }

    @Test func `a Mac shows a browser without a display, Linux does not`() {
        #expect(LoginPlace([:], system: .darwin, user: "me").hasBrowser)
        #expect(!LoginPlace([:], system: .linux, user: "me").hasBrowser)
        #expect(LoginPlace(["WAYLAND_DISPLAY": "wayland-0"], system: .linux, user: "me").hasBrowser)
    }

    @Test func `pasting is explained everywhere, a device code where there is no browser`() {
        for place in [LoginPlanTests.desk, LoginPlanTests.server, LoginPlanTests.remote] {
            let lines = guide(.codex, place)
            #expect(lines.contains { $0.contains("paste it here") })
            #expect(lines.contains { $0.contains("--device") } == !place.hasBrowser)
            #expect(lines.allSatisfy { $0.count <= 80 } && lines.last == "")
        }
        #expect(!guide(.claude, LoginPlanTests.server).contains { $0.contains("--device") })
        #expect(guide(.codex, LoginPlanTests.server, LoginOptions(usesDeviceCode: true)).count == 2)
    }

    @Test func `an engine sees what opens a browser, and no secrets of other programs`() {
        let environment = [
            "DISPLAY": ":0", "XDG_RUNTIME_DIR": "/run", "SSH_CONNECTION": "a", "PATH": "/bin", "HOME": "/me",
            "CCPROXY_OAUTH_CODEX_TOKEN_URL": "u", "AWS_SECRET_ACCESS_KEY": "s", "PGSTORE_DSN": "d",
            "ANTHROPIC_API_KEY": "k",
        ]
        let seen = Set(LoginEnvironment.select(from: environment).keys)
        #expect(
            seen == ["DISPLAY", "XDG_RUNTIME_DIR", "SSH_CONNECTION", "PATH", "HOME", "CCPROXY_OAUTH_CODEX_TOKEN_URL"]
        )
    }
}
