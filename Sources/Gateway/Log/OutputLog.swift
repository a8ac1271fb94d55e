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
        var json = JSONWriter()
        json.beginObject()
        json.name("time")
        json.string(Timestamp.now.description)
        json.name("level")
        json.string(level.rawValue)
        json.name("message")
        json.string(message())
        json.endObject()
        write(json)
    }

    /// Writes one line of the access log.
    func write(_ record: RequestRecord) {
        var json = JSONWriter(reservingCapacity: 512)
        record.write(to: &json)
        write(json)
    }

    private func write(_ json: JSONWriter) {
        // In one call, so that lines of several threads do not mix. A log that cannot be written (the disk is full, the
        // reader gone) is no reason to stop serving, and there is nobody left to be told.
        try? Descriptor.writeAll(descriptor, json.bytes + [UInt8(ascii: "\n")])
    }
}
