import PlatformSupport
import ProxyModel
import Testing

@testable import Supervision

@Suite("An engine that fails")
struct FailureTests {
    @Test func `the first crash is answered at once`() {
        var driver = MachineDriver.running()
        #expect(driver.end(.signalled(9)) == [.clear])
        #expect(driver.send(.cleared).last == .launch)
        driver.launch()
        driver.reachDeadline()
        driver.probe(.ready)
        #expect(driver.machine.restarts == 1)
        #expect(driver.machine.lastError == "ended by itself: killed by SIGKILL (9)")
    }

    @Test func `waits grow, are capped, and the tries are bounded`() {
        var driver = MachineDriver(policy: .init(restart: .init(maximumDelay: .seconds(1))))
        driver.send(.startRequested)
        var waits: [Duration] = []
        for _ in 0..<100 where driver.state != .failed {
            if driver.state == .backoff {
                let before = driver.now.monotonic
                driver.reachDeadline()
                waits.append(driver.now.monotonic - before)
            }
            driver.launch()
            driver.end(.exited(code: 3), lines: ["boom"])
            driver.send(.cleared)
        }
        #expect(driver.state == .failed)
        #expect(driver.machine.exits.count == 5)
        #expect(waits.count == 3, "the first restart is at once, the fifth failure the last")
        for (wait, bounds) in zip(waits, [(375, 500), (750, 1000), (750, 1000)]) {
            #expect(wait >= .milliseconds(bounds.0) && wait <= .milliseconds(bounds.1))
        }
        #expect(driver.machine.lastError == "gave up after 5 tries: ended by itself: exit status 3")
        #expect(driver.machine.lastLines == ["boom"])
        #expect(driver.machine.nextDeadline == nil, "a failed provider burns nothing")
    }

    @Test func `giving up tells whoever still waits for the start`() {
        var driver = MachineDriver(policy: .init(restart: .init(maximumAttempts: 1)))
        driver.send(.startRequested)
        driver.launch()
        driver.end(.exited(code: 0))
        let actions = driver.send(.cleared)
        let reason = "gave up after one try: ended by itself: exit status 0"
        #expect(actions.contains(.finishStarts(.failed(reason))))
    }

    @Test func `a stable engine starts with a clean sheet`() {
        var driver = MachineDriver(policy: .init(restart: .init(maximumAttempts: 2)))
        driver.bringUp()
        for _ in 0..<20 {
            driver.advance(by: .seconds(31))
            driver.end(.signalled(11))
            #expect(driver.send(.cleared).last == .launch)
            driver.launch()
            driver.reachDeadline()
            driver.probe(.ready)
        }
        #expect(driver.state == .running)
        #expect(driver.machine.restarts == 20)
        #expect(driver.machine.exits.count == ProviderMachine.exitsKept)
    }

    @Test func `an engine that is never ready is replaced when its time is over`() {
        var driver = MachineDriver()
        driver.send(.startRequested)
        driver.launch()
        let began = driver.now.monotonic
        var actions: [ProviderAction] = []
        while !actions.contains(.signal(.terminate)) {
            actions = driver.reachDeadline()
            driver.probe(.notListening)
        }
        let told = ProviderAction.finishStarts(.failed("was not ready within 30 s; it is being started again"))
        #expect(actions == [told, .signal(.terminate)], "whoever waits is told after the first try")
        #expect(driver.now.monotonic - began >= .seconds(30))
        driver.end(.signalled(15))
        #expect(driver.machine.lastError == "was not ready within 30 s")
    }

    @Test func `two silent intervals replace a running engine within three`() {
        var driver = MachineDriver.running()
        let wedged = driver.now.monotonic
        driver.reachDeadline()
        driver.advance(by: .seconds(1))
        #expect(driver.probe(.noAnswer("no answer within 1 s", isStreaming: false)).isEmpty)
        #expect(driver.state == .unhealthy)
        driver.reachDeadline()
        driver.advance(by: .seconds(1))
        #expect(driver.probe(.noAnswer("no answer within 1 s", isStreaming: false)) == [.signal(.terminate)])
        #expect(driver.reachDeadline() == [.signal(.kill)], "an engine that does not answer is not drained for long")
        #expect(driver.now.monotonic - wedged <= .seconds(15))
    }

    @Test func `a slow engine whose streams move is left alone`() {
        var driver = MachineDriver.running()
        for _ in 0..<50 {
            driver.reachDeadline()
            #expect(driver.probe(.noAnswer("no answer within 1 s", isStreaming: true)).isEmpty)
        }
        #expect(driver.state == .unhealthy)
        driver.reachDeadline()
        driver.probe(.ready)
        #expect(driver.state == .running)
        #expect(driver.machine.lastError == nil)
    }

    @Test func `asking for the status again and again does not hasten the verdict`() {
        var driver = MachineDriver.running()
        for _ in 0..<20 {
            #expect(driver.send(.healthRequested) == [.probe(generation: 1)])
            #expect(driver.probe(.noAnswer("no answer", isStreaming: false)).isEmpty)
            driver.advance(by: .milliseconds(50))
        }
        #expect(driver.state == .unhealthy)
    }

