import HTTPWire
import HTTPTransport
import PlatformSupport
import ProxyModel
import SignIn

extension GatewayConfiguration {
    /// The longest configuration that is read, in bytes.
    static let maximumSize = YAMLReader.maximumSize

    /// The text of a configuration file.
    ///
    /// - Throws: `ConfigurationError` when it cannot be read.
    static func text(of path: String) throws(ConfigurationError) -> [UInt8] {
        do throws(SystemError) {
            return try FileSystem.read(path, limit: maximumSize)
        } catch {
            throw ConfigurationError(file: path, mark: nil, key: "", reason: .unreadable(error))
        }
    }

    /// Reads a configuration.
    ///
    /// A relative `auth-dir` starts from the working directory; `~` in it stands for `home`.
    ///
    /// - Throws: `ConfigurationError` with the first fault.
    init(_ bytes: [UInt8], file: String, workingDirectory: String, home: String?) throws(ConfigurationError) {
        let root: YAMLNode
        do throws(YAMLError) {
            root = try YAMLReader.read(bytes, file: file)
        } catch {
            throw ConfigurationError(file: file, mark: error.mark, key: "", reason: .syntax(error))
        }
        var section = try ConfigurationSection(root, path: "", file: file)
        var unused: [(name: String, line: Int)] = []
        credentialDirectory = ""
        try readListening(&section, &unused)
        try readCredentialDirectory(&section, workingDirectory: workingDirectory, home: home)
        try readKeys(&section)
        try readManagement(&section, &unused)
        try readRetries(&section)
        try readRouting(&section, &unused)
        try readModels(&section)
        if var streaming = try section.section("streaming") {
            // 0 stands for none in cli-proxy-api; here it stands for what is usual.
            if let seconds = try streaming.integer("keepalive-seconds", in: 0...240), seconds > 0 {
                keepAlive = .seconds(seconds)
            }
            unused += streaming.unusedNames
        }
        claudeKeys = try Self.readKeys(for: .anthropic, &section, &unused)
        codexKeys = try Self.readKeys(for: .openAIResponses, &section, &unused)
        if var codex = try section.section("codex-provider") {
            self.codex = try CodexSettings(&codex)
            unused += codex.unusedNames
        }
        signIn = try OAuthSettings.reading(&section, &unused)
        isDebugging = try section.boolean("debug") ?? false
        countsUsage = try section.boolean("usage-statistics-enabled") ?? true
        if try section.boolean("logging-to-file") ?? false {
            notes.append(
                "logging-to-file has no effect: the log goes to stdout, and whoever starts the engine keeps it"
            )
        }
        noteUnused(unused + section.unusedNames)
    }

    private mutating func noteUnused(_ unused: [(name: String, line: Int)]) {
        guard !unused.isEmpty else { return }
        let list = unused.map { "\($0.name) (line \($0.line))" }.joined(separator: ", ")
        notes.append("without effect in this engine: \(list)")
    }
}

extension ConfigurationSection {
    /// What nobody asked for, by whole name and line.
    var unusedNames: [(name: String, line: Int)] {
        unused.map { (name($0.key), $0.keyMark.line) }
    }
}

// MARK: - The parts of the file

extension GatewayConfiguration {
    private mutating func readListening(
        _ section: inout ConfigurationSection,
        _ unused: inout [(name: String, line: Int)]
    ) throws(ConfigurationError) {
        let text = try section.text("host") ?? ""
        if text.isEmpty {
            notes.append("host is not set: listening on 127.0.0.1 only")
        } else {
            host = text
        }
        guard SocketAddress(host: host, port: 0) != nil else {
            let expected = "a numeric address, as 127.0.0.1, or localhost"
            throw section.error("host", at: section.node("host"), .wrongValue(host, expected: expected))
        }
        guard let number = try section.integer("port", in: 0...65_535) else {
            throw section.error("port", at: nil, .missing(remedy: "Add a line such as \"port: 8317\""))
        }
        port = UInt16(number)
        guard var tls = try section.section("tls") else { return }
        if try tls.boolean("enable") ?? false {
            let remedy =
                "This engine speaks plain HTTP. Set it to false, and put a TLS proxy in front where it is needed"
            throw tls.error("enable", at: tls.node("enable"), .unsupported(remedy: remedy))
        }
        // Certificate and key belong to what is switched off.
        _ = (tls.node("cert"), tls.node("key"))
        unused += tls.unusedNames
    }

