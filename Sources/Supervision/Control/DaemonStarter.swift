import PlatformSupport
package import ProxyModel

/// Starts the daemon when none runs; of any number of callers at the same time exactly one does.
package struct DaemonStarter {
    private let base: BaseDirectory
    private let executable: String
    private let environment: [String: String]

    /// Why there is no daemon.
    package struct Failure: Error, Equatable, Sendable {
        /// What went wrong.
        package let message: String
        /// What to do about it.
        package let remedy: String?
    }

    /// The number under which a new daemon finds the pipe on which it says that it is ready, or why it is not.
    package static let readinessDescriptor: CInt = 3
    /// What it says when it is ready.
    package static let readyWord = "ready"
    /// For how long a new daemon may say nothing.
    private static let patience = Duration.seconds(15)

    package init(base: BaseDirectory, executable: String, environment: [String: String]) {
        self.base = base
        self.executable = executable
        self.environment = environment
    }

    /// Returns when a daemon answers on the control socket.
    package func ensureRunning() throws(Failure) {
        let control = ControlClient(base: base)
        if control.isRunning { return }
        do {
            try base.prepareRunDirectory()
            // Whoever comes second waits, and then finds the daemon that the first has started.
            let deadline = MonotonicTime.now.advanced(by: Self.patience)
            while !control.isRunning {
                if let lock = try FileLock.tryAcquire(base.launchLock) {
                    if !control.isRunning { try start(control) }
                    _ = consume lock
                    return
                }
                guard MonotonicTime.now < deadline else { throw Self.stuckStart(base) }
                MonotonicTime.pause(nanoseconds: 1_000_000)
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(message: "cannot start the daemon: \(error)", remedy: "ccproxy doctor  looks further")
        }
    }

    /// Somebody who was stopped or suspended on the way must not keep everybody else waiting for ever.
    private static func stuckStart(_ base: BaseDirectory) -> Failure {
        let starters = LockHolders.pids(holding: base.launchLock).filter { $0 != CurrentProcess.pid }
        let pids = starters.map { "PID \($0)" }.joined(separator: ", ")
        return Failure(
            message: "another command has begun to start the daemon and does not finish: \(pids)",
            remedy: nil
        )
    }

    private func start(_ control: ControlClient) throws {
        let pipe = try Pipe()
        let log = try LogFile.open(base.daemonLog)
        let pid = try ProcessSpawner.spawn(
            SpawnRequest(
                executable: executable,
                arguments: [executable, "--home", base.path, "daemon", "run", "--announce"],
                environment: DaemonEnvironment.select(from: environment),
                workingDirectory: base.path,
                standardOutput: log.descriptor,
                keepDescriptor: pipe.writeEnd.raw
            )
        )
        let readEnd = pipe.keepReadEnd()
        let answer = try announcement(on: readEnd.raw)
        // Somebody else, such as the system at login, may have started one that was faster than ours.
        guard answer != Self.readyWord, !control.isRunning else { return }
        // Not ready: it is gone or going, and we are its parent.
        if answer.isEmpty, let handle = try ProcessHandle.open(pid: pid) {
            handle.waitUntilEnded(timeout: .seconds(1))
            let end = handle.reap().map { ": \($0)" } ?? ""
            throw Failure(message: "the daemon ended before it was ready\(end)", remedy: "read \(base.daemonLog)")
        }
        throw Failure(message: answer, remedy: nil)
    }

    /// What the daemon says before it closes the pipe; empty when it said nothing.
    private func announcement(on descriptor: CInt) throws -> String {
        guard try Descriptor.waitUntilReadable(descriptor, timeout: Self.patience) else {
            throw Failure(message: "the daemon says nothing", remedy: "read \(base.daemonLog)")
        }
        let bytes = try Descriptor.readToEnd(descriptor, limit: 1 << 16)
        return String(decoding: bytes, as: UTF8.self).trimmingNewline()
    }
}

extension String {
    fileprivate func trimmingNewline() -> String { hasSuffix("\n") ? String(dropLast()) : self }
}
