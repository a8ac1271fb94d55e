import PlatformSupport
import ProxyModel

/// The checksum of an archive that lies beside it.
struct EngineChecksumFile {
    let archive: String

    /// The SHA-256: from `<archive>.sha256`, else from `checksums.txt` in the same directory.
    func digest() throws(CommandFailure) -> String {
        let list = Paths.join(Paths.parent(of: archive), "checksums.txt")
        let name = Paths.name(of: archive)
        if let text = try read("\(archive).sha256", limit: 1 << 16) {
            let words = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace)
            if let digest = words.first.flatMap({ ReleaseChecksums.digest(String($0)) }) { return digest }
            throw CommandFailure(
                "\(archive).sha256 does not begin with a SHA-256, which has 64 hexadecimal digits",
                remedy: "get it again, or give --sha256 <checksum>"
            )
        }
        if let text = try read(list, limit: 1 << 20), let digest = ReleaseChecksums(text)[name] { return digest }
        throw CommandFailure(
            "nothing says which checksum \(name) must have",
            remedy: "put the release's checksums.txt beside it, or give --sha256 <checksum>"
        )
    }

    private func read(_ path: String, limit: Int) throws(CommandFailure) -> [UInt8]? {
        do throws(SystemError) {
            return try FileSystem.readIfPresent(path, limit: limit)
        } catch {
            throw CommandFailure(error)
        }
    }
}
