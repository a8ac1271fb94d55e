internal import PlatformSupport

/// A release of cli-proxy-api as it is published: a packed archive with the program at its top.
package struct EngineArchive {
    /// Where it lies.
    package let path: String
    /// What it is called in messages.
    package let name: String

    /// No release comes near, packed or not.
    private static let largestUnpacked: Int64 = 1 << 30

    package init(path: String, name: String? = nil) {
        self.path = path
        self.name = name ?? Paths.name(of: path)
    }

    /// Makes sure that it is what was published.
    ///
    /// - Parameter expected: the SHA-256 in lower-case hexadecimal digits.
    /// - Throws: `EngineInstallError.wrongChecksum`, or `system` when it cannot be read.
    package func verify(sha256 expected: String) throws(EngineInstallError) {
        var hash = SHA256()
        do throws(SystemError) {
            let file = try Descriptor.open(path)
            var buffer = [UInt8](repeating: 0, count: 1 << 18)
            while true {
                let count = try readSome(file.raw, &buffer)
                if count == 0 { break }
                hash.update(buffer[..<count])
            }
        } catch {
            throw .system(error)
        }
        let found = hash.hexadecimal()
        guard found == expected else { throw .wrongChecksum(file: name, expected: expected, found: found) }
    }

    /// Copies it to where nobody else can change it.
    ///
    /// - Parameter destination: the file to be made; 0600. Whoever calls removes it, also on failure.
    /// - Throws: `EngineInstallError.damaged` for what is too large for an archive, or `system`.
    package func copy(to destination: String) throws(EngineInstallError) {
        var total: Int64 = 0
        do throws(SystemError) {
            let source = try Descriptor.open(path)
            let target = try Descriptor.create(destination, mode: 0o600)
            var buffer = [UInt8](repeating: 0, count: 1 << 18)
            while total <= Self.largestUnpacked {
                let count = try readSome(source.raw, &buffer)
                if count == 0 { return }
                try Descriptor.writeAll(target.raw, Array(buffer[..<count]))
                total += Int64(count)
            }
        } catch {
            throw .system(error)
        }
        throw .damaged(file: name, reason: "it is larger than \(Self.largestUnpacked >> 20) MiB")
    }

    private func readSome(_ descriptor: CInt, _ buffer: inout [UInt8]) throws(SystemError) -> Int {
        // The closure's error has to be taken out by hand: rethrowing would lose its type.
        let result = buffer.withUnsafeMutableBytes { bytes in
            Result { () throws(SystemError) in try Descriptor.read(descriptor, into: bytes) }
        }
        return try result.get()
    }

    /// Unpacks the program, and nothing else, into a new file.
    ///
    /// No name in the archive ever becomes a path. What no release has — a link, a device, a path that leads out — makes
    /// the whole archive refused, since somebody has put it there for a reason.
    ///
    /// - Parameters:
    ///   - program: the program's name in the archive.
    ///   - destination: the file to be made; 0755, and on the disk. It is removed again on failure.
    ///   - searchPath: where gzip is looked for, as `PATH`.
    /// - Throws: `EngineInstallError`.
    package func unpack(
        _ program: String,
        to destination: String,
        searchPath: String?
    ) throws(EngineInstallError) {
        guard let gzip = GzipProcess.find(path: searchPath) else { throw .noGzip }
        do {
            var writer = ProgramWriter(archive: name, program: program, destination: destination)
            var reader = TarReader()
            try GzipProcess(program: gzip).unpack(path, limit: Self.largestUnpacked) { piece in
                try reader.read(piece) { try writer.take($0) }
            }
            try reader.finish()
            try writer.finish()
        } catch {
            try? FileSystem.remove(destination)
            switch error {
            case let error as EngineInstallError: throw error
            case let error as TarError: throw .damaged(file: name, reason: "\(error)")
            case let error as SystemError: throw .system(error)
            default: throw .damaged(file: name, reason: "\(error)")
            }
        }
    }
}

/// Takes the one file out of an archive that is wanted.
private struct ProgramWriter: ~Copyable {
    let archive: String
    let program: String
    let destination: String
    private var file: OwnedDescriptor?
    private var isWriting = false
    private var entries = 0

    /// A release has five.
    private static let mostEntries = 1000

    init(archive: String, program: String, destination: String) {
        self.archive = archive
        self.program = program
        self.destination = destination
    }

    mutating func take(_ event: TarReader.Event) throws {
        switch event {
        case .content(let bytes):
            if isWriting, let raw = file?.raw { try Descriptor.writeAll(raw, Array(bytes)) }
        case .entry(let entry):
            try check(entry)
            isWriting = entry.kind == .file && entry.topLevelName == program
            guard isWriting else { return }
            guard file == nil else { throw refusal(of: entry, "stands there twice") }
            file = try Descriptor.create(destination, mode: 0o700)
            try FileSystem.setMode(destination, 0o755)
        }
    }

    private mutating func check(_ entry: TarEntry) throws {
        entries += 1
        if entries > Self.mostEntries { throw refusal(of: entry, "is one of too many files") }
        if entry.escapes { throw refusal(of: entry, "would lie outside of where it is unpacked") }
        switch entry.kind {
        case .file, .directory: break
        case .link(let target): throw refusal(of: entry, "is a link to '\(target)'")
        case .special: throw refusal(of: entry, "is neither a file nor a directory")
        }
    }

    private func refusal(of entry: TarEntry, _ reason: String) -> EngineInstallError {
        .unsafe(file: archive, entry: String(entry.path.prefix(200)), reason: reason)
    }

    consuming func finish() throws {
        guard let raw = file?.raw else { throw EngineInstallError.noProgram(file: archive, name: program) }
        // The link to it may reach the disk first.
        try Descriptor.synchronize(raw)
    }
}
