import HTTPTransport
import PlatformSupport
package import ProxyModel

/// The one place that acts on a provider's engine.
///
/// Requests, ends of processes, results of probes and deadlines all become events in one queue; ``run()`` takes them one
/// at a time, asks the ``ProviderMachine`` what to do and does it. So any number of simultaneous starts and stops has one
/// order, and there is one process at most.
package actor ProviderLane {
    /// Everything of ours happens on the daemon's loop: no event ever changes threads.
    package nonisolated var unownedExecutor: UnownedSerialExecutor { context.loop.asUnownedSerialExecutor() }

    package nonisolated let id: ProviderID
    let context: LaneContext
    var settings: ProviderSettings
    var log: EngineLog
    var machine: ProviderMachine
    var engine: EngineProcess?
    /// The engine before: whose session may have left something behind.
    var former: EngineSweep.Leader?
    /// Who descended from the engine when it was told to end.
    var relatives: Set<ProcessIdentity> = []
    /// The engine that the last launch found, for `status`.
    var engineName: String?

    private let events: EventQueue<Incoming>
    private var startWaiters: [CheckedContinuation<StartOutcome, Never>] = []
    private var stopWaiters: [CheckedContinuation<StopOutcome, Never>] = []
    private var healthWaiters: [CheckedContinuation<Void, Never>] = []
    private var isClosed = false
    /// The state that the log was told last.
    private var notedState = ProviderState.stopped
    /// What was last told to whoever watches.
    private var shown = Appearance()

    /// What of a provider's state can be seen from outside, and changes without a request.
    private struct Appearance: Equatable {
        var state = ProviderState.stopped
        var pid: Int32?
        var restarts = 0
        var error: String?
    }

    /// What the queue carries.
    ///
    /// A request brings along whoever waits for it: nobody is told what became of an earlier one.
    private enum Incoming: Sendable {
        case event(ProviderEvent)
        /// A start or a restart.
        case start(ProviderEvent, CheckedContinuation<StartOutcome, Never>)
        case stop(CheckedContinuation<StopOutcome, Never>)
        case refresh(CheckedContinuation<Void, Never>)
        case close
    }

    package init(settings: ProviderSettings, policy: SupervisionPolicy, logs: LogSettings, context: LaneContext) {
        id = settings.id
        self.settings = settings
        self.context = context
        machine = ProviderMachine(policy: policy, seed: .random(in: .min ... .max))
        log = EngineLog(in: context.base.provider(settings.id), limits: logs)
        events = EventQueue(on: context.loop)
    }

    /// The engine's process; nil when there is none.
    package var pid: Int32? { engine?.handle.pid }

    /// Nothing of the provider runs, and nothing will without a request.
    var isAtRest: Bool { engine == nil && machine.isIdle && machine.nextDeadline == nil }

    // MARK: Requests

    /// Brings the provider up unless it is, and waits for the proof.
    package func start() async -> StartOutcome {
        guard !isClosed else { return .failed(Self.farewell) }
        return await withCheckedContinuation { events.send(.start(.startRequested, $0)) }
    }

    /// Ends the engine if there is one, and waits until nothing of it is left.
    package func stop() async -> StopOutcome {
        guard !isClosed else { return .failed(Self.farewell) }
        return await withCheckedContinuation { events.send(.stop($0)) }
    }

    /// Ends the engine and starts a new one.
    package func restart() async -> StartOutcome {
        guard !isClosed else { return .failed(Self.farewell) }
        return await withCheckedContinuation { events.send(.start(.restartRequested, $0)) }
    }

    /// Looks at the engine now, so that what is reported next is true now.
    package func refresh() async {
        guard !isClosed else { return }
        await withCheckedContinuation { events.send(.refresh($0)) }
    }

    /// Takes new settings over; a running engine keeps its port until its next start.
    package func configure(_ settings: ProviderSettings, policy: SupervisionPolicy, logs: LogSettings) {
        self.settings = settings
        log = EngineLog(in: context.base.provider(id), limits: logs)
        events.send(.event(.policyChanged(policy)))
    }

    /// Lets go: the engine lives on, this lane does not, and whoever waits is told.
    package func close() {
        isClosed = true
        events.send(.close)
    }

    private static let farewell = "the daemon is ending; what runs lives on"

    // MARK: The one task

    /// Handles events until ``close()``.
    package func run() async {
        await withDiscardingTaskGroup { group in
            if let engine {
                watch(engine.handle, generation: engine.generation, in: &group)
                keepLogShort(in: &group)
            }
            while true {
                switch await events.next(until: machine.nextDeadline) {
                case .event(let event)?: handle(event, in: &group)
                case .start(let request, let waiter)?:
                    if request == .restartRequested, let reason = obstacleToRestart() {
                        waiter.resume(returning: .failed(reason))
                    } else {
                        startWaiters.append(waiter)
                        take(request, in: &group)
                    }
                case .stop(let waiter)?:
                    stopWaiters.append(waiter)
                    take(.stopRequested, in: &group)
                case .refresh(let waiter)?:
                    healthWaiters.append(waiter)
                    take(.healthRequested, in: &group)
                case nil: handle(.deadlineReached, in: &group)
                case .close?:
                    sayFarewell()
                    group.cancelAll()
                    return
                }
            }
        }
    }

    /// Handles a request, unless the lane is closing: then nothing is begun any more.
    private func take(_ request: ProviderEvent, in group: inout DiscardingTaskGroup) {
        if !isClosed { handle(request, in: &group) }
    }

    /// Why an engine is not ended for a new one: there would be none afterwards.
    ///
    /// One that does not answer counts like a well one: streams may still move through it, and ending it mends nothing.
    private func obstacleToRestart() -> String? {
        // Looking writes the engine's configuration, which may be another daemon's by now, or nobody's.
        guard context.standing.look() == .firm else { return nil }
        guard machine.state == .running || machine.state == .unhealthy, let engine else { return nil }
        do throws(EngineLauncher.Failure) {
            try context.engines.check(settings, whileRunningOn: engine.port)
            return nil
        } catch {
            return "\(error.reason)\nPID \(engine.handle.pid) goes on as before"
        }
    }

    private func sayFarewell() {
        finishStarts(.failed(Self.farewell))
        finishStops(.failed(Self.farewell))
        answerHealthWaiters()
    }

    func send(_ event: ProviderEvent) { events.send(.event(event)) }

    func handle(_ event: ProviderEvent, in group: inout DiscardingTaskGroup) {
        let actions = machine.handle(event, at: context.now())
        for action in actions { perform(action, in: &group) }
        noteState()
        noteChange()
        if !machine.isProbing { answerHealthWaiters() }
    }

    /// Rings for whoever watches when the provider looks different from before.
    private func noteChange() {
        let now = Appearance(
            state: machine.state,
            pid: machine.phase.run?.pid,
            restarts: machine.restarts,
            error: machine.lastError
        )
        guard now != shown else { return }
        shown = now
        context.changes.ring()
    }

    private func answerHealthWaiters() {
        let waiters = healthWaiters
        healthWaiters = []
        for waiter in waiters { waiter.resume() }
    }

    func finishStarts(_ outcome: StartOutcome) {
        let waiters = startWaiters
        startWaiters = []
        for waiter in waiters { waiter.resume(returning: outcome) }
    }

    func finishStops(_ outcome: StopOutcome) {
        let waiters = stopWaiters
        stopWaiters = []
        for waiter in waiters { waiter.resume(returning: outcome) }
    }

    /// Tells the log when the provider has another state than it was told last.
    ///
    /// A launch that comes to nothing leaves no trace: a port that stays somebody else's is not news every interval.
    private func noteState() {
        guard machine.phase != .launching, machine.state != notedState else { return }
        let before = notedState
        notedState = machine.state
        let why = machine.lastError.map { " (\($0))" } ?? ""
        let pid = machine.phase.run.map { " PID \($0.pid)" } ?? ""
        context.log.write("\(id): \(before.rawValue) → \(machine.state.rawValue)\(pid)\(why)")
    }
}
