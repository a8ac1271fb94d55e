/// Finding programs by name, as a shell does.
package enum ProgramSearch {
    /// The first program of that name in the directories of a `PATH`.
    ///
    /// Relative directories are passed over: what they mean depends on where one happens to be.
    ///
    /// - Returns: its absolute path; nil when there is none that may be executed.
    package static func find(_ name: String, path: String?) -> String? {
        (path ?? "").split(separator: ":").lazy
            .filter { $0.hasPrefix("/") }
            .map { Paths.join(String($0), name) }
            .first { FileSystem.isExecutable($0) && (try? FileSystem.info($0))??.kind == .regular }
    }
}
