extension Settings {
    /// Where the dashboard is, or will be, for a browser on this machine.
    package var dashboardURL: String { Self.dashboardURL(port: dashboardPort) }

    /// The same with any port, for a browser at the far end of a forwarded one.
    package static func dashboardURL(port: UInt16) -> String {
        "http://127.0.0.1:\(port)/cc_proxy_management_dashboard.html"
    }
}
