/// How a running engine is probed.
package struct HealthSettings: Hashable, Sendable {
    /// From one probe to the next.
    package var interval: Duration = .seconds(5)
    /// How long one probe may take.
    package var timeout: Duration = .seconds(1)
    /// Failures in a row that make it unhealthy.
    package var failures = 2

    package init() {}
}
