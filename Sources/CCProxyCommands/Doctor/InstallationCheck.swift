import PlatformSupport
import ProxyModel

/// The base directory: that it is there, ours, writable, and on a disk with room.
struct InstallationCheck {
    let base: BaseDirectory
    let origin: String

    private static let check = "base directory"
    /// Below this a warning: an engine's logs alone may take as much.
    private static let comfortableSpace: UInt64 = 100_000_000

    /// That there is none.
    static func nowhere(_ found: Result<(base: BaseDirectory, origin: BaseDirectory.Origin), BaseDirectoryError>) -> [Finding]
    {
        guard case .failure(let error) = found else { return [] }
        return [.broken(check, "\(error)", remedy: "ccproxy --home DIR …, or set CCPROXY_HOME")]
    }

    func findings() -> [Finding] {
        let place = "\(base.path) (\(origin))"
        do throws(SystemError) {
            guard let info = try FileSystem.info(base.path) else {
                return [.ok(Self.check, "\(place) does not exist yet; the first start makes it")]
            }
            guard info.kind == .directory else {
                return [.broken(Self.check, "\(place) is not a directory", remedy: "ccproxy --home DIR …, or set CCPROXY_HOME")]
            }
            return [Finding.ok(Self.check, place)] + (try writing()) + socket()
        } catch {
            return [.broken(Self.check, "\(error)", remedy: "ls -ld \(ShellWords.quoted(base.path)) shows who may")]
        }
    }

    /// Whether files can be made: the only sure way to know is to make one.
    private func writing() throws(SystemError) -> [Finding] {
        let directory = try FileSystem.info(base.runDirectory) == nil ? base.path : base.runDirectory
        let probe = Paths.join(directory, ".doctor-\(CurrentProcess.pid)")
        do throws(SystemError) {
            try FileSystem.write([UInt8](repeating: 0x20, count: 4096), atomicallyTo: probe, mode: 0o600, durable: false)
            try FileSystem.remove(probe)
        } catch {
            try? FileSystem.remove(probe)
            return [.broken("disk", "cannot write in \(directory): \(error.reason)", remedy: Self.remedy(error, directory))]
        }
        let space = try FileSystem.freeSpace(at: directory)
        guard space < Self.comfortableSpace else { return [] }
        return [.warning("disk", "only \(space / 1_000_000) MB are free", remedy: "make room, or set logs.max-size and logs.keep lower")]
    }

    private static func remedy(_ error: SystemError, _ directory: String) -> String {
        let path = ShellWords.quoted(directory)
        if error.isOutOfSpace { return "df -h \(path) shows what is full; make room there" }
        if error.isReadOnly { return "the file system is read-only: remount it, or use another --home" }
        return "ls -ld \(path) shows who may; make it yours, or use another --home"
    }

    private func socket() -> [Finding] {
        do throws(BaseDirectoryError) {
            try base.verifyControlSocketDirectory()
            return []
        } catch {
            return [.broken("control socket", "\(error)", remedy: "ls -ld \(ShellWords.quoted(Paths.parent(of: base.controlSocket)))")]
        }
    }
}
