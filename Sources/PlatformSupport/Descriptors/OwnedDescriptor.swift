#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A file descriptor with one owner, closed when the value dies.
///
/// Descriptors are made close-on-exec by whoever opens them; a child gets only what it is handed explicitly.
package struct OwnedDescriptor: ~Copyable, Sendable {
    /// The number, valid as long as this value lives.
    package let raw: CInt

    /// Takes over the duty to close `raw`; a negative number stands for none, and nothing is closed.
    package init(owning raw: CInt) {
        self.raw = raw
    }

    deinit {
        // Not retried after EINTR: Linux has freed the number by then, and it may already be somebody else's.
        if raw >= 0 { close(raw) }
    }

    /// Gives the duty to close the descriptor to the caller.
    package consuming func release() -> CInt {
        let raw = raw
        discard self
        return raw
    }
}
