import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import Supervision

/// A kernel of values: at most one process, which does what the machine's signals say, with a will of its own.
private struct World {
    var driver: MachineDriver
    var random: SplitMix64
    var isAlive = false
    var launches = 0
    var waitingStarts = 0
    var waitingStops = 0
    var pending: [ProviderAction] = []

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        driver = MachineDriver(seed: seed)
    }

    mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }

    mutating func send(_ event: ProviderEvent) {
        if case .startRequested = event { waitingStarts += 1 }
        if case .restartRequested = event { waitingStarts += 1 }
        if case .stopRequested = event { waitingStops += 1 }
        pending += driver.send(event)
        while !pending.isEmpty { perform(pending.removeFirst()) }
    }

    mutating func perform(_ action: ProviderAction) {
        switch action {
        case .launch:
            #expect(!isAlive, "two processes at once")
            launches += 1
            // Whatever the lane does: the machine must not depend on nobody's asking while a launch is under way.
            while chance(20) { send([.startRequested, .stopRequested, .restartRequested][Int(random.next() % 3)]) }
            if chance(5) { return send(.portHeld(by: "PID 1")) }
            if chance(5) { return send(.launchRefused("no")) }
            if chance(5) { return send(.launchFailed("later")) }
            isAlive = true
            driver.nextPID += 1
            let pid = driver.nextPID
            send(chance(5) ? .launchedInVain(pid: pid, "full", mayPass: chance(50)) : .launched(pid: pid))
        case .probe(let generation):
            #expect(isAlive || driver.machine.phase.run == nil)
            let outcomes: [ProbeOutcome] = [
                .ready, .ready, .ready, .notListening, .noAnswer("x", isStreaming: false),
                .noAnswer("x", isStreaming: true), .foreignListener("PID 2"), .unknown("x"),
            ]
            send(.probed(outcomes[Int(random.next() % 8)], generation: generation))
        case .signal(let signal):
            #expect(isAlive, "a signal to nobody")
            if signal == .kill || chance(60) { die(.signalled(signal.rawValue)) }
        case .clear:
            if chance(20) { send(.notCleared("PID 3")) } else { send(.cleared) }
        case .finishStarts: waitingStarts = 0
        case .finishStops: waitingStops = 0
        }
    }

    mutating func die(_ status: PlatformSupport.ExitStatus) {
        guard isAlive else { return }
        isAlive = false
        send(.ended(status, generation: driver.generation, lastLines: []))
    }

    mutating func step() {
        switch random.next() % 8 {
        case 0: send(.startRequested)
        case 1: send(.stopRequested)
        case 2: send(.restartRequested)
        case 3: send(.healthRequested)
        case 4: die(.exited(code: 1))
        default: tick()
        }
    }

    mutating func tick() {
        guard let deadline = driver.machine.nextDeadline else { return }
        if deadline > driver.now.monotonic { driver.advance(by: deadline - driver.now.monotonic) }
        send(.deadlineReached)
    }
}

@Suite("Whatever happens in whatever order")
struct MachinePropertyTests {
    @Test(arguments: RandomSeeds.fresh(200))
    func `there is one process at most, and a last stop always ends in stopped`(seed: UInt64) {
        var world = World(seed: seed)
        for _ in 0..<300 { world.step() }
        world.send(.stopRequested)
        var patience = 2000
        while world.driver.state != .stopped, world.driver.state != .failed, patience > 0 {
            patience -= 1
            world.tick()
        }
        #expect(!world.isAlive, "seed \(seed)")
        #expect(world.waitingStops == 0 && world.waitingStarts == 0, "somebody waits for ever; seed \(seed)")
        #expect(world.driver.machine.nextDeadline == nil, "seed \(seed)")
    }

    @Test(arguments: RandomSeeds.fresh(200))
    func `whoever waits is always told in the end`(seed: UInt64) {
        var world = World(seed: seed)
        for _ in 0..<300 { world.step() }
        var patience = 5000
        while world.waitingStarts + world.waitingStops > 0, patience > 0 {
            patience -= 1
            world.tick()
        }
        #expect(world.waitingStarts == 0 && world.waitingStops == 0, "seed \(seed), \(world.driver.machine.phase)")
    }
}
