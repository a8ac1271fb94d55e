/// Why the settings cannot be used: everything that is wrong, not only the first.
package struct SettingsError: Error, Equatable, Sendable, CustomStringConvertible {
    package let problems: [SettingsProblem]

    init(_ problems: [SettingsProblem]) {
        self.problems = problems
    }

    /// One line for each problem.
    package var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
