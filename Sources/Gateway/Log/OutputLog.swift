import HTTPTransport
import JSON
import PlatformSupport
import ProxyModel
import Synchronization

/// The engine's log: one JSON object a line on standard output, which whoever started the engine keeps and rotates.
///
/// Never anything of what clients and upstreams say to each other, and no secret.
///
/// A busy engine has thousands of lines of its access log a second, and a system call for each would be a good part of
/// what a small request costs. While `collectLines` runs they are therefore written together, a few milliseconds later;
/// everything else is written at once, and behind what was collected before it.
final class OutputLog: Sendable {
    /// How important a line is.
    enum Level: String {
        case debug, info, warning, error
    }

    /// Lines that wait to be written.
    private struct Pending {
        var isCollecting = false
        var bytes: [UInt8] = []
    }

    private let descriptor: CInt
    private let isVerbose = Atomic(false)
    private let pending = Mutex(Pending())
    /// Rung when there is something to be written.
    private let collected = Bell()

    /// How long a line of the access log may wait.
    private static let delay = Duration.milliseconds(10)
    /// How many bytes are collected at most.
    private static let capacity = 16 << 10

    /// A log that writes to a descriptor that stays open.
    init(descriptor: CInt) {
        self.descriptor = descriptor
    }

    /// Whether `debug` lines are written.
    var writesDebugLines: Bool {
        get { isVerbose.load(ordering: .relaxed) }
        set { isVerbose.store(newValue, ordering: .relaxed) }
    }

    /// Writes what has happened.
    func write(_ level: Level, _ message: @autoclosure () -> String) {
        guard level != .debug || writesDebugLines else { return }
        var line = Array("{\"time\":\"".utf8)
        TimestampText.append(.now, to: &line)
        var json = JSONWriter()
        json.string(message())
        line += Array("\",\"level\":\"\(level.rawValue)\",\"message\":".utf8) + json.bytes + Array("}\n".utf8)
        pending.withLock { pending in
            pending.bytes += line
            write(&pending)
        }
    }

    /// Writes one line of the access log.
    func write(_ record: RequestRecord) {
        let isFirst = pending.withLock { pending in
            let isFirst = pending.bytes.isEmpty
            record.append(to: &pending.bytes)
            pending.bytes.append(UInt8(ascii: "\n"))
            if pending.isCollecting, pending.bytes.count < Self.capacity { return isFirst }
            write(&pending)
            return false
        }
        if isFirst { collected.ring() }
    }

    /// Collects the lines of the access log until the task is cancelled, and writes them a few milliseconds later.
    func collectLines(on loop: EventLoop) async {
        pending.withLock { $0.isCollecting = true }
        defer {
            pending.withLock { pending in
                pending.isCollecting = false
                write(&pending)
            }
        }
        var heard = collected.count
        while !Task.isCancelled {
            heard = await collected.next(after: heard)
            // Cancelled: written for the last time above.
            guard (try? await loop.sleep(for: Self.delay)) != nil else { return }
            pending.withLock { write(&$0) }
        }
    }

    private func write(_ pending: inout Pending) {
        guard !pending.bytes.isEmpty else { return }
        // Under the lock, so that lines of several threads do not mix. A log that cannot be written (the disk is full,
        // the reader gone) is no reason to stop serving, and there is nobody left to be told.
        try? Descriptor.writeAll(descriptor, pending.bytes)
        pending.bytes.removeAll(keepingCapacity: true)
    }
}
