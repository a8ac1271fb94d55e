import JSON
package import PlatformSupport

extension ProcessRecord {
    /// What the directory of a provider has to say about its engine's process.
    package enum Finding: Equatable, Sendable {
        /// There is no record.
        case absent
        /// There is one that cannot be used; the text names the file and the reason.
        case invalid(String)
        /// There is one. Whether the process still lives is another question.
        case record(ProcessRecord)
    }

    /// The longest record that is looked at: ours have a few hundred bytes, most of them the executable's path.
    package static let maximumSize = 64 << 10

    /// Reads the record of a provider's engine, whatever lies there under its name.
    ///
    /// `.proxy.pid` has no say: neither one without a record, as another launcher may have left it, nor one that
    /// disagrees with it.
    package static func read(from directory: ProviderDirectory) -> Finding {
        do throws(SystemError) {
            guard let bytes = try FileSystem.readIfPresent(directory.recordFile, limit: maximumSize) else {
                return .absent
            }
            // What a power failure may leave, since nobody waits for the disk; it has left no process either.
            guard bytes.contains(where: { $0 != 0 }) else { return .absent }
            do throws(JSONError) {
                return .record(try ProcessRecord(decoding: bytes))
            } catch {
                return .invalid("\(directory.recordFile) is not a process record: \(error)")
            }
        } catch {
            return .invalid(error.description)
        }
    }

    /// Replaces what the directory says, each file at once: `.proxy.json` (0600), then `.proxy.pid` (0644).
    ///
    /// In this order, so that whoever sees the PID finds the record too. Not durable: after a power failure there is no
    /// process that they could be about.
    ///
    /// - Throws: `SystemError` that names the file; the directory has to exist.
    package func write(to directory: ProviderDirectory) throws(SystemError) {
        try FileSystem.writeVolatile(encoded, atomicallyTo: directory.recordFile, mode: 0o600)
        // Without a newline, as scripts know it from the launcher that had this file first.
        try FileSystem.writeVolatile(Array("\(identity.pid)".utf8), atomicallyTo: directory.pidFile, mode: 0o644)
    }

    /// Removes both files; what is not there is success.
    ///
    /// The PID first: a record that is left alone after a crash is found and judged by the next reader, while a PID
    /// without a record would stay for ever.
    package static func remove(from directory: ProviderDirectory) throws(SystemError) {
        try FileSystem.remove(directory.pidFile)
        try FileSystem.remove(directory.recordFile)
    }
}
