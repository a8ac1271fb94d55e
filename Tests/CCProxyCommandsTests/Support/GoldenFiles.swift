import PlatformSupport
import Testing

/// Texts that were looked at once and are to stay as they are.
///
/// `CCPROXY_RECORD_GOLDEN=1 swift test --filter CCProxyCommandsTests` writes them anew; look at the difference then.
enum GoldenFiles {
    /// Where they are: the tests read them where they are edited.
    private static let directory = Paths.join(Paths.parent(of: Paths.parent(of: #filePath)), "Golden")

    /// Expects a text to be what was recorded.
    static func expect(_ text: String, _ name: String, _ location: SourceLocation = #_sourceLocation) throws {
        let path = Paths.join(directory, name)
        if CurrentProcess.environmentVariable("CCPROXY_RECORD_GOLDEN") == "1" {
            try FileSystem.createDirectory(Paths.parent(of: path), mode: 0o755)
            try FileSystem.write(text, atomicallyTo: path, mode: 0o644)
            return
        }
        let recorded = try #require(
            try FileSystem.readIfPresent(path).map { String(decoding: $0, as: UTF8.self) },
            "there is no \(path)",
            sourceLocation: location
        )
        let lines = zip(text.split(separator: "\n"), recorded.split(separator: "\n"))
        let difference = lines.first { $0 != $1 }.map { "\n- \($0.1)\n+ \($0.0)" } ?? ""
        #expect(text == recorded, "differs from \(path):\(difference)", sourceLocation: location)
    }

    /// The names of the recorded files of a folder.
    static func names(in folder: String) throws -> [String] {
        try FileSystem.list(Paths.join(directory, folder))
    }
}
