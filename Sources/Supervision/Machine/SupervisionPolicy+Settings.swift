package import ProxyModel

extension SupervisionPolicy {
    /// What the settings say.
    package init(_ settings: Settings) {
        self.init(
            restart: RestartPolicy(
                initialDelay: settings.restart.initialDelay,
                maximumDelay: settings.restart.maximumDelay,
                maximumAttempts: settings.restart.maximumAttempts,
                stableAfter: settings.restart.stableAfter
            ),
            health: HealthPolicy(
                interval: settings.health.interval,
                timeout: settings.health.timeout,
                failures: settings.health.failures
            ),
            stopGrace: settings.stopGrace
        )
    }
}
