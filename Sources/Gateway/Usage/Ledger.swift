import PlatformSupport
import ProxyModel
import Synchronization

/// Keeps the books: usage, metrics and the last requests, from any thread.
final class Ledger: Sendable {
    private struct Books {
        var usage: UsageStatistics
        var metrics = Metrics()
        var recent = RecentRequests()
        var countsUsage = true
    }

    private let books: Mutex<Books>
    private let closed = Atomic(false)
    /// Rung when usage has changed.
    let changed = Bell()
    /// Rung when there is another request to show.
    let recorded = Bell()

    init(_ usage: UsageStatistics) {
        books = Mutex(Books(usage: usage))
    }

    /// Whether usage is counted at all.
    var countsUsage: Bool {
        get { books.withLock { $0.countsUsage } }
        set { books.withLock { $0.countsUsage = newValue } }
    }

    /// The usage until now.
    var usage: UsageStatistics { books.withLock { $0.usage } }

    /// The metrics until now.
    var metrics: Metrics { books.withLock { $0.metrics } }

    /// The last requests.
    var recent: RecentRequests { books.withLock { $0.recent } }

    /// Enters a request that is over.
    func record(_ record: RequestRecord) {
        let countsUsage = books.withLock { books in
            books.metrics.count(record)
            books.recent.append(record)
            if books.countsUsage { books.usage.count(record) }
            return books.countsUsage
        }
        recorded.ring()
        if countsUsage { changed.ring() }
    }

    /// Enters that a request has begun (1) or ended (-1).
    func changeActive(requests: Int = 0, streams: Int = 0) {
        books.withLock { books in
            books.metrics.activeRequests += requests
            books.metrics.activeStreams += streams
        }
    }

    /// Enters that an upstream has asked for a pause.
    func recordCooldown() {
        books.withLock { $0.metrics.countCooldown() }
    }

    /// Whether nobody should wait for more: the engine is ending.
    var isClosed: Bool { closed.load(ordering: .acquiring) }

    /// Ends the waiting of whoever shows requests as they come.
    func close() {
        closed.store(true, ordering: .releasing)
        recorded.ring()
    }

    /// Forgets all usage.
    func resetUsage(now: Timestamp) {
        books.withLock { $0.usage = UsageStatistics(since: now) }
        changed.ring()
    }
}
