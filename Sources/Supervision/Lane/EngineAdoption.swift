import PlatformSupport
import ProxyModel

/// What an earlier daemon has left of one provider.
///
/// The truth is the lock that every engine inherits: if it can be taken, nobody is alive, whatever a PID file says. If
/// not, its holders are ours, and the one that leads its session is the engine, also when the daemon died before it could
/// write a record.
struct EngineAdoption {
    let directory: ProviderDirectory
    /// This program's file; nil where the system does not tell.
    var ownExecutable = try? CurrentProcess.executablePath

    enum Finding {
        case nobody
        case engine(ProcessIdentity, ProcessHandle, ProcessRecord?)
        /// The engine itself is gone; these descend from it.
        case remains([ProcessIdentity])
        case unclear(String)
    }

    func survey() -> Finding {
        do {
            guard try !removeStaleRecords() else { return .nobody }
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

    /// Removes PID file and record if nobody is alive that they could name.
    ///
    /// With the lock in hand, so that they cannot be those of an engine that somebody starts at this moment.
    ///
    /// - Returns: Whether nobody is alive.
    @discardableResult
    func removeStaleRecords() throws(SystemError) -> Bool {
        let isRecorded = FileSystem.exists(directory.pidFile) || FileSystem.exists(directory.recordFile)
        guard isRecorded || FileSystem.exists(directory.lockFile) else { return true }
        guard let lock = try FileLock.tryAcquire(directory.lockFile) else { return false }
        // A file that cannot be removed misleads nobody of ours: the record's process does not live.
        try? ProcessRecord.remove(from: directory)
        _ = consume lock
        return true
    }

    /// The processes of this provider, as far as they can be seen: those that have the lock's file open.
    ///
    /// Except programs of ours: a command that looks whether the lock is held has the file open for a moment, and is
    /// neither an engine nor a descendant of one.
    func holders() -> [ProcessIdentity] {
        LockHolders.pids(holding: directory.lockFile)
            .filter { $0 != CurrentProcess.pid }
            .compactMap { ProcessIdentity.of(pid: $0) }
            .filter { $0.executable != ownExecutable }
    }

    private func recordedEngine() throws(SystemError) -> Finding? {
        guard case .record(let record) = ProcessRecord.read(from: directory),
            let handle = try ProcessHandle.open(record.identity),
            LockHolders.isHolding(directory.lockFile, pid: record.identity.pid)
        else { return nil }
        return .engine(record.identity, handle, record)
    }

    private func searchedEngine() throws(SystemError) -> Finding {
        let remains = holders()
        for identity in remains where ProcessFacts.of(pid: identity.pid)?.session == identity.pid {
            if let handle = try ProcessHandle.open(identity) { return .engine(identity, handle, nil) }
        }
        return remains.isEmpty ? .nobody : .remains(remains)
    }
}
