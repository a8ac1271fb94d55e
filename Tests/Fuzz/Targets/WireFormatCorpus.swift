import PlatformSupport

/// The texts of the wire formats' own tests, beside the sources.
enum WireFormatCorpus {
    /// What means something anywhere in a text in JSON.
    static let jsonTokens = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "-1", "1e999", "0.5",
        "9223372036854775807", "\\ud83d",
        "\"type\":", "\"type\":\"text\",", "\"text\":\"\",", "\"content\":[],", "\"id\":\"\",", "\"name\":\"\",",
        "\"x\":{},",
    ]

    /// The files of these names in the folders of a kind of fixture.
    static func files(_ kind: String, named names: [String]) -> [[UInt8]] {
        let tests = Paths.parent(of: Paths.parent(of: Paths.parent(of: #filePath)))
        let root = Paths.join(tests, "WireFormatsTests/Fixtures/\(kind)")
        let folders = ((try? FileSystem.list(root)) ?? []).sorted()
        return folders.flatMap { folder in
            names.compactMap { try? FileSystem.read(Paths.join(root, "\(folder)/\($0)")) }
        }
    }
}
