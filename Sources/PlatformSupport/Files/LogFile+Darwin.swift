#if canImport(Darwin)

extension LogFile {
    /// Removes the first bytes of a file without losing what others append meanwhile, where the system can; Darwin
    /// cannot: its holes stay part of the file.
    ///
    /// - Parameters:
    ///   - descriptor: The file, open for writing.
    ///   - bytes: How many bytes to remove.
    /// - Returns: That it cannot be done here, so that the caller may truncate instead.
    /// - Throws: Nothing here.
    package static func discardPrefix(descriptor: CInt, bytes: UInt64) throws(SystemError) -> Discarded { .unsupported }
}

#endif
