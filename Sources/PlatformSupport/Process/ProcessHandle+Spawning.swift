#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension ProcessHandle {
    /// Starts a process and takes hold of it.
    ///
    /// - Throws: As `ProcessSpawner.spawn` and `open(pid:)`; then there is no such process.
    package static func spawn(_ request: SpawnRequest) throws(SystemError) -> ProcessHandle {
        let pid = try ProcessSpawner.spawn(request)
        do throws(SystemError) {
            // A child has its PID until it is reaped, so that there is always one to take hold of.
            if let handle = try open(pid: pid) { return handle }
            throw SystemError("take hold of process \(pid)", code: ESRCH)
        } catch {
            // Nobody could stop what nobody has hold of.
            kill(pid, SIGKILL)
            _ = retryingInterrupts { waitpid(pid, nil, 0) }
            throw error
        }
    }
}
