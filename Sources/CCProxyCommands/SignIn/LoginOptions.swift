import CommandParsing

/// How somebody wants to sign in.
struct LoginOptions: Equatable {
    /// Open no browser, whatever could be opened.
    var opensNoBrowser = false
    /// With a code that is typed on any device, instead of a browser that comes back here.
    var usesDeviceCode = false
    /// Where to listen for the browser's return, instead of the provider's own port.
    var callbackPort: UInt16?

    static let noBrowser = OptionSpec("no-browser", summary: "Open no browser; only print the address.")
    static let device = OptionSpec("device", summary: "Sign in with a code that is typed on any device (Codex).")
    static let port = OptionSpec(
        "callback-port",
        value: .init("N", .integer(1...65_535)),
        summary: "Listen on this port for the browser's return.",
        defaultText: "the one that is registered with the provider"
    )
}

extension LoginOptions {
    init(_ parsed: ParsedCommand) {
        opensNoBrowser = parsed.has(Self.noBrowser.long)
        usesDeviceCode = parsed.has(Self.device.long)
        callbackPort = parsed.integer(of: Self.port.long).flatMap { UInt16(exactly: $0) }
    }
}
