/// What can be done with a provider through the dashboard.
package enum DashboardAction: String, CaseIterable, Sendable {
    case start, stop, restart
}
