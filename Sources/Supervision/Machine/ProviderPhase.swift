/// Where a provider stands.
///
/// Each case carries exactly what matters while it lasts.
package enum ProviderPhase: Hashable, Sendable {
    package typealias Instant = ContinuousClock.Instant

    /// Nothing runs and nothing is wanted.
    case stopped
    /// A launch is under way; there is no process yet.
    case launching
    /// A process runs that has not yet proven that it is ready.
    case starting(EngineRun, Readiness)
    /// Ready; `nextProbe` is nil while a probe is under way.
    case running(EngineRun, nextProbe: Instant?)
    /// It was ready, or found alive, and does not answer now.
    case unhealthy(EngineRun, Trouble)
    /// Told to end; what follows is in the ending.
    case stopping(EngineRun, Ending, Escalation)
    /// The process is gone; what it may have left behind is being ended.
    case clearing(Ending, Clearing)
    /// Waiting before the next start.
    case backoff(until: Instant)
    /// Somebody else holds the port; looked at again at `recheckAt` if it was running before.
    case foreign(holder: String, recheckAt: Instant?)
    /// Given up: a person has to look.
    case failed

    /// The wait for the proof of readiness.
    package struct Readiness: Hashable, Sendable {
        /// Too late after this.
        package var limit: Instant
        /// When to look again; nil while a probe is under way.
        package var nextProbe: Instant?
        /// The wait before the look after that.
        package var delay: Duration
    }

    /// An engine that does not answer.
    package struct Trouble: Hashable, Sendable {
        /// What the last probe saw.
        package var reason: String
        /// Probes in a row that failed, counted at most twice an interval.
        package var failures: Int
        /// When the last one was counted.
        package var countedAt: Instant
        /// When to look again; nil while a probe is under way.
        package var nextProbe: Instant?
    }

    /// What is to follow when the engine is gone.
    package enum Ending: Hashable, Sendable {
        /// Nothing.
        case stop
        /// A start, at once: somebody asked for it.
        case relaunch
        /// A start when the restart policy allows it: it failed.
        case retry
        /// Nothing, for this reason, until a person changes something.
        case refused(String)
        /// Nothing, since this holder has the port.
        case foreign(holder: String)

        /// Whether somebody has asked for the end.
        var isOnRequest: Bool {
            switch self {
            case .stop, .relaunch: true
            case .retry, .refused, .foreign: false
            }
        }
    }

    /// How far a stop has gone.
    package enum Escalation: Hashable, Sendable {
        /// TERM was sent; KILL follows.
        case terminating(killAt: Instant)
        /// KILL was sent; whoever waits is told at `reportAt` that it does not die.
        case killing(reportAt: Instant)
        /// Reported; the end is still awaited.
        case stuck
    }

    /// The sweep after an end.
    package struct Clearing: Hashable, Sendable {
        /// After this, whoever waits is told what is left.
        package var limit: Instant
        /// When to look again; nil while a look is under way.
        package var retryAt: Instant?
    }

    /// The process of this phase, where there is one.
    package var run: EngineRun? {
        switch self {
        case .starting(let run, _), .running(let run, _), .unhealthy(let run, _), .stopping(let run, _, _): run
        case .stopped, .launching, .clearing, .backoff, .foreign, .failed: nil
        }
    }

    /// When the machine has to be asked again even if nothing happens.
    package var deadline: Instant? {
        switch self {
        case .stopped, .launching, .failed: nil
        case .starting(_, let readiness): readiness.nextProbe.map { min($0, readiness.limit) } ?? readiness.limit
        case .running(_, let nextProbe): nextProbe
        case .unhealthy(_, let trouble): trouble.nextProbe
        case .stopping(_, _, .terminating(let killAt)): killAt
        case .stopping(_, _, .killing(let reportAt)): reportAt
        case .stopping(_, _, .stuck): nil
        case .clearing(_, let clearing): clearing.retryAt
        case .backoff(let until): until
        case .foreign(_, let recheckAt): recheckAt
        }
    }
}
