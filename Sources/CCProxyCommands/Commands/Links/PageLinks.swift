import ProxyModel

/// The pages that a browser can open: one for each provider, and the dashboard.
struct PageLinks: Equatable {
    /// One page.
    struct Page: Equatable {
        /// The provider's name; nil for the dashboard.
        let provider: String?
        /// What listens, on the machine that the proxies run on.
        let target: PortForward.Target
        /// The port under which a browser finds it: another one where ports are forwarded under other numbers.
        let port: UInt16
        /// What a browser opens.
        ///
        /// The dashboard's carries its key in the fragment, which browsers send to nobody.
        let url: String

        /// What people call it.
        var name: String { provider ?? "dashboard" }
    }

    let pages: [Page]
    let dashboard: Page

    /// Every page, the dashboard last.
    var all: [Page] { pages + [dashboard] }

    /// - Parameters:
    ///   - providers: whose pages, in order.
    ///   - settings: where the dashboard listens.
    ///   - dashboardKey: opens the dashboard; nil leaves it out, where the port may be somebody else's.
    ///   - offset: what is added to every port.
    /// - Throws: `CommandFailure` with the status for wrong usage where that makes no port.
    init(
        of providers: [ProviderSettings],
        _ settings: Settings,
        dashboardKey: String?,
        offset: Int
    ) throws(CommandFailure) {
        var pages: [Page] = []
        for provider in providers {
            let port = try Self.shifted(provider.port, by: offset)
            pages.append(
                Page(
                    provider: provider.id.name,
                    target: PortForward.Target(host: provider.clientHost, port: provider.port),
                    port: port,
                    url: provider.url(port: port) + "/management.html#/quota"
                )
            )
        }
        let port = try Self.shifted(settings.dashboardPort, by: offset)
        self.pages = pages
        dashboard = Page(
            provider: nil,
            target: PortForward.Target(host: "127.0.0.1", port: settings.dashboardPort),
            port: port,
            url: Settings.dashboardURL(port: port) + (dashboardKey.map { "#key=\($0)" } ?? "")
        )
    }

    /// What a browser's machine has to forward to reach all of them.
    var forwards: [PortForward] { all.map { PortForward(localPort: $0.port, target: $0.target) } }

    private static func shifted(_ port: UInt16, by offset: Int) throws(CommandFailure) -> UInt16 {
        if let shifted = UInt16(exactly: Int(port) + offset), shifted > 0 { return shifted }
        throw CommandFailure(
            "port \(port) with an offset of \(offset) is \(Int(port) + offset), which is no port",
            remedy: "choose one between -\(port - 1) and \(65535 - Int(port)), for example 10000",
            exitCode: .wrongUsage
        )
    }
}
