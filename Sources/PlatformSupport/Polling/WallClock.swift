import CPlatform

/// The wall clock, for dates that people read; it can jump.
package enum WallClock {
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    package static var nanosecondsSince1970: Int64 { ccproxy_wall_nanoseconds() }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    package static var secondsSince1970: Int64 { nanosecondsSince1970 / 1_000_000_000 }
}
