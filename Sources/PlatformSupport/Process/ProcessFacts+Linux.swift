#if os(Linux)

import Glibc

extension ProcessFacts {
    /// Describes the process that has this PID now, zombies included; nil when there is none.
    package static func of(pid: Int32) -> ProcessFacts? {
        guard pid > 0, let directory = ProcDirectory(of: pid), let status = directory.status() else { return nil }
        return ProcessFacts(
            pid: pid,
            parent: status.parent,
            session: status.session,
            group: status.group,
            state: state(status),
            userID: directory.userID() ?? 0,
            command: command(directory)
        )
    }

    private static func state(_ status: ProcStatus) -> State {
        if status.hasEnded { return .zombie }
        return status.state == UInt8(ascii: "T") || status.state == UInt8(ascii: "t") ? .stopped : .alive
    }

    private static func command(_ directory: borrowing ProcDirectory) -> String {
        if let line = directory.withFile("cmdline", capacity: commandLimit + 1, { displayed(arguments: $0) }) {
            return line
        }
        return directory.withFile("comm", capacity: 64) { "[\(displayed(arguments: $0))]" } ?? ""
    }
}

extension ProcDirectory {
    /// The effective user ID: the second number of the line `Uid:` in `status`.
    func userID() -> UInt32? {
        withFile("status", capacity: 4096) { text -> UInt32? in
            let marker = Array("\nUid:".utf8)
            var position = text.startIndex
            while let newline = text[position...].firstIndex(of: UInt8(ascii: "\n")) {
                if text[newline...].starts(with: marker) {
                    var fields = DecimalFields(text[(newline + marker.count)...])
                    fields.skip()
                    return fields.nextNumber().flatMap { UInt32(exactly: $0) }
                }
                position = newline + 1
            }
            return nil
        } ?? nil
    }
}

#endif
