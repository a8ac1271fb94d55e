/// A limit that the kernel puts on this process and on what it starts.
package enum ResourceLimit: Sendable {
    /// How many descriptors may be open.
    case openFiles

    /// How long a file may become by writing, in bytes; beyond it, `SIGXFSZ` or `EFBIG`.
    case fileSize

    /// How long a core dump may become, in bytes.
    case coreSize

    /// The limit in force; nil: none.
    package func current() throws(SystemError) -> UInt64? { try values().soft }

    /// The highest value that the limit may be set to without privileges; nil: any.
    package func maximum() throws(SystemError) -> UInt64? { try values().hard }

    /// Sets the limit in force.
    ///
    /// - Throws: `SystemError`, `EINVAL` or `EPERM` when `value` is above the maximum.
    package func set(_ value: UInt64) throws(SystemError) {
        try setSoft(value)
    }

    /// Sets the limit in force as high as it may be, but no higher than `value`, and never lower than it is.
    ///
    /// - Returns: The limit in force afterwards; nil: none.
    /// - Throws: `SystemError` when the kernel refuses after all.
    @discardableResult
    package func raise(to value: UInt64) throws(SystemError) -> UInt64? {
        let (soft, hard) = try values()
        guard let soft else { return nil }
        let wanted = min(value, hard ?? value, ceiling ?? value)
        guard wanted > soft else { return soft }
        try setSoft(wanted)
        return wanted
    }
}
