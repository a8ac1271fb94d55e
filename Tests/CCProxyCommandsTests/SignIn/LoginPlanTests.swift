import PlatformSupport
import ProxyModel
import Testing

@testable import CCProxyCommands

struct LoginPlanTests {
    static let cliProxyAPI = EngineLocation(name: "cli-proxy-api", kind: .cliProxyAPI, path: "/opt/cli-proxy-api")
    static let gateway = EngineLocation(name: "ccproxy-gateway", kind: .gateway, path: "/opt/ccproxy-gateway")
    static let desk = LoginPlace(["DISPLAY": ":0"], system: .linux, user: "me")
    static let server = LoginPlace([:], system: .linux, user: "me")
    static let remote = LoginPlace(["SSH_CONNECTION": "10.0.0.9 5 10.0.0.5 22"], system: .linux, user: "me")

    /// The flags of cli-proxy-api before and after it dropped Google's sign-in.
    static let old = LoginFlags(usage: usage(["codex-login", "codex-device-login", "claude-login", "login"]))
    static let new = LoginFlags(usage: usage(["codex-login", "codex-device-login", "claude-login"]))

    private static func usage(_ names: [String]) -> String {
        "CLIProxyAPI Version: 7\nUsage of cli-proxy-api:\n"
            + (names + ["antigravity-login", "no-browser"]).map { "  -\($0)\n    \ttext -not-a-flag\n" }.joined()
    }

    private func plan(
        _ kind: ProviderKind = .codex,
        engine: EngineLocation = cliProxyAPI,
        flags: LoginFlags = new,
        options: LoginOptions = LoginOptions(),
        place: LoginPlace = desk
    ) throws(CommandFailure) -> LoginPlan {
        try LoginPlan(
            ProviderSettings(id: .codex, kind: kind, port: 1),
            configuration: "/base/config.yaml",
            engine: engine,
            flags: flags,
            options: options,
            place: place
        )
    }

    @Test func `flags are read from a usage text, and nothing else in it is one`() {
        #expect(Self.new.contains("-codex-login") && Self.new.contains("-no-browser"))
        #expect(!Self.new.contains("-login") && Self.old.contains("-login"))
        #expect(!Self.new.contains("-not-a-flag"))
        #expect(!LoginFlags(usage: "-config at the left is no flag\n").contains("-config"))
        #expect(LoginFlags(usage: "  --config string\n").contains("-config"))
    }

    @Test(arguments: [
        (ProviderKind.codex, "-codex-login"), (.claude, "-claude-login"), (.antigravity, "-antigravity-login"),
        (.gemini, "-login"),
    ])
    func `each kind of account has its flag`(kind: ProviderKind, flag: String) throws {
        #expect(try plan(kind, flags: Self.old).arguments == ["-config", "/base/config.yaml", flag])
    }

    @Test func `where no browser can be seen, an engine that does not look is told`() throws {
        #expect(try !plan().arguments.contains("-no-browser"))
        #expect(try plan(place: Self.server).arguments.last == "-no-browser")
        #expect(try plan(place: Self.remote).arguments.last == "-no-browser")
        #expect(try plan(options: LoginOptions(opensNoBrowser: true)).arguments.last == "-no-browser")
        #expect(
            try !plan(options: LoginOptions(usesDeviceCode: true), place: Self.remote).arguments.contains("-no-browser")
        )
    }

    @Test func `our own engine looks by itself, explains by itself, and finds a port by itself`() throws {
        let plan = try plan(engine: Self.gateway, place: Self.remote)
        #expect(plan.arguments == ["-config", "/base/config.yaml", "-codex-login"])
        #expect(plan.guide.isEmpty && plan.neededPort == nil)
        let options = LoginOptions(opensNoBrowser: true, callbackPort: 3000)
        let asked = try self.plan(engine: Self.gateway, options: options)
        #expect(asked.arguments.suffix(3) == ["-no-browser", "-oauth-callback-port", "3000"])
    }

    @Test func `the port that is needed is the one that is listened on`() throws {
        #expect(try plan().neededPort == 1455)
        #expect(try plan(options: LoginOptions(callbackPort: 3000)).neededPort == 3000)
        #expect(try plan(options: LoginOptions(usesDeviceCode: true)).neededPort == nil)
    }

    @Test func `a device code is for Codex, and for engines that have it`() throws {
        let options = LoginOptions(usesDeviceCode: true)
        #expect(try plan(options: options).arguments.last == "-codex-device-login")
        let other = #expect(throws: CommandFailure.self) { try plan(.claude, options: options) }
        #expect(other?.exitCode == .wrongUsage)
        let none = #expect(throws: CommandFailure.self) {
            try plan(flags: LoginFlags(usage: "  -codex-login\n"), options: options)
        }
        #expect(none?.remedy == "ccproxy auth codex  signs in with a browser")
    }

    @Test func `an engine without the flag is told from one with it, and what else works is said`() {
        let error = #expect(throws: CommandFailure.self) { try plan(.gemini) }
        #expect(error?.message == "cli-proxy-api cannot sign Gemini accounts in: it has no -login")
        #expect(error?.remedy?.contains("7.2.20") == true && error?.remedy?.contains("add-key") == true)
        let ours = #expect(throws: CommandFailure.self) {
            try plan(.claude, engine: Self.gateway, flags: LoginFlags(usage: ""))
        }
        #expect(ours?.remedy?.contains("another version") == true)
    }
}
