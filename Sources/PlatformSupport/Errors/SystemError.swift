import CPlatform

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A failed system call: what was tried on what, and why the kernel refused.
///
/// Callers decide by the predicates (`isNotFound`, `wouldBlock`, …), never by the text.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, and on what: `"open /x/y"`.
    package let operation: String

    /// The error number, one of errno(3).
    package let code: Int32

    /// Describes a failure whose error number is already known.
    package init(_ operation: String, code: Int32) {
        self.operation = operation
        self.code = code
    }

    /// Describes the call that has just failed in this thread, from its `errno`.
    ///
    /// `errno` is read before `operation` is built, because building a string may itself change it.
    package static func last(_ operation: @autoclosure () -> String) -> SystemError {
        let code = errno
        return SystemError(operation(), code: code)
    }

    /// `"open /x/y: No such file or directory"`.
    package var description: String { "\(operation): \(reason)" }

    /// The system's own words for `code`: `"No such file or directory"`.
    package var reason: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let text = buffer.baseAddress else { return "error \(code)" }
            ccproxy_error_text(code, text, buffer.count)
            return String(cString: text)
        }
    }
}
