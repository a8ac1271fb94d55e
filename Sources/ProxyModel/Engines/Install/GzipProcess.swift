internal import PlatformSupport

/// Unpacks gzip with the system's gzip(1).
///
/// It is on every system that has a shell, reads one stream and writes another, and can therefore harm nothing but
/// itself; its exit status tells whether the archive's own checksum and length are right. A library would have to be
/// trusted inside of this process, and a decompressor of our own would be one more to maintain.
struct GzipProcess {
    /// The program; nil where there is none.
    static func find(path: String?) -> String? { ProgramSearch.find("gzip", path: (path ?? "") + ":/usr/bin:/bin") }

    let program: String

    private static let pieceSize = 1 << 18

    /// Unpacks a file and hands over what comes out, piece by piece.
    ///
    /// - Parameters:
    ///   - path: the packed file.
    ///   - limit: how many bytes may come out; more are no release but a bomb.
    ///   - body: takes the pieces; when it throws, the rest is not unpacked.
    /// - Throws: what `body` throws; `EngineInstallError` when the file is no gzip, or not a whole one.
    func unpack(_ path: String, limit: Int64, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
        let name = Paths.name(of: path)
        let input = try Descriptor.open(path)
        let nowhere = try Descriptor.openNullDevice()
        let pipe = try Pipe()
        let handle = try ProcessHandle.spawn(
            SpawnRequest(
                executable: program,
                arguments: ["gzip", "-dc"],
                environment: ["LC_ALL": "C"],
                workingDirectory: "/",
                standardInput: input.raw,
                standardOutput: pipe.writeEnd.raw,
                standardError: nowhere.raw
            )
        )
        let output = pipe.keepReadEnd()
        let outcome = Result { try read(output.raw, name, limit: limit, body) }
        if case .failure = outcome { try? handle.signal(.kill) }
        handle.waitUntilEnded()
        let end = handle.reap()
        try outcome.get()
        guard end?.isSuccess == true else {
            throw EngineInstallError.damaged(file: name, reason: "it is no gzip file, or not the whole of it")
        }
    }

    private func read(
        _ descriptor: CInt,
        _ name: String,
        limit: Int64,
        _ body: (ArraySlice<UInt8>) throws -> Void
    ) throws {
        var buffer = [UInt8](repeating: 0, count: Self.pieceSize)
        var total: Int64 = 0
        while true {
            let count = try buffer.withUnsafeMutableBytes { try Descriptor.read(descriptor, into: $0) }
            if count == 0 { return }
            total += Int64(count)
            guard total <= limit else {
                throw EngineInstallError.damaged(file: name, reason: "more than \(limit >> 20) MiB come out of it")
            }
            try body(buffer[..<count])
        }
    }
}
