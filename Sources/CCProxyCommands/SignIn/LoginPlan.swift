import PlatformSupport
import ProxyModel

/// One sign-in: which engine does it, with which arguments, and what the person should know before it begins.
struct LoginPlan: Equatable {
    let engine: EngineLocation
    /// Behind the engine's name.
    let arguments: [String]
    /// What to print first, line by line; what our own engine says by itself is not in it.
    let guide: [String]
    /// The port that has to be free for it; nil where none is needed, or the engine finds one by itself.
    let neededPort: UInt16?

    /// Plans a sign-in.
    ///
    /// - Parameters:
    ///   - provider: whose account.
    ///   - configuration: the engine's configuration file.
    ///   - engine: the engine.
    ///   - flags: what it understands.
    ///   - options: how the person wants it.
    ///   - place: where the person sits.
    /// - Throws: `CommandFailure` when the engine cannot do that.
    init(
        _ provider: ProviderSettings,
        configuration: String,
        engine: EngineLocation,
        flags: LoginFlags,
        options: LoginOptions,
        place: LoginPlace
    ) throws(CommandFailure) {
        self.engine = engine
        let flag = try Self.flag(for: provider, options)
        guard flags.contains(flag) else { throw Self.missing(flag, provider, engine) }
        let isOurs = engine.kind == .gateway
        var arguments = ["-config", configuration, flag]
        // Our own engine looks where it is by itself.
        if options.opensNoBrowser || (!isOurs && !place.hasBrowser && !options.usesDeviceCode) {
            arguments.append("-no-browser")
        }
        if let port = options.callbackPort { arguments += ["-oauth-callback-port", String(port)] }
        self.arguments = arguments
        let guide = LoginGuide(provider: provider, engine: engine, options: options, place: place, flags: flags)
        self.guide = isOurs ? [] : guide.lines
        neededPort = isOurs || options.usesDeviceCode ? nil : options.callbackPort ?? provider.kind.callbackPort
    }

    private static func flag(
        for provider: ProviderSettings,
        _ options: LoginOptions
    ) throws(CommandFailure) -> String {
        guard options.usesDeviceCode else { return provider.kind.signInFlag }
        if let flag = provider.kind.deviceSignInFlag { return flag }
        throw CommandFailure(
            "\(provider.kind.title) accounts cannot be signed in with a device code",
            remedy: "ccproxy auth \(provider.id)  signs in with a browser on any machine",
            exitCode: .wrongUsage
        )
    }

    /// The engine has no such flag: what else can be done.
    private static func missing(
        _ flag: String,
        _ provider: ProviderSettings,
        _ engine: EngineLocation
    ) -> CommandFailure {
        let message = "\(engine.name) cannot sign \(provider.kind.title) accounts in: it has no \(flag)"
        switch provider.kind {
        case .gemini:
            return CommandFailure(
                message,
                remedy: engine.kind == .gateway
                    ? "ccproxy auth add-key \(provider.id)  uses an API key"
                    : "cli-proxy-api dropped that in version 7.2.20\n"
                        + "ccproxy auth add-key \(provider.id)  uses an API key instead"
            )
        case .codex where flag == provider.kind.deviceSignInFlag:
            return CommandFailure(message, remedy: "ccproxy auth \(provider.id)  signs in with a browser")
        case .antigravity, .claude, .codex:
            let name = "providers.\(provider.id).engine"
            let other =
                engine.kind == .gateway
                ? "it is of another version than ccproxy: build or install both anew"
                : "ours can: ccproxy config set \(name) \(EngineKind.gateway)"
            let hasKeys = EngineAPIKeys.name(for: provider.kind) != nil
            let key = hasKeys ? "\nccproxy auth add-key \(provider.id)  uses an API key" : ""
            return CommandFailure(message, remedy: other + key)
        }
    }
}
