import PlatformSupport

/// Which processor does what: the proxy has one for itself, client and upstream share another.
struct Processors {
    /// Its number; nil where there is no `taskset`, or only one processor.
    let number: Int?

    static let underTest = Processors(number: canPin ? 0 : nil)
    static let ours = Processors(number: canPin ? 1 : nil)

    /// A command that runs another one on this processor.
    func pinning(_ command: [String]) -> [String] {
        guard let number else { return command }
        return [Self.tool, "-c", String(number)] + command
    }

    static let tool = "/usr/bin/taskset"

    private static let canPin: Bool = {
        FileSystem.isExecutable(tool) && FileSystem.exists("/sys/devices/system/cpu/cpu1")
    }()
}
