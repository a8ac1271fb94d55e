/// Facts about a process for messages: who it is, whose it is, what it runs.
package struct ProcessFacts: Hashable, Sendable {
    /// What the process is doing.
    package enum State: Hashable, Sendable {
        /// Running or waiting for something.
        case alive
        /// Stopped by a signal or a debugger.
        case stopped
        /// Ended, and not reaped by its parent.
        case zombie
    }

    /// Its PID.
    package let pid: Int32

    /// Who started it, or took it over.
    package let parent: Int32

    /// The session it is in, by its leader's PID.
    package let session: Int32

    /// The process group it is in, by its leader's PID.
    package let group: Int32

    /// What it is doing.
    package let state: State

    /// The user on whose behalf it acts.
    package let userID: UInt32

    /// The beginning of its command line, in one line without control characters.
    ///
    /// Its short name in brackets where it has none, and empty where even that may not be known.
    package let command: String

    /// The login name of its user; nil when the system knows none.
    package var userName: String? { Users.name(of: userID) }
}

extension ProcessFacts {
    /// How much of a command line is shown, in bytes.
    static let commandLimit = 240

    /// Makes NUL-separated arguments fit to be shown: no byte of another user's process may reach a terminal as control.
    static func displayed(arguments: some Sequence<UInt8>) -> String {
        var bytes = Array(arguments.prefix(commandLimit + 1))
        let isCut = bytes.count > commandLimit
        if isCut { bytes.removeLast() }
        while bytes.last == 0 || bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        let text = String(decoding: bytes.map { $0 == 0 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
        // C0 and C1 controls, DEL, and what turns the direction of writing round.
        let shown = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: "?"
            default: scalar
            }
        }
        var result = String(String.UnicodeScalarView(shown))
        if isCut { result += "…" }
        return result
    }
}
