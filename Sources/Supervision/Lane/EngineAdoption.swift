import PlatformSupport
import ProxyModel

/// What an earlier daemon has left of one provider.
///
/// The truth is the lock that every engine inherits: if it can be taken, nobody is alive, whatever a PID file says. If
/// not, its holders are ours, and the one that leads its session is the engine, also when the daemon died before it could
/// write a record.
struct EngineAdoption {
    let directory: ProviderDirectory

    enum Finding {
        case nobody
        case engine(ProcessIdentity, ProcessHandle, ProcessRecord?)
        /// The engine itself is gone; these descend from it.
        case remains([ProcessHandle])
        case unclear(String)
    }

    func survey() -> Finding {
        do {
            guard try isLocked() else {
                removeRecords()
                return .nobody
            }
            if let recorded = try recordedEngine() { return recorded }
            return try searchedEngine()
        } catch {
            return .unclear("cannot see what an earlier engine has left: \(error)")
        }
    }

    /// Whether a process of this provider is alive.
    func isLocked() throws(SystemError) -> Bool {
        guard FileSystem.exists(directory.lockFile) else { return false }
        // Taken and, at the end of this line, given back.
        return try FileLock.tryAcquire(directory.lockFile) == nil
    }

    /// Removes PID file and record: they name nobody.
    func removeRecords() {
        try? FileSystem.remove(directory.pidFile)
        try? FileSystem.remove(directory.recordFile)
    }

    private func recordedEngine() throws(SystemError) -> Finding? {
        guard case .record(let record) = ProcessRecord.read(from: directory),
            let handle = try ProcessHandle.open(record.identity),
            LockHolders.isHolding(directory.lockFile, pid: record.identity.pid)
        else { return nil }
        return .engine(record.identity, handle, record)
    }

    private func searchedEngine() throws(SystemError) -> Finding {
        var remains: [ProcessHandle] = []
        for pid in LockHolders.pids(holding: directory.lockFile) where pid != CurrentProcess.pid {
            guard let identity = ProcessIdentity.of(pid: pid), let handle = try ProcessHandle.open(identity)
            else { continue }
            if ProcessFacts.of(pid: pid)?.session == pid { return .engine(identity, handle, nil) }
            remains.append(handle)
        }
        return remains.isEmpty ? .nobody : .remains(remains)
    }
}
