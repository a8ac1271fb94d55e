import PlatformSupport
import Testing

/// The files of this target's `Fixtures` directory, found beside this source file.
enum Fixtures {
    /// The directory, by the place of the sources: the tests read them where they are edited.
    static let directory = Paths.join(Paths.parent(of: Paths.parent(of: #filePath)), "Fixtures")

    static func path(_ name: String) -> String { Paths.join(directory, name) }

    static func bytes(_ name: String) throws -> [UInt8] { try FileSystem.read(path(name)) }

    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    /// The names of a folder's files with that ending, without it; in order, so that a seed picks the same everywhere.
    static func names(in folder: String, ending: String) -> [String] {
        let names = (try? FileSystem.list(path(folder))) ?? []
        return names.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
    }
}
