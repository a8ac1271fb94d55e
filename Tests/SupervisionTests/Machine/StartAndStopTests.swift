import PlatformSupport
import ProxyModel
import Testing

@testable import Supervision

@Suite("A provider that is started and stopped")
struct StartAndStopTests {
    @Test func `a start launches, waits for the proof and only then says ready`() {
        var driver = MachineDriver()
        #expect(driver.send(.startRequested) == [.launch])
        #expect(driver.state == .starting)
        #expect(driver.launch().isEmpty)
        #expect(driver.reachDeadline() == [.probe(generation: 1)])
        #expect(driver.probe(.notListening).isEmpty)
        #expect(driver.state == .starting)
        driver.reachDeadline()
        #expect(driver.probe(.ready) == [.finishStarts(.ready(pid: 101))])
        #expect(driver.state == .running)
    }

    @Test func `a second start joins the first and launches nothing`() {
        var driver = MachineDriver()
        driver.send(.startRequested)
        #expect(driver.send(.startRequested).isEmpty)
        driver.launch()
        #expect(driver.send(.startRequested).isEmpty)
    }

    @Test func `a start of a running engine is answered by a probe of this moment and the same PID`() {
        var driver = MachineDriver.running()
        #expect(driver.send(.startRequested) == [.probe(generation: 1)])
        #expect(driver.probe(.ready) == [.finishStarts(.ready(pid: 101))])
    }

    @Test func `a start that finds a silent engine replaces it and ends with the new one`() {
        var driver = MachineDriver.running()
        driver.send(.startRequested)
        #expect(driver.probe(.noAnswer("no answer within 1 s", isStreaming: false)).isEmpty)
        #expect(driver.state == .unhealthy)
        #expect(driver.reachDeadline() == [.probe(generation: 1)])
        #expect(driver.probe(.noAnswer("no answer within 1 s", isStreaming: false)) == [.signal(.terminate)])
        #expect(driver.end(.signalled(15)) == [.clear])
        #expect(driver.send(.cleared) == [.finishStops(.stopped(wasRunning: true)), .launch])
        driver.launch()
        driver.reachDeadline()
        #expect(driver.probe(.ready) == [.finishStarts(.ready(pid: 102))])
    }

    @Test func `a stop sends TERM, verifies, and forgets the failures`() {
        var driver = MachineDriver.running()
        #expect(driver.send(.stopRequested) == [.signal(.terminate)])
        #expect(driver.state == .stopping)
        #expect(driver.end(.exited(code: 0)) == [.clear])
        #expect(driver.state == .stopping)
        #expect(driver.send(.cleared) == [.finishStops(.stopped(wasRunning: true))])
        #expect(driver.state == .stopped)
        #expect(driver.machine.lastError == nil)
        #expect(driver.machine.nextDeadline == nil)
    }

    @Test func `an engine that ignores TERM is killed when the grace is over`() {
        var driver = MachineDriver.running()
        driver.send(.stopRequested)
        let before = driver.now.monotonic
        #expect(driver.reachDeadline() == [.signal(.kill)])
        #expect(driver.now.monotonic - before == .seconds(10))
        driver.end(.signalled(9))
        #expect(driver.send(.cleared) == [.finishStops(.stopped(wasRunning: true))])
    }

    @Test func `a process that survives KILL is reported and still awaited`() {
        var driver = MachineDriver.running()
        driver.send(.stopRequested)
        driver.reachDeadline()
        let reason = "PID 101 was sent SIGKILL and is still there"
        #expect(driver.reachDeadline() == [.finishStops(.failed(reason))])
        #expect(driver.state == .stopping)
        #expect(driver.machine.nextDeadline == nil)
        #expect(driver.send(.stopRequested) == [.finishStops(.failed(reason))])
        #expect(driver.send(.startRequested) == [.finishStarts(.failed(reason))])
        #expect(driver.end(.signalled(9)) == [.clear])
    }

    @Test func `what is left after the end is swept until nothing is left`() {
        var driver = MachineDriver.running()
        driver.send(.stopRequested)
        driver.end(.exited(code: 0))
        #expect(driver.send(.notCleared("PID 7 holds the port")).isEmpty)
        #expect(driver.reachDeadline() == [.clear])
        #expect(driver.send(.cleared) == [.finishStops(.stopped(wasRunning: true))])
    }

    @Test func `what cannot be swept away is named`() {
        var driver = MachineDriver.running()
        driver.send(.stopRequested)
        driver.end(.exited(code: 0))
        driver.advance(by: .seconds(6))
        let actions = driver.send(.notCleared("PID 7 holds the port"))
        #expect(actions == [.finishStops(.failed("cannot be ended: PID 7 holds the port"))])
        #expect(driver.state == .failed)
    }

    @Test func `a stop of something that is not up succeeds at once`() {
        var driver = MachineDriver()
        #expect(driver.send(.stopRequested) == [.finishStops(.stopped(wasRunning: false))])
    }

