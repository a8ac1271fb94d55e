import PlatformSupport
import ProxyModel

/// A hundred engines, for what grows with their number.
struct HundredEngines {
    let programs: Programs
    let rounds: Int

    func measure(into table: inout BudgetTable) throws {
        let workspace = try Workspace(programs, providers: 100, settings: "health: { interval: 1s }\n")
        defer { workspace.tearDown() }
        var starts: [Double] = []
        var status: [Double] = []
        var restarts: [Double] = []
        var stops: [Double] = []
        for round in 0..<rounds {
            starts.append(try workspace.time(["start", "all"]))
            for _ in 0..<10 { status.append(try workspace.time(["status"])) }
            restarts.append(try workspace.time(["restart", "codex"]))
            if round == rounds - 1 { try probing(workspace, into: &table) }
            stops.append(try workspace.time(["stop"]))
        }
        table.add("100 engines: start all, cold", starts, budget: 200)
        table.add("100 engines: status", status, budget: 5)
        table.add("100 engines: restart one", restarts, budget: 5)
        table.add("100 engines: stop all", stops, budget: 70)
    }

    /// The daemon's processor time while it probes a hundred engines once a second.
    private func probing(_ workspace: Workspace, into table: inout BudgetTable) throws {
        guard let pid = try workspace.status().daemon.pid, let before = DaemonFigures.processorTime(pid) else {
            return table.addUnknown("probing 100 engines at 1 Hz, CPU a minute", budget: "≤ 200 ms")
        }
        let seconds = rounds > 1 ? 20 : 5
        Pause.wait(.seconds(seconds))
        guard let after = DaemonFigures.processorTime(pid) else { throw BenchmarkFailure("the daemon is gone") }
        table.add("probing 100 engines at 1 Hz, CPU a minute", [(after - before) * 60 / Double(seconds)], budget: 200)
    }
}
