import Supervision

/// What an engine that signs somebody in sees of the caller's environment.
///
/// More than a server does: it opens a browser and talks to a terminal. Still not everything, since cli-proxy-api
/// replaces its whole configuration for some variables.
enum LoginEnvironment {
    private static let names: Set<String> = [
        // Which browser, on which screen.
        "BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "DESKTOP_SESSION",
        "WSL_DISTRO_NAME", "WSL_INTEROP", "WSLENV",
        // Which terminal.
        "TERM", "COLORTERM", "NO_COLOR", "COLUMNS", "LINES", "SHELL",
    ]
    private static let beginnings = ["XDG_", "KDE_", "GNOME_", "SSH_"]

    /// The part of the caller's environment that goes through.
    static func select(from environment: [String: String]) -> [String: String] {
        environment.filter { name, _ in
            EngineEnvironment.isNeeded(name) || names.contains(name) || beginnings.contains { name.hasPrefix($0) }
        }
    }
}
