#if canImport(Darwin)

extension Desktop {
    /// Whether there is a screen that a window could be shown on: always, whoever asks over SSH aside.
    package static func hasDisplay(environment: [String: String]) -> Bool { true }

    /// Programs that open an address in the browser that the person prefers.
    static var openers: [String] { ["/usr/bin/open"] }
}

#endif
