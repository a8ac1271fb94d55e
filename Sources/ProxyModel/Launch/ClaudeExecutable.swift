internal import PlatformSupport

/// Where Claude Code is.
package enum ClaudeExecutable: Equatable, Sendable {
    /// An absolute path that may be executed.
    case found(String)
    /// There is a file, and it cannot be executed (exit status 126).
    case notExecutable(String)
    /// There is none (exit status 127).
    case notInstalled

    /// Looks for Claude Code: the path from the settings, else `claude` in the directories of `PATH`.
    ///
    /// Relative directories in `PATH` are passed over: what they mean depends on where one happens to be.
    package static func find(configured: String?, path: String?) -> ClaudeExecutable {
        if let configured {
            guard FileSystem.exists(configured) else { return .notInstalled }
            return isProgram(configured) ? .found(configured) : .notExecutable(configured)
        }
        var blocked: String?
        for directory in (path ?? "").split(separator: ":") where directory.hasPrefix("/") {
            let candidate = Paths.join(String(directory), "claude")
            if isProgram(candidate) { return .found(candidate) }
            // As in a shell: a file that cannot be executed counts only if no other is found.
            if blocked == nil, isFile(candidate) { blocked = candidate }
        }
        return blocked.map { .notExecutable($0) } ?? .notInstalled
    }

    private static func isProgram(_ path: String) -> Bool {
        FileSystem.isExecutable(path) && isFile(path)
    }

    private static func isFile(_ path: String) -> Bool {
        (try? FileSystem.info(path))??.kind == .regular
    }
}
