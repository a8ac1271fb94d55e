/// How patient the supervisor is, as data: the numbers behind every decision of ``ProviderMachine``.
package struct SupervisionPolicy: Hashable, Sendable {
    /// When an engine that ended by itself is started again.
    package var restart: RestartPolicy
    /// How an engine's health is watched.
    package var health: HealthPolicy
    /// From TERM to KILL when somebody asked for the stop.
    package var stopGrace: Duration
    /// From KILL until the supervisor says that something cannot be ended.
    package var clearingLimit: Duration

    package init(
        restart: RestartPolicy = RestartPolicy(),
        health: HealthPolicy = HealthPolicy(),
        stopGrace: Duration = .seconds(10),
        clearingLimit: Duration = .seconds(5)
    ) {
        self.restart = restart
        self.health = health
        self.stopGrace = stopGrace
        self.clearingLimit = clearingLimit
    }
}

/// Restarts: the first at once, then exponential with jitter, then no more.
package struct RestartPolicy: Hashable, Sendable {
    /// The wait before the second restart in a row; each further one doubles it.
    package var initialDelay: Duration
    /// No wait is longer than this.
    package var maximumDelay: Duration
    /// The start in a row that is the last one if it ends badly too: 5 are the first start and four restarts, 1 and 0
    /// never restart.
    package var maximumAttempts: Int
    /// An engine that was ready for so long starts with a clean sheet.
    package var stableAfter: Duration

    package init(
        initialDelay: Duration = .milliseconds(500),
        maximumDelay: Duration = .seconds(30),
        maximumAttempts: Int = 5,
        stableAfter: Duration = .seconds(30)
    ) {
        self.initialDelay = initialDelay
        self.maximumDelay = maximumDelay
        self.maximumAttempts = maximumAttempts
        self.stableAfter = stableAfter
    }

    /// The wait after the `failures`-th bad end in a row, or nil when that was one too many.
    ///
    /// - Parameters:
    ///   - failures: how many starts in a row have ended badly, at least one.
    ///   - fraction: a random number from 0 up to 1; it takes up to a quarter off the wait, so that engines that died
    ///     together do not come back together for ever.
    /// - Returns: how long to wait; zero the first time, nil when there is to be no further try.
    package func delay(afterFailures failures: Int, fraction: Double) -> Duration? {
        guard failures < maximumAttempts else { return nil }
        guard failures > 1 else { return .zero }
        var delay = min(initialDelay, maximumDelay)
        for _ in 2..<failures where delay < maximumDelay {
            delay = min(delay * 2, maximumDelay)
        }
        return delay * (1 - 0.25 * min(max(fraction, 0), 1))
    }
}

/// Health: how often is asked, how long is waited, and how many silences are too many.
package struct HealthPolicy: Hashable, Sendable {
    /// Between two questions to a running engine.
    package var interval: Duration
    /// For one answer.
    package var timeout: Duration
    /// So many failed probes in a row replace the engine, unless streams are moving.
    package var failures: Int
    /// From spawn until the engine must have proven that it is ready.
    package var startupLimit: Duration
    /// From TERM to KILL for an engine that has stopped answering: it is not drained, it is replaced.
    package var unresponsiveGrace: Duration

    package init(
        interval: Duration = .seconds(5),
        timeout: Duration = .seconds(1),
        failures: Int = 2,
        startupLimit: Duration = .seconds(30),
        unresponsiveGrace: Duration = .seconds(2)
    ) {
        self.interval = interval
        self.timeout = timeout
        self.failures = failures
        self.startupLimit = startupLimit
        self.unresponsiveGrace = unresponsiveGrace
    }

    /// Between two questions to an engine that does not answer while somebody waits for it.
    ///
    /// Streams that are alive move within it, so that an engine that is only busy is not taken for a dead one.
    package var confirmationDelay: Duration { min(interval, .milliseconds(250)) }

    /// The first wait between two readiness probes of a starting engine; it grows by half each time.
    package static let firstReadinessDelay = Duration.microseconds(500)
    /// The longest wait between two readiness probes.
    package static let longestReadinessDelay = Duration.milliseconds(50)
}