    private mutating func readCredentialDirectory(
        _ section: inout ConfigurationSection,
        workingDirectory: String,
        home: String?
    ) throws(ConfigurationError) {
        guard let text = try section.text("auth-dir"), !text.isEmpty else {
            let remedy = "Add a line such as \"auth-dir: /path/to/the/token/files\""
            throw section.error("auth-dir", at: nil, .missing(remedy: remedy))
        }
        var path = text
        if text == "~" || text.hasPrefix("~/") {
            guard let home, !home.isEmpty else {
                let expected = "an absolute path, since HOME is not set"
                throw section.error("auth-dir", at: section.node("auth-dir"), .wrongValue(text, expected: expected))
            }
            path = Paths.join(home, String(text.dropFirst(2)))
        }
        path = Paths.join(workingDirectory, path)
        credentialDirectory = "/" + path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }

    private mutating func readKeys(_ section: inout ConfigurationSection) throws(ConfigurationError) {
        let keys = try section.texts("api-keys").filter { !$0.isEmpty }
        // The example's keys are known to everyone; cli-proxy-api refuses them, too.
        let usable = keys.filter { !$0.hasPrefix("your-api-key") }
        if usable.count < keys.count {
            notes.append("api-keys: the example's keys are not accepted")
        }
        apiKeys = usable.map { Secret($0) }
        guard apiKeys.isEmpty else { return }
        guard LoopbackName.isLoopback(host: host) else {
            let remedy = "Add keys, or set host to 127.0.0.1: nothing but a key would keep the network out"
            throw section.error("api-keys", at: section.node("api-keys"), .missing(remedy: remedy))
        }
        notes.append("api-keys is empty: every request to the proxy paths is refused")
    }

    private mutating func readManagement(
        _ section: inout ConfigurationSection,
        _ unused: inout [(name: String, line: Int)]
    ) throws(ConfigurationError) {
        guard var management = try section.section("remote-management") else { return }
        allowsRemoteManagement = try management.boolean("allow-remote") ?? false
        servesControlPanel = !(try management.boolean("disable-control-panel") ?? false)
        if let key = try management.text("secret-key"), !key.isEmpty {
            if ["$2a$", "$2b$", "$2y$"].contains(where: { key.hasPrefix($0) }) {
                notes.append("remote-management.secret-key is a bcrypt hash, which this engine does not check")
            } else {
                managementKey = Secret(key)
            }
        }
        unused += management.unusedNames
    }

    private mutating func readRetries(_ section: inout ConfigurationSection) throws(ConfigurationError) {
        proxy = try section.proxy("proxy-url") ?? .environment
        retries.additionalRounds = try section.integer("request-retry", in: 0...100) ?? 0
        retries.accountsPerRound = try section.integer("max-retry-credentials", in: 0...1_000_000) ?? 0
        retries.longestWait = Int64(try section.integer("max-retry-interval", in: 0...86_400) ?? 0)
        retries.ignoresCooldowns = try section.boolean("disable-cooling") ?? false
    }

    private mutating func readRouting(
        _ section: inout ConfigurationSection,
        _ unused: inout [(name: String, line: Int)]
    ) throws(ConfigurationError) {
        guard var routing = try section.section("routing") else { return }
        let strategies = RoutingSettings.Strategy.allCases.map(\.rawValue).joined(separator: " or ")
        self.routing.strategy =
            try routing.value("strategy", expected: strategies) { text in
                text.isEmpty ? .roundRobin : RoutingSettings.Strategy(rawValue: text)
            } ?? .roundRobin
        self.routing.keepsSessions = try routing.boolean("session-affinity") ?? true
        self.routing.sessionLifetime =
            try routing.value("session-affinity-ttl", expected: "a duration, as 1h or 30m") { text in
                DurationText.seconds(text).flatMap { $0 > 0 ? $0 : nil }
            } ?? 3600
        unused += routing.unusedNames
    }

    private mutating func readModels(_ section: inout ConfigurationSection) throws(ConfigurationError) {
        requiresPrefix = try section.boolean("force-model-prefix") ?? false
        var aliases = try section.section("oauth-model-alias")
        var excluded = try section.section("oauth-excluded-models")
        for kind in [ProviderKind.claude, .codex] {
            var channel = ModelChannel()
            for var entry in try aliases?.sections(kind.rawValue) ?? [] {
                channel.aliases.append(try ModelMapping(&entry, isOnly: false))
            }
            channel.excluded = try (excluded?.texts(kind.rawValue) ?? []).map { ModelPattern($0) }
            if channel != ModelChannel() { channels[kind] = channel }
        }
    }

    private static func readKeys(
        for service: UpstreamService,
        _ section: inout ConfigurationSection,
        _ unused: inout [(name: String, line: Int)]
    ) throws(ConfigurationError) -> [APIKeySettings] {
        guard let name = service.keySection else { return [] }
        var keys: [APIKeySettings] = []
        for var entry in try section.sections(name) {
            keys.append(try APIKeySettings(&entry, for: service))
            unused += entry.unusedNames
        }
        return keys
    }
}
