import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import Testing

@testable import Gateway

struct GatewayConfigurationTests {
    private func read(_ text: String) throws -> GatewayConfiguration {
        try GatewayConfiguration(Array(text.utf8), file: "config.yaml", workingDirectory: "/work", home: "/home/me")
    }

    private let minimum = "port: 8317\nauth-dir: /tokens\napi-keys: [abc]\nhost: 127.0.0.1\n"

    @Test func `the least that is needed, and what then holds`() throws {
        let configuration = try read(minimum)
        var expected = GatewayConfiguration(credentialDirectory: "/tokens")
        expected.port = 8317
        expected.apiKeys = [Secret("abc")]
        #expect(configuration == expected)
        #expect(configuration.routing.strategy == .roundRobin)
        #expect(configuration.routing.keepsSessions)
        #expect(configuration.countsUsage)
        #expect(configuration.servesControlPanel)
    }

    @Test func `everything at once`() throws {
        let configuration = try read(
            """
            host: "::1"
            port: 0
            tls: {enable: false, cert: "", key: ""}
            auth-dir: "~/tokens/./x"
            api-keys:
              - one
              - "2"
            remote-management: {allow-remote: true, secret-key: manage-me, disable-control-panel: true}
            proxy-url: socks5://user:word@proxy.example:1080/
            request-retry: 3
            max-retry-interval: 30
            max-retry-credentials: 2
            disable-cooling: true
            debug: true
            usage-statistics-enabled: false
            force-model-prefix: true
            routing: {strategy: fill-first, session-affinity: false, session-affinity-ttl: 1h30m}
            oauth-model-alias:
              claude: [{name: claude-opus-4-6, alias: best, fork: true}]
              codex: [{name: other, alias: unheard}]
            oauth-excluded-models: {claude: ["*haiku*"]}
            """
        )
        #expect(configuration.host == "::1")
        #expect(configuration.port == 0)
        #expect(configuration.credentialDirectory == "/home/me/tokens/x")
        #expect(configuration.apiKeys == [Secret("one"), Secret("2")])
        #expect(configuration.allowsRemoteManagement)
        #expect(configuration.managementKey == Secret("manage-me"))
        #expect(!configuration.servesControlPanel)
        #expect(configuration.proxy == (try UpstreamProxy(setting: "socks5://user:word@proxy.example:1080/")))
        #expect(configuration.retries.additionalRounds == 3)
        #expect(configuration.retries.longestWait == 30)
        #expect(configuration.retries.accountsPerRound == 2)
        #expect(configuration.retries.ignoresCooldowns)
        #expect(configuration.isDebugging)
        #expect(!configuration.countsUsage)
        #expect(configuration.requiresPrefix)
        #expect(
            configuration.routing
                == RoutingSettings(strategy: .fillFirst, keepsSessions: false, sessionLifetime: 5400)
        )
        #expect(
            configuration.channels[.claude]?.aliases == [
                ModelMapping(name: "claude-opus-4-6", alias: "best", keepsName: true)
            ]
        )
        #expect(configuration.channels[.claude]?.excluded == [ModelPattern("*haiku*")])
        #expect(configuration.notes.isEmpty)
    }

    @Test func `API keys of Claude come with all that can be said about them`() throws {
        let configuration = try read(
            minimum + """
                claude-api-key:
                  - api-key: sk-ant-1
                  - api-key: sk-ant-2
                    base-url: http://127.0.0.1:9000/api/v1/
                    prefix: /work/
                    priority: 7
                    proxy-url: direct
                    headers: {X-Custom: value, X-Session: $X-Claude-Code-Session-Id}
                    models:
                      - {name: claude-opus-4-6, alias: best, display-name: The best}
                      - {name: claude-haiku-4-5}
                    excluded-models: [claude-3-*]
                """
        )
        try #require(configuration.claudeKeys.count == 2)
        #expect(configuration.claudeKeys[0] == APIKeySettings(key: Secret("sk-ant-1")))
        let second = configuration.claudeKeys[1]
        #expect(second.address?.description == "http://127.0.0.1:9000/api")
        #expect(second.address?.url(of: "/v1/messages?beta=true") == "http://127.0.0.1:9000/api/v1/messages?beta=true")
        #expect(second.prefix == "work")
        #expect(second.priority == 7)
        #expect(second.proxy == .direct)
        #expect(second.headers.map(\.name) == ["x-custom", "x-session"])
        #expect(second.headers.map(\.value) == [.fixed(Secret("value")), .copied(from: "x-claude-code-session-id")])
        #expect(
            second.models == [
                ModelMapping(name: "claude-opus-4-6", alias: "best", displayName: "The best", keepsName: false),
                ModelMapping(name: "claude-haiku-4-5", alias: "claude-haiku-4-5", keepsName: false),
            ]
        )
        #expect(second.excludedModels == [ModelPattern("claude-3-*")])
    }

    @Test(arguments: [
        ("port: 70000", "config.yaml:1:7: port: \"70000\" cannot be used. It has to be a number from 0 to 65535"),
        ("port: eighty", "config.yaml:1:7: port is text. It has to be a whole number"),
        ("auth-dir: /x", "config.yaml:1:1: port is missing. Add a line such as \"port: 8317\""),
        ("port: 1", "config.yaml:1:1: auth-dir is missing."),
        ("host: example.com", "config.yaml:1:7: host: \"example.com\" cannot be used. It has to be a numeric address"),
        (
            "port: 1\ntls:\n  enable: true",
            "config.yaml:3:11: tls.enable is not supported. This engine speaks plain HTTP"
        ),
        ("port: 1\ntls: yes please", "config.yaml:2:6: tls is text. It has to be a mapping"),
        ("- a list", "config.yaml:1:1: the file is a list. It has to be a mapping"),
        ("port: 1\nport: 2", "config.yaml:2:1: the key \"port\" stands on line 1 already"),
        ("port: 1\nauth-dir: /x\napi-keys: abc", "config.yaml:3:11: api-keys is text. It has to be a list"),
        ("port: 1\nauth-dir: /x\napi-keys: [[a]]", "config.yaml:3:12: api-keys[0] is a list. It has to be text"),
        (
            "host: 0.0.0.0\nport: 1\nauth-dir: /x",
            "api-keys is missing. Add keys, or set host to 127.0.0.1"
        ),
    ])
    func `a fault is named with its place, its value and the cure`(text: String, message: String) {
        #expect { try read(text) } throws: { "\($0)".contains(message) }
    }

    @Test(arguments: [
        ("request-retry: -1", "request-retry"),
        ("proxy-url: ftp://proxy", "proxy-url"),
        ("routing: {strategy: random}", "routing.strategy"),
        ("routing: {session-affinity-ttl: soon}", "routing.session-affinity-ttl"),
        ("routing: {session-affinity-ttl: 0s}", "routing.session-affinity-ttl"),
        ("claude-api-key: [{base-url: https://x}]", "claude-api-key[0].api-key is missing"),
        ("claude-api-key: [{api-key: a, base-url: x.example}]", "claude-api-key[0].base-url"),
        ("claude-api-key: [{api-key: a, base-url: \"https://u:p@x.example\"}]", "claude-api-key[0].base-url"),
        ("claude-api-key: [{api-key: a, headers: {Host: x}}]", "claude-api-key[0].headers.Host"),
        ("claude-api-key: [{api-key: a, headers: {\"a b\": x}}]", "claude-api-key[0].headers.a b"),
        ("claude-api-key: [{api-key: a, prefix: a/b}]", "claude-api-key[0].prefix"),
        ("claude-api-key: [{api-key: a, models: [{alias: b}]}]", "claude-api-key[0].models[0].name is missing"),
        ("oauth-model-alias: {claude: [{name: b}]}", "oauth-model-alias.claude[0].alias is missing"),
        ("remote-management: {allow-remote: maybe}", "remote-management.allow-remote"),
        ("debug: 1", "debug"),
    ])
    func `wrong values are refused by name`(line: String, name: String) {
        #expect { try read(minimum + line) } throws: { "\($0)".contains(name) }
    }

    @Test func `an error never shows what may be a secret`() {
        let lines = [
            "proxy-url: gopher://user:hunter2@x", "claude-api-key: [{api-key: a, proxy-url: \"gopher://u:hunter2@x\"}]",
            "claude-api-key: [{api-key: a, headers: {Host: hunter2}}]",
            "claude-api-key: [{api-key: a, base-url: \"https://user:hunter2@x\"}]",
            "codex-api-key: [{api-key: a, base-url: \"https://user:hunter2@x\"}]",
            "codex-provider: {base-url: \"https://user:hunter2@x\"}",
        ]
        for line in lines {
            #expect { try read(minimum + line) } throws: { !"\($0)".contains("hunter2") }
        }
    }

    @Test func `unknown keys are noted with their lines and change nothing`() throws {
        let configuration = try read(
            minimum + "ws-auth: true\nrouting: {shiny: 1}\nclaude-api-key: [{api-key: a, cloak: {}}]"
        )
        #expect(
            configuration.notes == [
                "without effect in this engine: routing.shiny (line 6), claude-api-key[0].cloak (line 7), ws-auth (line 5)"
            ]
        )
    }

    @Test func `keys that everybody knows open nothing`() throws {
        let configuration = try read("host: localhost\nport: 1\nauth-dir: x\napi-keys: [your-api-key-1, \"\"]")
        #expect(configuration.apiKeys.isEmpty)
        #expect(configuration.notes.contains { $0.contains("example") })
        #expect(configuration.notes.contains { $0.contains("every request") })
        #expect(configuration.credentialDirectory == "/work/x", "relative to the working directory")
    }

    @Test func `without a host it listens on loopback, and a hashed management key is not taken for a plain one`()
        throws
    {
        let configuration = try read(
            "port: 1\nauth-dir: /x\napi-keys: [a]\nremote-management: {secret-key: $2a$10$abc}"
        )
        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.managementKey == nil)
        #expect(configuration.notes.contains { $0.contains("bcrypt") })
    }

    @Test func `a missing file is an error of its own kind`() {
        #expect {
            try GatewayConfiguration.text(of: "/nonexistent/config.yaml")
        } throws: { error in
            guard case .unreadable(let cause) = (error as? ConfigurationError)?.reason else { return false }
            return cause.isNotFound && "\(error)".contains("/nonexistent/config.yaml")
        }
    }
}
