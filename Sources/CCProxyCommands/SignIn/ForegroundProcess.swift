import PlatformSupport

/// A program that has the terminal until it ends: it reads what is typed, and Ctrl-C reaches it as well as us.
struct ForegroundProcess {
    let executable: String
    /// Behind the program's name.
    let arguments: [String]
    let environment: [String: String]
    let directory: String

    /// How it went.
    struct End: Equatable {
        let status: PlatformSupport.ExitStatus
        /// The signal that came while it ran.
        let interruption: Signal?

        /// Whether somebody wanted it to end.
        var isInterrupted: Bool {
            interruption != nil || status == .signalled(Signal.interrupt.rawValue) || status == .exited(code: 130)
        }
    }

    /// How long it may take to end by itself after a signal that it has got as well.
    private static let grace = Duration.seconds(5)

    /// Runs it to its end, in this process's own session and process group.
    ///
    /// Signals that would end this process are received instead: whoever waits for a program does not leave it alone.
    func run() throws(SystemError) -> End {
        let signals = try SignalSource([.interrupt, .terminate, .hangup, .quit])
        defer { signals.release() }
        let handle = try ProcessHandle.spawn(
            SpawnRequest(
                executable: executable,
                arguments: [executable] + arguments,
                environment: environment,
                workingDirectory: directory,
                standardInput: 0,
                standardOutput: 1,
                standardError: 2,
                newSession: false
            )
        )
        let interruption = try wait(for: handle, orAny: signals)
        if let interruption { end(handle, after: interruption) }
        handle.waitUntilEnded()
        return End(status: handle.reap() ?? .exited(code: ExitCode.failed.rawValue), interruption: interruption)
    }

    /// Waits until it has ended, or a signal has come.
    private func wait(for handle: ProcessHandle, orAny signals: SignalSource) throws(SystemError) -> Signal? {
        let poller = try Poller()
        try poller.add(handle.descriptor, token: 1, for: .read, trigger: .edge)
        try poller.add(signals.descriptor, token: 2, for: .read, trigger: .edge)
        while !handle.hasEnded {
            if let signal = signals.next() { return signal }
            try poller.wait(nanoseconds: nil) { _ in }
        }
        return signals.next()
    }

    /// Sees to it that it ends, with less and less patience.
    private func end(_ handle: ProcessHandle, after signal: Signal) {
        // Ctrl-C, and a terminal that goes away, reach everybody in the foreground by themselves.
        if signal == .terminate { try? handle.signal(.terminate) }
        for next in [Signal.terminate, .kill] {
            if handle.waitUntilEnded(timeout: Self.grace) { return }
            try? handle.signal(next)
        }
    }
}
