import PlatformSupport

extension Behaviour.Crash {
    /// Ends this process in this way.
    func happen() -> Never {
        // No memory image: only the status matters, and the file would stay behind.
        try? ResourceLimit.coreSize.set(0)
        switch self {
        case .exit(let status): CurrentProcess.exit(status)
        case .signal(let name): end(by: name)
        }
    }

    /// Becomes a shell, in the same process, that sends itself the signal: a shell knows the names and numbers of all.
    private func end(by name: String) -> Never {
        do throws(SystemError) {
            try ExecutableReplacement.exec(
                path: "/bin/sh",
                arguments: ["sh", "-c", "kill -s \"$1\" $$", "sh", name],
                environment: [:]
            )
        } catch {
            EngineLog.write("error", "cannot crash by SIG\(name): \(error)")
            CurrentProcess.exit(64)
        }
    }
}
