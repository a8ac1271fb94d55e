/// Finding programs by name, as a shell does.
package enum ProgramSearch {
    /// The first program of that name in the directories of a `PATH`; an absolute path is looked for nowhere else.
    ///
    /// Relative directories are passed over: what they mean depends on where one happens to be.
    ///
    /// - Returns: its absolute path; nil when there is none that may be executed.
    package static func find(_ name: String, path: String?) -> String? {
        if name.hasPrefix("/") { return isProgram(name) ? name : nil }
        return (path ?? "").split(separator: ":").lazy
            .filter { $0.hasPrefix("/") }
            .map { Paths.join(String($0), name) }
            .first { isProgram($0) }
    }

    private static func isProgram(_ path: String) -> Bool {
        FileSystem.isExecutable(path) && (try? FileSystem.info(path))??.kind == .regular
    }
}
