import PlatformSupport
import ProxyModel

/// Installs a release of cli-proxy-api: from the internet, or from a file.
struct EngineInstallation {
    let context: CommandContext
    let base: BaseDirectory
    let store: EngineStore

    /// What was installed.
    struct Installed {
        let version: ReleaseVersion
        let path: String
    }

    init(_ context: CommandContext) throws(CommandFailure) {
        self.context = context
        let base = try context.base
        self.base = base
        do throws(EngineInstallError) {
            store = try EngineStore(base: base)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Downloads a version, or the latest.
    func download(_ version: ReleaseVersion?) throws(CommandFailure) -> Installed {
        let lock = try store.takeLock()
        let source = ReleaseSource(page: try context.settings().engineReleases, environment: context.environment)
        let version = if let version { version } else { try source.latest() }
        let checksums = try source.checksums(of: version)
        let names = CLIProxyAPIRelease.assetNames(
            of: version,
            for: .current,
            prefersStatic: !Self.hasUsualLoader
        )
        guard let name = names.first(where: { checksums[$0] != nil }), let checksum = checksums[name] else {
            throw CommandFailure(
                "release \(version) has no \(names.first ?? "program") among its checksums",
                remedy: "a new release may not be complete yet: try again later, or name an earlier version"
            )
        }
        let file = try temporaryFile()
        defer { try? FileSystem.remove(file) }
        let progress = DownloadProgress(name, on: context.output)
        defer { progress.end() }
        try source.download(name, of: version, to: file) { progress.update($0, of: $1) }
        let archive = EngineArchive(path: file, name: name)
        let installed = try install(archive, sha256: checksum, as: version)
        _ = consume lock
        return installed
    }

    /// Takes an archive that lies here.
    ///
    /// - Parameters:
    ///   - path: the archive.
    ///   - digest: its SHA-256; without it, it is looked for in files beside the archive.
    ///   - version: which it is; without it, its name or the program itself says so.
    /// - Returns: what was installed.
    /// - Throws: `CommandFailure`; then nothing has changed.
    func take(_ path: String, sha256 digest: String?, as version: ReleaseVersion?) throws(CommandFailure) -> Installed {
        guard FileSystem.exists(path) else { throw CommandFailure("there is no \(path)") }
        let lock = try store.takeLock()
        let checksum = if let digest { digest } else { try EngineChecksumFile(archive: path).digest() }
        // What is verified has to be what is unpacked: the file itself may be in the hands of somebody else.
        let copy = try temporaryFile()
        defer { try? FileSystem.remove(copy) }
        let archive = EngineArchive(path: path)
        do throws(EngineInstallError) {
            try archive.copy(to: copy)
        } catch {
            throw CommandFailure(error)
        }
        let installed = try install(
            EngineArchive(path: copy, name: archive.name),
            sha256: checksum,
            as: version ?? ReleaseVersion(assetName: archive.name)
        )
        _ = consume lock
        return installed
    }

    /// Makes a version that is kept the one that runs.
    func use(_ version: ReleaseVersion) throws(CommandFailure) {
        let lock = try store.takeLock()
        do throws(EngineInstallError) {
            try store.use(version) { programVersion(store.current) }
        } catch {
            throw CommandFailure(error)
        }
        _ = consume lock
        context.output.print("cli-proxy-api is \(version) from now on: \(store.current)")
    }

    /// Verifies, unpacks and tries a release before anything that is used changes.
    private func install(
        _ archive: EngineArchive,
        sha256: String,
        as named: ReleaseVersion?
    ) throws(CommandFailure) -> Installed {
        let file = try temporaryFile()
        defer { try? FileSystem.remove(file) }
        do throws(EngineInstallError) {
            try archive.verify(sha256: sha256)
            try archive.unpack(EngineKind.cliProxyAPI.rawValue, to: file, searchPath: context.environment["PATH"])
            let said = try check(file, of: archive)
            guard let version = named ?? said else {
                throw EngineInstallError.unusable(file: archive.name, reason: "it does not say which version it is")
            }
            if let said, said != version {
                throw EngineInstallError.unusable(file: archive.name, reason: "it is version \(said), not \(version)")
            }
            try store.keep(file, as: version)
            let displaced = try store.use(version) { programVersion(store.current) }
            prune(displaced)
            return Installed(version: version, path: store.current)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Removes the versions that nobody goes back to, and says which.
    ///
    /// Not where the settings cannot be read: they may name one. What still runs is needed to recognise it.
    private func prune(_ displaced: ReleaseVersion?) {
        guard let settings = try? context.settings() else { return }
        var needed: Set<String> = []
        for provider in settings.providers {
            if case .path(let path) = provider.engine { needed.insert(path) }
            if case .record(let record) = ProcessRecord.read(from: base.provider(provider.id)) {
                needed.insert(record.identity.executable)
            }
        }
        let gone = store.prune(keeping: 2, displaced: displaced, sparing: needed)
        guard !gone.isEmpty else { return }
        let names = gone.map(\.text).joined(separator: ", ")
        context.output.note("No longer kept: cli-proxy-api \(names).")
        context.output.note("  ccproxy engine install <version>  gets one again")
    }

    /// Makes sure that the program is made for this machine and starts; says which version it says it is.
    private func check(_ file: String, of archive: EngineArchive) throws(EngineInstallError) -> ReleaseVersion? {
        let locator = EngineLocator(base: base, executable: context.executable)
        do throws(EngineLocationError) {
            _ = try locator.locate(.path(file))
        } catch {
            let reason = "\(error)".replacing(file, with: "it")
            throw .unusable(file: archive.name, reason: reason)
        }
        do throws(SystemError) {
            if let said = try EngineVersionProbe.version(of: file, environment: context.environment) {
                return ReleaseVersion(said)
            }
        } catch {
            throw .unusable(file: archive.name, reason: "it does not start: \(error.reason)")
        }
        throw .unusable(file: archive.name, reason: "it does not say its version, as cli-proxy-api does")
    }

    private func programVersion(_ path: String) -> ReleaseVersion? {
        let said = try? EngineVersionProbe.version(of: path, environment: context.environment)
        return said.flatMap { $0 }.flatMap { ReleaseVersion($0) }
    }

    private func temporaryFile() throws(CommandFailure) -> String {
        do throws(EngineInstallError) {
            return try store.temporaryFile()
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Whether the usual C library's loader is there, which most releases for Linux need.
    private static var hasUsualLoader: Bool {
        guard Machine.current.system == .linux else { return true }
        return ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"].contains { FileSystem.exists($0) }
    }
}

extension CommandFailure {
    /// An engine could not be installed or chosen.
    init(_ error: EngineInstallError) {
        self.init("\(error)", remedy: error.remedy)
    }
}
