import PlatformSupport

/// What the command line asks the engine to do.
enum EngineInvocation: Equatable {
    /// Serve requests as the configuration at that path says.
    case serve(configuration: String)
    /// Sign in and store the account where the configuration says.
    case signIn(configuration: String, SignInRequest)
    /// Renew the token of the account with that token file, or of all when it is nil.
    case refresh(configuration: String, file: String?)
    /// Say which flags there are.
    case help
    /// Nothing that can be done; the text says what is wrong.
    case wrong(String)
}

extension EngineInvocation {
    /// What ends it from its terminal besides Ctrl-C.
    ///
    /// Whoever signs in or renews must come to an orderly end then: a provider's answer that is on its way may hold the
    /// only refresh token that is still good.
    var terminalSignals: [Signal] {
        switch self {
        case .signIn, .refresh: [.hangup, .quit]
        case .serve, .help, .wrong: []
        }
    }
}
