import PlatformSupport

/// The programs that the same build has made, beside the running tests.
package enum BuiltProducts {
    /// A program that should be there and is not.
    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }

    /// The absolute path of the program `name`.
    ///
    /// - Throws: `Missing` when this build has not made it, which `swift build` does.
    package static func path(of name: String) throws -> String {
        let places = try searchPlaces()
        for place in places {
            let candidate = Paths.join(place, name)
            let info = try? FileSystem.info(candidate)
            if info?.kind == .regular, FileSystem.isExecutable(candidate) { return candidate }
        }
        throw Missing(description: "no program \(name) in \(places.joined(separator: ", ")): run `swift build`")
    }

    /// The directories above the test program; where a helper has loaded it as a bundle, the bundle is an argument.
    private static func searchPlaces() throws -> [String] {
        let bundles = CurrentProcess.arguments.dropFirst().filter { $0.contains(".xctest") }
        return try ([CurrentProcess.executablePath] + bundles).flatMap { program in
            // In a bundle, the program is `<products>/<name>.xctest/Contents/MacOS/<name>`.
            sequence(first: try FileSystem.absolutePath(program)) { Paths.parent(of: $0) }.dropFirst().prefix(4)
        }
    }
}
