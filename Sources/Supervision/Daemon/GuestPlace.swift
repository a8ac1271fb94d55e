import PlatformSupport
import ProxyModel

/// Where the daemon's guest listens, or why it does not.
struct GuestPlace {
    private(set) var guest: (any DaemonGuest)?
    /// Where it listens, as it says itself; nil while it does not.
    var port: UInt16? { guest?.port }
    /// Why it does not listen, in one line.
    private(set) var failure: String?
    /// On which port, and when that was looked into: who holds a port takes a look at every process.
    private var lookedInto: (port: UInt16, at: MonotonicTime)?

    /// How old the reason may be.
    private static let freshness = Duration.seconds(2)

    /// Takes the guest in, which listens nowhere yet.
    mutating func welcome(_ guest: any DaemonGuest) { self.guest = guest }

    /// Lets the guest listen where it is to, unless it does already.
    ///
    /// - Returns: a line for the log when that has come out differently from last time.
    mutating func listen(on wanted: UInt16) -> String? {
        guard let guest, port != wanted else { return nil }
        let before = failure
        do throws(SystemError) {
            try guest.listen(on: wanted)
            failure = nil
            lookedInto = nil
            return "the dashboard listens on port \(wanted)"
        } catch {
            if let lookedInto, lookedInto.port == wanted, lookedInto.at.advanced(by: Self.freshness) > .now {
                return nil
            }
            failure = Self.reason(of: error, port: wanted)
            lookedInto = (wanted, .now)
            return failure == before ? nil : failure.map { "no dashboard: \($0)" }
        }
    }

    private static func reason(of error: SystemError, port: UInt16) -> String {
        guard error.isAddressInUse else { return "\(error)" }
        let holder = (try? ListeningPorts.listeners(on: [port]))?.first { $0.covers(host: "127.0.0.1") }
        return "port \(port) is in use by \(holder.map { "\(ListeningPorts.owner(of: $0))" } ?? "another program")"
    }
}

extension Supervisor {
    /// Lets a guest in; it listens at once.
    func welcome(_ newGuest: any DaemonGuest) {
        guest.welcome(newGuest)
        placeGuest()
    }

    /// Lets the guest listen where the settings say.
    ///
    /// Tried again with every request, so that a port that has become free is taken without anybody waking up for it.
    func placeGuest() {
        if let news = guest.listen(on: settings.dashboardPort) { context.log.write(news) }
    }

    /// How the dashboard stands, for `status`.
    var dashboardReport: StatusReport.Dashboard {
        StatusReport.Dashboard(
            isRunning: guest.port != nil,
            url: settings.dashboardURL,
            lastError: guest.failure
        )
    }

    /// How everything stands as far as is known: no engine is asked.
    func knownStatus() async -> StatusReport {
        guard let lanes = try? lanes(named: [], forStart: false) else { return emptyReport }
        var report = emptyReport
        report.providers = await snapshots(of: lanes)
        return report
    }
}
