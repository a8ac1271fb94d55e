#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension CurrentProcess {
    /// Ends the process with an exit status; only its low eight bits reach the parent.
    package static func exit(_ status: Int32) -> Never { endProcess(status) }
}

/// Calls exit(3); outside of the type, whose own `exit` would hide it.
private func endProcess(_ status: CInt) -> Never { exit(status) }
