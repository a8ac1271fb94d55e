import JSON
import PlatformSupport
import ProxyModel

/// Where usage statistics outlive the engine: `.usage.json` beside the configuration.
///
/// The name begins with a dot, so that nobody takes it for a token file.
struct UsageFile: Sendable {
    let path: String

    static let name = ".usage.json"
    static let maximumSize = 16 << 20

    init(besideConfiguration configuration: String) {
        path = Paths.join(Paths.parent(of: configuration), Self.name)
    }

    /// What was read, and what there is to say about it.
    struct Reading {
        var statistics: UsageStatistics
        var note: String?
    }

    /// Reads the statistics; new ones when there are none.
    ///
    /// A file that cannot be read is put aside and never overwritten.
    func read(now: Timestamp) -> Reading {
        let fresh = UsageStatistics(since: now)
        let reason: String
        do {
            guard let bytes = try FileSystem.readIfPresent(path, limit: Self.maximumSize) else {
                return Reading(statistics: fresh)
            }
            if let statistics = UsageStatistics(try JSONReader.read(bytes)) { return Reading(statistics: statistics) }
            reason = "\(path): these are no usage statistics of this version"
        } catch let error as JSONError {
            reason = "\(path): \(error)"
        } catch {
            reason = "\(error)"
        }
        let aside = "\(path).unreadable"
        do {
            try FileSystem.rename(path, to: aside)
            return Reading(statistics: fresh, note: "\(reason). It was renamed to \(aside), and counting begins anew")
        } catch {
            return Reading(statistics: fresh, note: "\(reason). Counting begins anew")
        }
    }

    /// Replaces the file at once; readers see all of the old or all of the new.
    func write(_ statistics: UsageStatistics) throws(SystemError) {
        var json = JSONWriter(reservingCapacity: 16 * 1024)
        statistics.write(to: &json)
        try FileSystem.write(json.bytes + [0x0A], atomicallyTo: path, mode: 0o600, durable: false)
    }
}
