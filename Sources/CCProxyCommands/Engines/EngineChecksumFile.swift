import PlatformSupport
import ProxyModel

/// The checksum of an archive that lies beside it.
struct EngineChecksumFile {
    let archive: String

    /// The SHA-256: from `<archive>.sha256`, else from `checksums.txt` in the same directory.
    func digest() throws(CommandFailure) -> String {
        let list = Paths.join(Paths.parent(of: archive), "checksums.txt")
        let name = Paths.name(of: archive)
        do throws(SystemError) {
            if let text = try FileSystem.readIfPresent("\(archive).sha256", limit: 1 << 16) {
                let words = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace)
                if let digest = words.first.flatMap({ ReleaseChecksums.digest(String($0)) }) { return digest }
                throw SystemError("read a SHA-256 from \(archive).sha256", code: 22)
            }
            if let text = try FileSystem.readIfPresent(list, limit: 1 << 20),
                let digest = ReleaseChecksums(text)[name]
            {
                return digest
            }
        } catch {
            throw CommandFailure(error)
        }
        throw CommandFailure(
            "nothing says which checksum \(name) must have",
            remedy: "put the release's checksums.txt beside it, or give --sha256 <checksum>"
        )
    }
}