    @Test func `an engine that is wanted now gets the time to move a stream before it is judged`() {
        var driver = MachineDriver.running()
        for _ in 0..<3 {
            #expect(driver.send(.startRequested) == [.probe(generation: 1)])
            #expect(driver.probe(.noAnswer("no answer", isStreaming: false)).isEmpty, "within one moment")
        }
        let before = driver.now.monotonic
        #expect(driver.reachDeadline() == [.probe(generation: 1)])
        #expect(driver.now.monotonic - before == .milliseconds(250))
        let told = ProviderAction.finishStarts(
            .failed("no answer; streams are still moving through it, so it is left alone")
        )
        #expect(driver.probe(.noAnswer("no answer", isStreaming: true)) == [told])
        #expect(driver.state == .unhealthy)

        var dead = MachineDriver.running()
        dead.send(.startRequested)
        dead.probe(.noAnswer("no answer", isStreaming: false))
        dead.reachDeadline()
        #expect(dead.probe(.noAnswer("no answer", isStreaming: false)) == [.signal(.terminate)])
    }

    @Test(arguments: [0, 1]) func `one start and no other is what so few attempts mean`(attempts: Int) {
        var driver = MachineDriver(policy: .init(restart: .init(maximumAttempts: attempts)))
        driver.bringUp()
        driver.end(.signalled(9))
        #expect(!driver.send(.cleared).contains(.launch))
        #expect(driver.state == .failed)
    }

    @Test func `a port that was taken while the engine restarted is watched until it is free`() {
        var driver = MachineDriver.running()
        driver.end(.signalled(9))
        driver.send(.cleared)
        driver.send(.portHeld(by: "PID 9"))
        #expect(driver.state == .foreign)
        #expect(driver.reachDeadline() == [.launch])
        driver.launch()
        driver.reachDeadline()
        driver.probe(.ready)
        #expect(driver.state == .running)
    }

    @Test func `an engine that lost the race for its port is ended and the winner named`() {
        var driver = MachineDriver()
        driver.send(.startRequested)
        driver.launch()
        driver.reachDeadline()
        #expect(driver.probe(.foreignListener("PID 9")) == [.signal(.terminate)])
        driver.end(.exited(code: 0))
        let actions = driver.send(.cleared)
        #expect(actions.contains(.finishStarts(.failed("PID 9"))))
        #expect(driver.state == .foreign)
        #expect(driver.machine.nextDeadline == nil, "it was never up: whoever wants it asks again")
    }

    @Test func `an adopted engine that lost its port comes back when the port is free`() {
        var driver = MachineDriver()
        driver.send(.adopted(pid: 55, restarts: 0))
        driver.probe(.foreignListener("PID 9"))
        driver.end(nil)
        driver.send(.cleared)
        #expect(driver.state == .foreign)
        #expect(driver.reachDeadline() == [.launch])
    }

    @Test func `an engine is not replaced for what only this daemon lacks`() {
        var driver = MachineDriver.running()
        for _ in 0..<10 {
            driver.reachDeadline()
            #expect(driver.probe(.unknown("Too many open files")).isEmpty)
            #expect(driver.state == .running)
        }
        driver.send(.startRequested)
        #expect(driver.probe(.unknown("Too many open files")) == [.finishStarts(.failed("Too many open files"))])
    }

    @Test func `a passing trouble of the system is tried again`() {
        var driver = MachineDriver()
        driver.send(.startRequested)
        #expect(driver.send(.launchFailed("out of processes")) == [.launch])
        driver.send(.launchFailed("out of processes"))
        #expect(driver.state == .backoff)
    }

    @Test(arguments: [true, false])
    func `a process that does not stay is awaited before anything follows, and why is said`(mayPass: Bool) {
        var driver = MachineDriver()
        driver.send(.startRequested)
        #expect(driver.send(.launchedInVain(pid: 7, "no space", mayPass: mayPass)) == [.signal(.kill)])
        #expect(driver.end(.signalled(9)) == [.clear])
        #expect(driver.machine.exits.last?.reason == "no space")
        let actions = driver.send(.cleared)
        #expect(driver.machine.lastError == "no space")
        if mayPass {
            #expect(actions.last == .launch)
        } else {
            #expect(actions.last == .finishStarts(.failed("no space")))
            #expect(driver.state == .failed)
        }
    }

    @Test func `a stop of a process that does not stay is answered when it is gone`() {
        var driver = MachineDriver()
        driver.send(.startRequested)
        driver.send(.launchedInVain(pid: 7, "no space", mayPass: true))
        #expect(driver.send(.stopRequested) == [.finishStarts(.failed("stopped by another command"))])
        driver.end(.signalled(9))
        #expect(driver.send(.cleared) == [.finishStops(.stopped(wasRunning: true))])
        #expect(driver.state == .stopped)
    }

    @Test func `an adopted engine is probed before anything is said of it`() {
        var driver = MachineDriver()
        #expect(driver.send(.adopted(pid: 55, restarts: 3)) == [.probe(generation: 1)])
        #expect(driver.state == .starting)
        driver.probe(.ready)
        #expect(driver.state == .running)
        #expect(driver.machine.restarts == 3)
    }

    @Test func `an adopted engine that does not answer is sick, not starting`() {
        var driver = MachineDriver()
        driver.send(.adopted(pid: 55, restarts: 0))
        driver.probe(.noAnswer("no answer", isStreaming: false))
        #expect(driver.state == .unhealthy)
    }
}
