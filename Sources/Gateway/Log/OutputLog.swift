import JSON
import PlatformSupport
import ProxyModel
import Synchronization

/// The engine's log: one JSON object a line on standard output, which whoever started the engine keeps and rotates.
///
/// Never anything of what clients and upstreams say to each other, and no secret.
final class OutputLog: Sendable {
    /// How important a line is.
    enum Level: String {
        case debug, info, warning, error
    }

    private let descriptor: CInt
    private let isVerbose = Atomic(false)

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
        line += Array("\",\"level\":\"\(level.rawValue)\",\"message\":".utf8) + json.bytes + [UInt8(ascii: "}")]
        write(&line)
    }

    /// Writes one line of the access log.
    func write(_ record: RequestRecord) {
        var line: [UInt8] = []
        line.reserveCapacity(512)
        record.append(to: &line)
        write(&line)
    }

    private func write(_ line: inout [UInt8]) {
        line.append(UInt8(ascii: "\n"))
        // In one call, so that lines of several threads do not mix. A log that cannot be written (the disk is full, the
        // reader gone) is no reason to stop serving, and there is nobody left to be told.
        try? Descriptor.writeAll(descriptor, line)
    }
}
