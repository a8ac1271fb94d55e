import HTTPTransport
import PlatformSupport

/// Writes usage to its file: at most every few seconds, and at the end.
struct UsageKeeper: Sendable {
    let ledger: Ledger
    let file: UsageFile
    let log: OutputLog

    /// How long to wait after a change before writing, so that many changes cost one file.
    static let delay = Duration.seconds(5)

    /// Writes whenever something has changed, until the task is cancelled; then once more.
    func run(on loop: EventLoop) async {
        var heard: UInt64 = 0
        var hasFailed = false
        while !Task.isCancelled {
            let rung = await ledger.changed.next(after: heard)
            if rung == heard { break }
            do {
                try await loop.sleep(for: Self.delay)
            } catch {
                // Cancelled: written for the last time below.
                break
            }
            heard = ledger.changed.count
            hasFailed = !write(reportingFailure: !hasFailed)
        }
        if hasFailed || ledger.changed.count > heard { _ = write(reportingFailure: true) }
    }

    /// Writes the file; false when that failed.
    private func write(reportingFailure: Bool) -> Bool {
        do {
            try file.write(ledger.usage)
            return true
        } catch {
            if reportingFailure { log.write(.error, "usage is not kept: \(error)") }
            return false
        }
    }
}
