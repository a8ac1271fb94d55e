import HTTPTransport
import PlatformSupport
import ProxyModel
import SignIn

/// The engine as a program that signs in, or renews what has been signed in, and ends.
struct SignInProgram: Sendable {
    private let path: String
    private let environment: [String: String]

    init(_ path: String, _ environment: [String: String]) {
        self.path = path
        self.environment = environment
    }

    /// Signs in, with the person at standard input and output.
    func signIn(_ request: SignInRequest, _ signals: SignalSource) -> EngineExit {
        run(signals) { loop, configuration, client in
            let kind = request.method.kind
            do throws(SignInError) {
                let settings = configuration.signInSettings(of: kind, environment)
                let flow = LoginFlow(
                    try OAuthProvider(kind, settings: settings),
                    LoginRequest(
                        request.method == .codexDevice ? .deviceCode : .browser,
                        opensBrowser: !request.opensNoBrowser,
                        callbackPort: request.callbackPort
                    ),
                    directory: configuration.credentialDirectory,
                    console: LoginConsole(input: 0, output: 1, status: 2),
                    environment: environment,
                    client: client,
                    proxy: configuration.proxy,
                    on: loop
                )
                return try await flow.run() == nil ? .interrupted : .finished
            } catch {
                return Self.exit(error, kind)
            }
        }
    }

    /// Renews the token of one token file, or of all; says what has come of each.
    func refresh(_ name: String?, _ signals: SignalSource) -> EngineExit {
        run(signals) { loop, configuration, client in
            let directory = configuration.credentialDirectory
            let accounts: [SignedInAccount]
            do throws(SystemError) {
                accounts = try SignedInAccount.all(in: directory).filter { name == nil || $0.name == name }
            } catch {
                return .credentialsUnusable("auth-dir: \(error)")
            }
            guard !accounts.isEmpty else {
                guard let name else {
                    Self.write("no account in \(directory)", to: 1)
                    return .finished
                }
                return .credentialsUnusable("there is no token file \(name) in \(directory)")
            }
            let renewer = TokenRenewer(
                on: loop,
                client: client,
                settings: { configuration.signInSettings(of: $0, environment) },
                proxy: { configuration.proxy }
            )
            let end = await Self.renew(accounts, with: renewer)
            // Whoever is interrupted still takes what the provider is about to give.
            await renewer.finish(within: .seconds(8))
            return end
        }
    }

    private static func renew(_ accounts: [SignedInAccount], with renewer: TokenRenewer) async -> EngineExit {
        var failures: [String] = []
        for account in accounts {
            write("\(account.name): renewing", to: 2)
            let outcome = await renewer.renew(account.path, .wanted(insteadOf: account.accessToken))
            if Task.isCancelled { return .interrupted }
            write("\(account.name): \(outcome)", to: 1)
            if outcome.token == nil { failures.append(account.name) }
        }
        guard !failures.isEmpty else { return .finished }
        return .signInFailed("not renewed: \(failures.joined(separator: ", "))")
    }

    /// Runs something that needs a configuration and a way out, until it ends or a signal comes.
    private func run(
        _ signals: SignalSource,
        _ body: @escaping @Sendable (EventLoop, GatewayConfiguration, UpstreamClient) async -> EngineExit
    ) -> EngineExit {
        do {
            let configuration = try Engine.read(path, environment).current
            return try EventLoop.run { loop in
                let client = UpstreamClient(on: loop, configuration: UpstreamConfiguration(environment: environment))
                do throws(UpstreamError) {
                    // Now, and not when somebody has gone all the way through a browser.
                    try client.prepare()
                } catch {
                    return .noUpstreamClient("\(error)")
                }
                let end = await withTaskGroup(of: EngineExit?.self) { group in
                    group.addTask { await body(loop, configuration, client) }
                    group.addTask { await Self.waitForSignal(signals, on: loop) }
                    let first = await group.next() ?? nil
                    group.cancelAll()
                    // What was cancelled may have come to its end nevertheless.
                    let second = await group.next() ?? nil
                    return first == .interrupted ? second ?? .interrupted : first ?? .interrupted
                }
                client.close()
                return end
            }
        } catch let end as EngineExit {
            return end
        } catch {
            return .system("\(error)")
        }
    }

    private static func waitForSignal(_ signals: SignalSource, on loop: EventLoop) async -> EngineExit? {
        while (try? await loop.readable(signals.descriptor)) != nil {
            while let signal = signals.next() {
                if signal != .pipe { return .interrupted }
            }
        }
        return nil
    }

    private static func exit(_ error: SignInError, _ kind: ProviderKind) -> EngineExit {
        switch error {
        case .noOAuthClient, .unusableAddress: .configurationInvalid("\(error)")
        case .portsInUse(let text): .addressInUse("\(text). \(portAdvice(kind))")
        case .notStored(let text): .credentialsUnusable(text)
        default: .signInFailed("\(kind.title): \(error)")
        }
    }

    private static func portAdvice(_ kind: ProviderKind) -> String {
        if kind.deviceSignInFlag != nil {
            return "End that, or sign in with a code: ccproxy auth \(kind) --device"
        }
        return "End that, or listen on another port with ccproxy auth \(kind) --callback-port N, and paste the address "
            + "that the browser ends up at"
    }

    private static func write(_ text: String, to descriptor: CInt) {
        // When nobody reads any more, the exit status still tells.
        try? Descriptor.writeAll(descriptor, text + "\n")
    }
}

extension SignInRequest.Method {
    /// Whose account it is about.
    var kind: ProviderKind {
        switch self {
        case .codex, .codexDevice: .codex
        case .claude: .claude
        case .antigravity: .antigravity
        case .gemini: .gemini
        }
    }
}
