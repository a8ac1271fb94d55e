import PlatformSupport

/// What the kernel says about a process, where it says it in files.
struct ProcessFigures {
    let pid: Int32

    /// Proportional set size in megabytes: memory that is shared counts in part.
    var proportionalMegabytes: Double? { megabytes("smaps_rollup", "Pss:") }

    /// Resident set size in megabytes.
    var residentMegabytes: Double? { megabytes("status", "VmRSS:") }

    /// Processor time of all threads so far, in seconds.
    var processorSeconds: Double? {
        guard let threads = try? FileSystem.list("/proc/\(pid)/task") else { return nil }
        let nanoseconds = threads.compactMap { thread in
            text("task/\(thread)/schedstat")?.split(separator: " ").first.flatMap { Double($0) }
        }
        return nanoseconds.isEmpty ? nil : nanoseconds.reduce(0, +) / 1e9
    }

    private func megabytes(_ file: String, _ name: String) -> Double? {
        // "VmRSS:     7168 kB": no other digits.
        let line = text(file)?.split(separator: "\n").first { $0.hasPrefix(name) }
        return line.flatMap { Double($0.filter(\.isNumber)) }.map { $0 / 1024 }
    }

    private func text(_ file: String) -> String? {
        (try? FileSystem.read("/proc/\(pid)/\(file)")).map { String(decoding: $0, as: UTF8.self) }
    }
}
