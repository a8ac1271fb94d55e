import PlatformSupport

extension Timestamp {
    /// The wall clock's time; it can jump.
    package static var now: Timestamp {
        let nanoseconds = WallClock.nanosecondsSince1970
        return Timestamp(seconds: nanoseconds / 1_000_000_000, nanoseconds: Int32(nanoseconds % 1_000_000_000))
    }
}
