import HTTPTransport
import PlatformSupport
import ProxyModel

/// Ends what an engine leaves behind, and verifies that nothing is left.
///
/// Ours is who holds the provider's lock, since only descendants of an engine can, or who is a member of the engine's
/// session. Nobody else is signalled, whatever port it holds.
struct EngineSweep: Sendable {
    let directory: ProviderDirectory
    let listeners: ListenerCheck

    /// One sweep.
    ///
    /// - Parameters:
    ///   - leader: the engine that has ended; its session has its number.
    ///   - loop: where to wait for those that were killed.
    /// - Returns: nil when nothing is left, else who is.
    func run(sessionOf leader: Int32?, on loop: EventLoop) async -> String? {
        guard let left = survivors(of: leader), !left.isEmpty else { return nil }
        for handle in left { try? handle.signal(.kill) }
        await withTaskGroup { group in
            group.addTask {
                for handle in left { try? await loop.readable(handle.descriptor) }
            }
            group.addTask { try? await loop.sleep(for: .milliseconds(500)) }
            await group.next()
            group.cancelAll()
        }
        guard let still = survivors(of: leader), let first = still.first else { return nil }
        return "PID \(first.pid) (\(ProcessFacts.of(pid: first.pid)?.command ?? "unknown")) is still alive"
    }

    /// The processes of the engine that live; nil when the lock proves that there are none.
    private func survivors(of leader: Int32?) -> [ProcessHandle]? {
        let adoption = EngineAdoption(directory: directory)
        let isFree = (try? adoption.isLocked()) == false
        // Only somebody who has closed the lock's descriptor and still holds the port makes the search necessary.
        guard !isFree || !((try? listeners.listeners()) ?? []).isEmpty else { return nil }
        let left = Set(isFree ? [] : adoption.holders()).union(leader.map(members(ofSession:)) ?? [])
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
