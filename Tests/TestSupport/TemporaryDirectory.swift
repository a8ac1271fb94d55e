import PlatformSupport

/// A directory that only one test uses.
package struct TemporaryDirectory: Sendable {
    /// Its absolute path, without links.
    package let path: String

    /// The path of `name` inside of it.
    package func path(_ name: String) -> String { Paths.join(path, name) }

    fileprivate init() throws(SystemError) {
        path = try FileSystem.makeTemporaryDirectory(prefix: "ccproxy-test-")
    }
}

/// Runs `body` with a new directory of its own, and removes the directory with all that is in it afterwards.
@discardableResult
package func withTemporaryDirectory<Result>(_ body: (TemporaryDirectory) throws -> Result) throws -> Result {
    let directory = try TemporaryDirectory()
    let result: Result
    do {
        result = try body(directory)
    } catch {
        try? FileSystem.removeTree(directory.path)
        throw error
    }
    try FileSystem.removeTree(directory.path)
    return result
}

/// Runs `body` with a new directory of its own, and removes the directory with all that is in it afterwards.
@discardableResult
package func withTemporaryDirectory<Result>(
    _ body: (TemporaryDirectory) async throws -> Result
) async throws -> Result {
    let directory = try TemporaryDirectory()
    let result: Result
    do {
        result = try await body(directory)
    } catch {
        try? FileSystem.removeTree(directory.path)
        throw error
    }
    try FileSystem.removeTree(directory.path)
    return result
}
