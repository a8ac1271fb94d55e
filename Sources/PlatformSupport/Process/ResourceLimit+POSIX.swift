#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension ResourceLimit {
    /// The limit in force and the highest that may be set; nil: unlimited.
    func values() throws(SystemError) -> (soft: UInt64?, hard: UInt64?) {
        let limit = try read()
        return (Self.finite(limit.rlim_cur), Self.finite(limit.rlim_max))
    }

    func setSoft(_ value: UInt64) throws(SystemError) {
        var limit = try read()
        limit.rlim_cur = rlim_t(value)
        guard setrlimit(resource, &limit) == 0 else { throw .last("set the limit \(self)") }
    }

    private func read() throws(SystemError) -> rlimit {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { throw .last("get the limit \(self)") }
        return limit
    }

    private static func finite(_ value: rlim_t) -> UInt64? {
        value == unlimited ? nil : UInt64(value)
    }
}
