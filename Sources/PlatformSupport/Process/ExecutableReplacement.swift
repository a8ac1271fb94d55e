#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Becoming another program.
package enum ExecutableReplacement {
    /// Replaces the program of this process: same PID, terminal and standard descriptors; nothing of ours stays.
    ///
    /// No signal is blocked afterwards and none ignored, but for `SIGHUP`, `SIGINT` and `SIGQUIT`: we never ignore these,
    /// so if they are, nohup(1) or a shell's background job wants the program to ignore them.
    ///
    /// - Parameters:
    ///   - path: The program. `PATH` is not searched.
    ///   - arguments: Its arguments, its name first.
    ///   - environment: Exactly its environment.
    /// - Throws: `SystemError` when it cannot be executed; this process then goes on.
    package static func exec(
        path: String,
        arguments: [String],
        environment: [String: String]
    ) throws(SystemError) -> Never {
        let argumentArray = try CStringArray(arguments, "execute \(path)")
        let environmentArray = try CStringArray(environment: environment, "execute \(path)")
        resetSignals()
        throw execute(path, argumentArray, environmentArray)
    }

    /// Returns only on failure; what is borrowed lives until then.
    private static func execute(
        _ path: String,
        _ arguments: borrowing CStringArray,
        _ environment: borrowing CStringArray
    ) -> SystemError {
        execve(path, arguments.pointers, environment.pointers)
        return .last("execute \(path)")
    }

    private static func resetSignals() {
        for number in 1..<CInt(32) where ![SIGHUP, SIGINT, SIGQUIT, SIGKILL, SIGSTOP].contains(number) {
            // exec resets what is caught; only what is ignored would stay.
            signal(number, SIG_DFL)
        }
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
    }
}
