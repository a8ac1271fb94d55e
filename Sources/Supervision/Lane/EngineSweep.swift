import HTTPTransport
import PlatformSupport
import ProxyModel

/// Ends what an engine leaves behind, and verifies that nothing is left.
///
/// Ours is who holds the provider's lock, since only descendants of an engine can, who is a member of the engine's
/// session, or who was seen to descend from it before it ended. Nobody else is signalled, whatever port it holds.
struct EngineSweep: Sendable {
    let directory: ProviderDirectory

    /// An engine that has ended, and led a session.
    struct Leader {
        let pid: Int32
        /// As ``ProcessIdentity`` counts; nil where it is not known.
        let startTime: UInt64?
    }

    /// One sweep.
    ///
    /// - Parameters:
    ///   - leader: the engine that has ended; its session has its number. Nil when none is known.
    ///   - relatives: who descended from it, by no mark but that.
    ///   - loop: where to wait for those that were killed.
    /// - Returns: nil when nothing is left, else who is.
    func run(after leader: Leader?, _ relatives: Set<ProcessIdentity>, on loop: EventLoop) async -> String? {
        let left = survivors(of: leader, relatives)
        guard !left.isEmpty else { return nil }
        for handle in left { try? handle.signal(.kill) }
        await withTaskGroup { group in
            group.addTask {
                for handle in left { try? await loop.readable(handle.descriptor) }
            }
            group.addTask { try? await loop.sleep(for: .milliseconds(500)) }
            await group.next()
            group.cancelAll()
        }
        guard let first = survivors(of: leader, relatives).first else { return nil }
        return "PID \(first.pid) (\(ProcessFacts.of(pid: first.pid)?.command ?? "unknown")) is still alive"
    }

    /// The processes of the engine that live.
    ///
    /// A lock that is free proves that nobody has it, but not that nobody has closed it: so the session is looked at too,
    /// whether the group of the engine could be signalled or not.
    private func survivors(of leader: Leader?, _ relatives: Set<ProcessIdentity>) -> [ProcessHandle] {
        let adoption = EngineAdoption(directory: directory)
        let isFree = (try? adoption.isLocked()) == false
        // Not every system tells who shares in a lock: who was there before the engine has the file open for another
        // reason.
        let holders = (isFree ? [] : adoption.holders()).filter { $0.startTime >= leader?.startTime ?? 0 }
        let left = Set(holders)
            .union(leader.map { members(ofSession: $0.pid) } ?? [])
            .union(relatives.filter(\.isAlive))
        return left.compactMap { try? ProcessHandle.open($0) }
    }

    /// Who is left of the session of an engine that has ended.
    ///
    /// While one of them lives, no other process gets the engine's number. So if somebody lives who has it, none of them
    /// does, and the session of that number is somebody else's.
    private func members(ofSession leader: Int32) -> [ProcessIdentity] {
        guard ProcessIdentity.of(pid: leader) == nil else { return [] }
        return ProcessTable.members(ofSession: leader).compactMap { ProcessIdentity.of(pid: $0) }
    }
}