    @Test func `a stop during the start wins, and whoever waited for the start is told`() {
        var driver = MachineDriver()
        driver.send(.startRequested)
        driver.launch()
        let actions = driver.send(.stopRequested)
        #expect(actions == [.finishStarts(.failed("stopped by another command")), .signal(.terminate)])
        driver.end(.signalled(15))
        driver.send(.cleared)
        #expect(driver.state == .stopped)
    }

    @Test func `a stop that arrives while the launch is under way ends what was launched`() {
        var driver = MachineDriver()
        driver.send(.startRequested)
        driver.send(.stopRequested)
        #expect(driver.launch() == [.signal(.terminate)])
        driver.end(.signalled(15))
        #expect(driver.send(.cleared) == [.finishStops(.stopped(wasRunning: true))])
    }

    @Test func `a stop and a start while the launch is under way are both answered`() {
        var driver = MachineDriver()
        driver.send(.startRequested)
        driver.send(.stopRequested)
        #expect(driver.send(.startRequested) == [.finishStops(.stopped(wasRunning: false))])
        #expect(driver.launch().isEmpty)
        driver.reachDeadline()
        #expect(driver.probe(.ready) == [.finishStarts(.ready(pid: 101))])
    }

    @Test func `a launch that fails after a stop is not tried again`() {
        var driver = MachineDriver()
        driver.send(.startRequested)
        driver.send(.stopRequested)
        #expect(driver.send(.launchFailed("out of processes")) == [.finishStops(.stopped(wasRunning: false))])
        #expect(driver.state == .stopped)
        #expect(driver.machine.nextDeadline == nil)
    }

    @Test func `a stop after something could not be ended looks again instead of saying that nothing runs`() {
        var driver = MachineDriver.running()
        driver.send(.stopRequested)
        driver.end(.exited(code: 0))
        driver.advance(by: .seconds(6))
        driver.send(.notCleared("PID 7 holds the port"))
        #expect(driver.send(.stopRequested) == [.clear])
        #expect(driver.send(.cleared) == [.finishStops(.stopped(wasRunning: true))])
        #expect(driver.state == .stopped)
        #expect(driver.send(.stopRequested) == [.finishStops(.stopped(wasRunning: false))])
    }

    @Test func `what an engine has left before this daemon is swept before anything is started`() {
        var driver = MachineDriver()
        #expect(driver.send(.remainsFound) == [.clear])
        #expect(driver.send(.startRequested).isEmpty)
        #expect(driver.send(.cleared).last == .launch)
    }

    @Test func `a start during the stop wins: the stop is finished, then it starts`() {
        var driver = MachineDriver.running()
        driver.send(.stopRequested)
        #expect(driver.send(.startRequested).isEmpty)
        driver.end(.exited(code: 0))
        #expect(driver.send(.cleared) == [.finishStops(.stopped(wasRunning: true)), .launch])
        driver.launch()
        driver.reachDeadline()
        #expect(driver.probe(.ready) == [.finishStarts(.ready(pid: 102))])
    }

    @Test func `a restart ends the old process before it launches the new one`() {
        var driver = MachineDriver.running()
        #expect(driver.send(.restartRequested) == [.signal(.terminate)])
        #expect(driver.end(.exited(code: 0)) == [.clear])
        #expect(driver.send(.cleared) == [.finishStops(.stopped(wasRunning: true)), .launch])
        driver.launch()
        driver.reachDeadline()
        driver.probe(.ready)
        #expect(driver.machine.restarts == 0, "restarts on request are not failures")
    }

    @Test func `a restart of something stopped is a start`() {
        var driver = MachineDriver()
        #expect(driver.send(.restartRequested) == [.launch])
    }

    @Test func `a launch that a person has to mend is not tried again`() {
        var driver = MachineDriver()
        driver.send(.startRequested)
        #expect(driver.send(.launchRefused("no engine")) == [.finishStarts(.failed("no engine"))])
        #expect(driver.state == .failed)
        #expect(driver.machine.nextDeadline == nil)
        #expect(driver.send(.startRequested) == [.launch])
    }

    @Test func `a port that is somebody else's is named and left alone`() {
        var driver = MachineDriver()
        driver.send(.startRequested)
        #expect(driver.send(.portHeld(by: "PID 9")) == [.finishStarts(.failed("PID 9"))])
        #expect(driver.state == .foreign)
        #expect(driver.machine.nextDeadline == nil, "nobody waits for it")
    }

    @Test func `late news of an earlier process changes nothing`() {
        var driver = MachineDriver.running()
        driver.send(.restartRequested)
        driver.end(.exited(code: 0))
        driver.send(.cleared)
        driver.launch()
        let before = driver.machine
        #expect(driver.send(.ended(.exited(code: 0), generation: 1, lastLines: [])).isEmpty)
        #expect(driver.send(.probed(.ready, generation: 1)).isEmpty)
        #expect(driver.machine == before)
    }
}
