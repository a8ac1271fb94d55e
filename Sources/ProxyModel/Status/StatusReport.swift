/// The answer to "what is going on?": what `ccproxy status --json` prints and `GET /v1/status` serves.
///
/// The names in the JSON text are the interface. Facts that are not known stand there as `null`; the optional extras
/// at the end of a provider are left out when there is nothing to say.
package struct StatusReport: Equatable, Sendable {
    package var daemon: Daemon
    package var dashboard: Dashboard
    /// In display order: the predefined providers first.
    package var providers: [Provider]

    package init(daemon: Daemon, dashboard: Dashboard, providers: [Provider]) {
        self.daemon = daemon
        self.dashboard = dashboard
        self.providers = providers
    }
}
