import PlatformSupport
import ProxyModel

@testable import Supervision

/// Drives a machine as a lane would, on a clock that only the test moves.
struct MachineDriver {
    var machine: ProviderMachine
    var now = Moment(monotonic: .now, wall: 1_700_000_000)
    var nextPID: Int32 = 100

    init(policy: SupervisionPolicy = SupervisionPolicy(), seed: UInt64 = 1) {
        machine = ProviderMachine(policy: policy, seed: seed)
    }

    @discardableResult
    mutating func send(_ event: ProviderEvent) -> [ProviderAction] { machine.handle(event, at: now) }

    mutating func advance(by duration: Duration) {
        now.monotonic += duration
        now.wall += Double(duration.components.seconds)
    }

    /// Moves to the machine's own deadline and says so.
    @discardableResult
    mutating func reachDeadline() -> [ProviderAction] {
        guard let deadline = machine.nextDeadline else { return [] }
        if deadline > now.monotonic { advance(by: deadline - now.monotonic) }
        return send(.deadlineReached)
    }

    var generation: Int { machine.phase.run?.generation ?? 0 }

    @discardableResult
    mutating func probe(_ outcome: ProbeOutcome) -> [ProviderAction] {
        send(.probed(outcome, generation: generation))
    }

    @discardableResult
    mutating func launch() -> [ProviderAction] {
        nextPID += 1
        return send(.launched(pid: nextPID))
    }

    @discardableResult
    mutating func end(_ status: PlatformSupport.ExitStatus?, lines: [String] = []) -> [ProviderAction] {
        send(.ended(status, generation: generation, lastLines: lines))
    }

    /// From stopped to running and proven.
    mutating func bringUp() {
        send(.startRequested)
        launch()
        reachDeadline()
        probe(.ready)
    }

    static func running(policy: SupervisionPolicy = SupervisionPolicy()) -> MachineDriver {
        var driver = MachineDriver(policy: policy)
        driver.bringUp()
        return driver
    }

    var state: ProviderState { machine.state }
}
