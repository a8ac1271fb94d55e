import CommandParsing
import PlatformSupport
import Supervision

/// Why a command failed: one line says what, one says what to do about it.
struct CommandFailure: Error, Equatable {
    let message: String
    let remedy: String?
    let exitCode: ExitCode

    init(_ message: String, remedy: String? = nil, exitCode: ExitCode = .failed) {
        self.message = message
        self.remedy = remedy
        self.exitCode = exitCode
    }
}

extension CommandFailure {
    /// The daemon refused, or could not be talked to.
    init(_ error: ControlError) {
        self.init(error.message, remedy: error.remedy)
    }

    /// The system refused.
    init(_ error: SystemError, remedy: String? = nil) {
        self.init("\(error)", remedy: remedy)
    }

    /// A word that names nothing, with the nearest that does, and all of them.
    static func unknown(_ thing: String, _ word: String, among known: [String]) -> Self {
        let nearest = NearestWord.find(word, among: known)
        return CommandFailure(
            "there is no \(thing) '\(word)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
            remedy: known.isEmpty ? nil : "\(thing)s: \(known.joined(separator: ", "))",
            exitCode: .wrongUsage
        )
    }
}
