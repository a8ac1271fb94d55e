import PlatformSupport

/// What the system tells of a process, where it does (Linux, proc(5)).
enum DaemonFigures {
    /// Processor time so far, in milliseconds: schedstat of every thread, in nanoseconds.
    static func processorTime(_ pid: Int32) -> Double? {
        guard let threads = try? FileSystem.list("/proc/\(pid)/task") else { return nil }
        var sum = 0.0
        for thread in threads {
            guard let text = read("/proc/\(pid)/task/\(thread)/schedstat"),
                let nanoseconds = text.split(separator: " ").first.flatMap({ Double($0) })
            else { return nil }
            sum += nanoseconds / 1e6
        }
        return sum
    }

    /// A figure of `smaps_rollup` in megabytes: `Pss:`, `Anonymous:`.
    static func memory(_ pid: Int32, _ name: String) -> Double? {
        value(of: name, in: read("/proc/\(pid)/smaps_rollup")).map { $0 / 1024 }
    }

    /// How often the process went to sleep by itself, which is how often it was woken up.
    static func wakeUps(_ pid: Int32) -> Double? {
        value(of: "voluntary_ctxt_switches:", in: read("/proc/\(pid)/status"))
    }

    /// How many threads it has.
    static func threads(_ pid: Int32) -> Int? { (try? FileSystem.list("/proc/\(pid)/task"))?.count }

    private static func value(of name: String, in text: String?) -> Double? {
        text?.split(separator: "\n").first { $0.hasPrefix(name) }
            .flatMap { $0.dropFirst(name.count).split(whereSeparator: { $0 == " " || $0 == "\t" }).first }
            .flatMap { Double($0) }
    }

    private static func read(_ path: String) -> String? {
        // Files of proc(5) say that they are empty, so they are read as streams.
        guard let file = try? Descriptor.open(path), let bytes = try? Descriptor.readToEnd(file.raw) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Waiting for time to pass, which is what is measured here.
enum Pause {
    static func wait(_ duration: Duration) {
        MonotonicTime.pause(nanoseconds: duration.wholeNanoseconds)
    }
}
