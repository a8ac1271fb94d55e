#if os(Linux)

extension Desktop {
    /// Whether there is a screen that a window could be shown on.
    package static func hasDisplay(environment: [String: String]) -> Bool {
        ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
    }

    /// Programs that open an address in the browser that the person prefers, best first.
    static var openers: [String] { ["xdg-open", "sensible-browser", "wslview"] }
}

#endif
