/// What the command line says about a login.
struct SignInRequest: Equatable {
    /// Where to sign in, and how.
    enum Method: Equatable {
        case codex, codexDevice, claude, antigravity, gemini
    }

    var method: Method
    /// Whether the user wants no browser to be opened.
    var opensNoBrowser = false
    /// The port for the callback; nil: the one that is registered.
    var callbackPort: UInt16?
}
