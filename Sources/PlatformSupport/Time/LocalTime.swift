#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The time zone of the user, as `TZ` or the system's settings have it.
package enum LocalTime {
    /// The point in time that clocks here show, or showed, in a certain way.
    ///
    /// An hour that daylight saving time shows twice is one of the two; one that it leaves out is the one beside it.
    ///
    /// - Parameter wallClock: What the clock shows, as the seconds since 1970 that it would be in UTC.
    /// - Returns: Seconds since 1970-01-01T00:00:00Z; nil for a year beyond what the system can handle.
    package static func secondsSince1970(ofWallClock wallClock: Int64) -> Int64? {
        var instant = time_t(wallClock)
        var fields = tm()
        guard gmtime_r(&instant, &fields) != nil else { return nil }
        fields.tm_isdst = -1
        errno = 0
        let result = mktime(&fields)
        guard result != -1 || errno == 0 else { return nil }
        return Int64(result)
    }

    /// What clocks here show, or showed, at a point in time, as the seconds since 1970 that it would be in UTC.
    ///
    /// - Returns: nil for a year beyond what the system can handle.
    package static func wallClock(at secondsSince1970: Int64) -> Int64? {
        var instant = time_t(secondsSince1970)
        var fields = tm()
        guard localtime_r(&instant, &fields) != nil else { return nil }
        return secondsSince1970 + Int64(fields.tm_gmtoff)
    }
}
