#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Room on the disk for a file that is to be written later, held until the value dies.
///
/// For contents that must not be lost once they are there: whoever holds a reservation knows that the directory can be
/// written to, and that neither blocks nor quota had run out. The room is that of a file without a name, so that nothing
/// is left behind however the process ends.
package struct SpaceReservation: ~Copyable, Sendable {
    private let file: OwnedDescriptor

    /// Takes room in the directory in which `write(_:atomicallyTo:mode:durable:)` would write.
    ///
    /// - Parameters:
    ///   - count: how many bytes.
    ///   - path: the file that is to be written; links are followed.
    /// - Throws: `SystemError` that names `path`, as writing it would.
    package init(_ count: Int, for path: String) throws(SystemError) {
        let directory = Paths.parent(of: try FileSystem.followingLinks(path))
        let temporary = Paths.join(directory, FileSystem.temporaryName())
        let raw = retryingInterrupts { open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(0o600)) }
        guard raw >= 0 else { throw .last("write \(path)") }
        let unnamed = OwnedDescriptor(owning: raw)
        unlink(temporary)
        // Written, since a file that is merely long has no room of its own.
        try Descriptor.writeAll(raw, [UInt8](repeating: 0x20, count: count), operation: "write \(path)")
        file = unnamed
    }

    /// Gives the room back, to be used by whoever is quick.
    package consuming func release() {}
}
