#if canImport(Darwin)

import Darwin

extension CurrentProcess {
    /// The running program's file, without links.
    ///
    /// - Throws: `SystemError` when the file is no longer there.
    package static var executablePath: String {
        get throws(SystemError) {
            var size = UInt32(MAXPATHLEN)
            var bytes = [CChar](repeating: 0, count: Int(size))
            // Fails only if the buffer is too small, and then says in `size` how long it should be.
            while _NSGetExecutablePath(&bytes, &size) != 0 { bytes = [CChar](repeating: 0, count: Int(size)) }
            let path = bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            return try FileSystem.realPath(String(decoding: path, as: UTF8.self))
        }
    }

    /// Makes descendants whose parent has died children of this process; Darwin always gives them to launchd.
    ///
    /// - Returns: Whether the system can do that: no.
    @discardableResult
    package static func becomeSubreaper() -> Bool { false }

    /// Darwin has no close_range(2).
    static func closeAll(from first: CInt) -> Bool { false }
}

#endif
