import PlatformSupport
import ProxyModel

/// An engine that accepts and never answers.
struct WedgedEngine {
    let programs: Programs

    func measure(into table: inout BudgetTable) throws {
        let workspace = try Workspace(programs, providers: 1, settings: "health: { interval: 2s, timeout: 500ms }\n")
        defer { workspace.tearDown() }
        try workspace.time(["start", "all"])
        guard let pid = try workspace.status().providers.first?.pid, let handle = try ProcessHandle.open(pid: pid)
        else {
            throw BenchmarkFailure("the engine does not run")
        }
        // A stopped process keeps its socket: the kernel accepts, nobody answers.
        let began = ContinuousClock.now
        try handle.signal(.stop)
        var now = try workspace.status().providers.first
        while now?.isHealthy != true || now?.pid == pid {
            guard ContinuousClock.now - began < .seconds(30) else { throw BenchmarkFailure("it is not replaced") }
            Pause.wait(.milliseconds(100))
            now = try workspace.status().providers.first
        }
        let intervals = (ContinuousClock.now - began).milliseconds / 2000
        table.add("a wedged engine replaced, in probe intervals", [intervals], budget: 3, unit: "×")
    }
}

/// An engine that prints a million lines before it serves.
struct LogFlood {
    let programs: Programs

    func measure(into table: inout BudgetTable) throws {
        let workspace = try Workspace(
            programs,
            providers: 1,
            settings: "logs: { max-size: 5MB, keep: 3 }\n",
            behaviour: "log-flood=1000000\n"
        )
        defer { workspace.tearDown() }
        table.add("1 million log lines, start to ready", [try workspace.time(["start", "all"])], budget: 1000)
        // The last cut comes a moment after the last line.
        Pause.wait(.milliseconds(500))
        let logs = workspace.base.configs + "/antigravity/logs"
        let sizes = try FileSystem.list(logs).compactMap { try FileSystem.info(logs + "/" + $0)?.size }
        table.add(
            "  disk used, with max-size 5 MB and keep 3",
            [Double(sizes.reduce(0, +)) / 1e6],
            budget: 20,
            unit: "MB"
        )
    }
}

/// A daemon with four engines and nothing to do.
struct IdleDaemon {
    let programs: Programs
    let seconds: Int

    func measure(into table: inout BudgetTable) throws {
        let workspace = try Workspace(programs, providers: 4)
        defer { workspace.tearDown() }
        try workspace.time(["start", "all"])
        guard let pid = try workspace.status().daemon.pid, let pss = DaemonFigures.memory(pid, "Pss:"),
            let anonymous = DaemonFigures.memory(pid, "Anonymous:")
        else { return table.addUnknown("daemon idle: memory, wake-ups", budget: "≤ 10 MB") }
        // What was started has settled after one interval.
        Pause.wait(.seconds(5))
        let before = DaemonFigures.wakeUps(pid) ?? 0
        Pause.wait(.seconds(seconds))
        let wakeUps = (DaemonFigures.wakeUps(pid) ?? 0) - before
        table.add("daemon idle: PSS", [pss], budget: 10, unit: "MB")
        table.add("daemon idle: of it anonymous", [anonymous], budget: 3, unit: "MB")
        table.add("daemon idle: threads", [Double(DaemonFigures.threads(pid) ?? 0)], budget: 1, unit: "")
        table.add("daemon idle: wake-ups in each 5 s interval", [wakeUps * 5 / Double(seconds)], budget: nil, unit: "")
    }
}
