extension Settings {
    /// Where the dashboard is, or will be, for a browser on this machine.
    package var dashboardURL: String {
        "http://127.0.0.1:\(dashboardPort)/cc_proxy_management_dashboard.html"
    }
}
