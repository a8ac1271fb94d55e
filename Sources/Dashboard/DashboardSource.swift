package import HTTPTransport
package import PlatformSupport
package import ProxyModel

/// What the dashboard shows, and what can be done through it.
package struct DashboardSource: Sendable {
    /// On which everything happens.
    let loop: EventLoop
    /// Where the keys and logs of the providers lie.
    let base: BaseDirectory
    /// Rung whenever a provider stands differently from before.
    let changes: Bell
    /// How everything stands.
    let report: @Sendable () async -> StatusReport
    /// Does something with a provider.
    ///
    /// Returns why it could not be done; nil when it was.
    let act: @Sendable (DashboardAction, String) async -> String?

    /// - Parameters:
    ///   - loop: on which everything happens.
    ///   - base: where the keys and logs of the providers lie.
    ///   - changes: rung whenever a provider stands differently from before.
    ///   - report: how everything stands; asked often while somebody watches, so it must not cost much.
    ///   - act: does something with the provider of a name, and returns why it could not.
    package init(
        loop: EventLoop,
        base: BaseDirectory,
        changes: Bell,
        report: @escaping @Sendable () async -> StatusReport,
        act: @escaping @Sendable (DashboardAction, String) async -> String?
    ) {
        self.loop = loop
        self.base = base
        self.changes = changes
        self.report = report
        self.act = act
    }
}
