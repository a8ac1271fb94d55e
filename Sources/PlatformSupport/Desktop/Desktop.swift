/// The person's screen, as far as a program without a window needs it.
package enum Desktop {
    /// Opens an address in the person's browser, and does not wait for it.
    ///
    /// `$BROWSER` comes first where it names a program; then whatever the system opens addresses with.
    ///
    /// - Parameters:
    ///   - url: the address, as one argument; never part of a shell's line.
    ///   - environment: where `BROWSER` and `PATH` are looked up, and what the program gets.
    /// - Returns: whether a program was found and started.
    package static func open(_ url: String, environment: [String: String]) -> Bool {
        let wished = environment["BROWSER"].map { $0.split(separator: ":").map(String.init) } ?? []
        for name in wished + openers {
            guard let program = ProgramSearch.find(name, path: environment["PATH"]),
                let null = try? Descriptor.openNullDevice()
            else { continue }
            let request = SpawnRequest(
                executable: program,
                arguments: [program, url],
                environment: environment,
                workingDirectory: "/",
                standardOutput: null.raw
            )
            if (try? ProcessSpawner.spawn(request)) != nil { return true }
        }
        return false
    }
}
