import PlatformSupport
import ProxyModel

/// The everyday: four engines.
struct FourEngines {
    let programs: Programs
    let rounds: Int

    func measure(into table: inout BudgetTable) throws {
        let workspace = try Workspace(programs, providers: 4, settings: "claude: { path: /bin/true }\n")
        defer { workspace.tearDown() }
        var cold: [Double] = []
        var stops: [Double] = []
        for _ in 0..<rounds {
            cold.append(try workspace.time(["start", "all"]))
            stops.append(try workspace.time(["stop"]))
        }
        try workspace.time(["start", "all"])
        var status: [Double] = []
        var python: [Double] = []
        var bare: [Double] = []
        var runs: [Double] = []
        for _ in 0..<rounds {
            status.append(try workspace.time(["status"]))
            bare.append(try workspace.time("/bin/true", []))
            runs.append(try workspace.time(["run", "codex", "--", "-p", "hello"]))
            if let interpreter = Python.path { python.append(try workspace.time(interpreter, ["-c", "pass"])) }
        }
        let recoveries = try (0..<rounds).map { _ in try recover(workspace) }
        table.add("status, 4 running", status, budget: 3)
        if !python.isEmpty {
            table.add("  a bare python3 -c pass", python, budget: nil)
            table.addRatio("  status / python3 -c pass", status, to: python)
        }
        table.add("  spawning anything (/bin/true)", bare, budget: nil)
        table.add("start all, cold, daemon included", cold, budget: 20)
        table.add("kill -9 an engine, healthy again", recoveries, budget: 5)
        table.add("stop all, verified gone", stops, budget: 8)
        table.add("run codex, warm, with /bin/true as claude", runs, budget: 5)
    }

    /// Kills an engine that is stable and waits until the daemon vouches for its successor.
    private func recover(_ workspace: Workspace) throws -> Double {
        // A first crash is restarted at once; a restart on request wipes the sheet.
        try workspace.time(["restart", "codex"])
        let before = try codex(workspace)
        guard let pid = before.pid, let handle = try ProcessHandle.open(pid: pid) else {
            throw BenchmarkFailure("codex does not run")
        }
        let began = ContinuousClock.now
        try handle.signal(.kill)
        while true {
            let now = try codex(workspace)
            if now.isHealthy, now.pid != pid { return (ContinuousClock.now - began).milliseconds }
            guard ContinuousClock.now - began < .seconds(10) else { throw BenchmarkFailure("codex does not come back") }
        }
    }

    private func codex(_ workspace: Workspace) throws -> StatusReport.Provider {
        guard let codex = try workspace.status().providers.first(where: { $0.provider == "codex" }) else {
            throw BenchmarkFailure("codex is not in the status")
        }
        return codex
    }
}

/// The interpreter itself, since a version manager's shim in front of it would be measured too.
enum Python {
    static let path: String? = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        .first { FileSystem.isExecutable($0) }
}
