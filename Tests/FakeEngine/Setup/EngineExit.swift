#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

import PlatformSupport

/// The ways in which a fake engine ends.
enum EngineExit {
    /// Ends with a status.
    static func exit(_ status: Int32) -> Never { exitProcess(status) }

    /// Ends as a crash does.
    static func crash(_ crash: Behaviour.Crash) -> Never {
        // No memory image: only the status matters, and the file would stay behind.
        try? ResourceLimit.coreSize.set(0)
        switch crash {
        case .exit(let status): exit(status)
        case .killed: CurrentProcess.raise(.kill)
        case .aborted: break
        }
        abort()
    }
}

/// Calls exit(3); outside of the type, whose own `exit` would hide it.
private func exitProcess(_ status: Int32) -> Never { exit(status) }
