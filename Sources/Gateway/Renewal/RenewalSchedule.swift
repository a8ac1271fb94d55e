import ProxyModel

/// Which tokens are to be renewed now, and when to look again.
struct RenewalSchedule: Sendable {
    /// What to do.
    struct Plan: Equatable {
        /// The token files whose tokens are due.
        var due: [String] = []
        /// How long until the next look.
        var pause: Duration
    }

    /// How long before the end of a token's time it is renewed, in seconds.
    static let lead: Int64 = 300
    /// By how many seconds more, at most, at random: accounts that signed in together are not renewed together, and two
    /// engines with the same files do not always both stand at the lock.
    static let spread: Int64 = 60
    /// The longest time between two looks, in seconds: the wall clock may jump, and a machine may have slept.
    static let longestPause: Int64 = 60
    /// The time between two looks while a token is overdue, in seconds.
    static let overduePause: Int64 = 10

    private var times: [String: (expiry: Timestamp, due: Timestamp)] = [:]

    /// Plans for the accounts as they are now.
    ///
    /// - Parameters:
    ///   - accounts: token file and end of the token's time.
    ///   - now: the wall clock.
    ///   - random: a number of seconds within the range.
    /// - Returns: what is due, and when to come back.
    mutating func plan(
        _ accounts: [(file: String, expiry: Timestamp)],
        now: Timestamp,
        random: (ClosedRange<Int64>) -> Int64 = { .random(in: $0) }
    ) -> Plan {
        let old = times
        times = [:]
        var plan = Plan(pause: .seconds(Self.longestPause))
        for account in accounts {
            // The moment is drawn once for each token, not with every look.
            let known = old[account.file].flatMap { $0.expiry == account.expiry ? $0.due : nil }
            let due = known ?? account.expiry.advanced(bySeconds: -Self.lead - random(0...Self.spread))
            times[account.file] = (account.expiry, due)
            if due <= now {
                plan.due.append(account.file)
                plan.pause = min(plan.pause, .seconds(Self.overduePause))
            } else {
                plan.pause = min(plan.pause, .seconds(due.seconds - now.seconds + 1))
            }
        }
        return plan
    }
}
