package import PlatformSupport

/// Why there is no program to run as an engine.
package struct EngineLocationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package enum Reason: Equatable, Sendable {
        /// Nothing is in any of the places that were looked at, in that order.
        case missing([String])
        /// The user may not execute it; `isOwn` says whether they may change that.
        case notExecutable(hasPermissionBits: Bool, isOwn: Bool)
        /// It is a program for other machines.
        case wrongArchitecture([Machine])
        /// It is something else.
        case notAProgram(ProgramLookalike)
        /// The loader or the script interpreter that it asks for is not there.
        case missingInterpreter(String)
        /// It cannot be looked at.
        case unreadable(SystemError)
    }

    package let reason: Reason

    /// What the settings ask for.
    package let choice: EngineChoice

    /// What the program has to run on.
    package let machine: Machine

    /// The program that the error is about, `nil` when it is missing.
    package let location: EngineLocation?

    init(_ reason: Reason, choice: EngineChoice, machine: Machine, location: EngineLocation? = nil) {
        self.reason = reason
        self.choice = choice
        self.machine = machine
        self.location = location
    }

    /// What is wrong with what, in one line; `remedy` says what to do.
    package var description: String {
        switch reason {
        case .missing(let places):
            missingDescription(places)
        case .notExecutable(let hasPermissionBits, _):
            hasPermissionBits
                ? "\(path) is executable, but not for this user, or its file system is mounted without that"
                : "\(path) is not executable"
        case .wrongArchitecture(let machines):
            "\(path) is a program for \(machines.map(\.description).joined(separator: " and ")); this is \(machine)"
        case .notAProgram(let lookalike):
            "\(path) \(lookalike), not a program"
        case .missingInterpreter(let name) where name.hasSuffix("\r"):
            "\(path) is a script with the line ends of Windows, which make its interpreter unfindable"
        case .missingInterpreter(let name):
            "\(path) needs \(name), which does not exist"
        case .unreadable(let error):
            "\(path) cannot be looked at: \(error)"
        }
    }

    private var path: String { location?.path ?? "\(choice)" }

    private func missingDescription(_ places: [String]) -> String {
        switch choice {
        // The first place of each kind is the usual one; the others are spellings of it that nobody has to read.
        case .automatic:
            "there is no engine: \(usualPlaces(places).map { "no \($0)" }.joined(separator: " and "))"
        case .named(let kind): "there is no \(kind): no \(usualPlaces(places).joined(separator: " and no "))"
        case .path(let path): "there is no engine at \(path), where the settings say it is"
        }
    }

    private func usualPlaces(_ places: [String]) -> [String] {
        EngineKind.allCases.compactMap { kind in places.first { Paths.name(of: $0) == kind.rawValue } }
    }
}
