import PlatformSupport

/// Shows logs: what there is, and what is added.
struct LogView {
    private let sources: [LogSource]
    private let output: Output
    private let printer: LogPrinter

    init(_ sources: [LogSource], output: Output) {
        self.sources = sources
        self.output = output
        printer = LogPrinter(sources, output: output)
    }

    /// Prints the old lines and, if wanted, all that follow, until nobody reads them any more.
    func show(isFollowing: Bool) throws(SystemError) -> ExitCode {
        var merge = try LogMerge(sources, isLast: !isFollowing)
        while !output.isClosed, let next = try merge.next() { printer.print(next.line, of: next.source) }
        output.flush()
        if isFollowing, !output.isClosed { try follow() }
        return .done
    }

    private static let changeToken: UInt64 = 0
    private static let outputToken: UInt64 = 1

    private func follow() throws(SystemError) {
        var follower = try LogFollower(sources)
        let poller = try Poller()
        try poller.add(follower.descriptor, token: Self.changeToken, for: .read, trigger: .edge)
        // A pipe says when its reader has gone, so that `| head` does not wait for the next line. A file or a terminal
        // cannot be watched for that, and need not be.
        var isAbandoned = false
        if !output.standardOutput.isTerminal {
            do throws(SystemError) {
                try poller.add(output.standardOutput.descriptor, token: Self.outputToken, for: [], trigger: .edge)
            } catch {
                // That the reader has gone already is said here, on Darwin.
                isAbandoned = error.isDisconnected
            }
        }
        while !isAbandoned, !output.isClosed {
            while try takeNew(&follower), !output.isClosed {}
            try poller.wait(nanoseconds: nil) { event in
                if event.token == Self.outputToken { isAbandoned = true }
            }
        }
    }

    /// Prints what was added; whether there may be more at once.
    private func takeNew(_ follower: inout LogFollower) throws(SystemError) -> Bool {
        let hasMore = try follower.takeNew { source, lines in
            if source.takeGap() {
                output.note("ccproxy: some lines of \(source.name) were gone before they were shown")
            }
            for line in lines { printer.print(line, of: source) }
        }
        output.flush()
        return hasMore
    }
}
