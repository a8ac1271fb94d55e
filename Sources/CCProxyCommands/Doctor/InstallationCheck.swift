import PlatformSupport
import ProxyModel

/// The base directory: that it is there, ours, writable, and on a disk with room.
struct InstallationCheck {
    let base: BaseDirectory
    let origin: BaseDirectory.Origin

    private static let check = Check("base directory")
    private static let elsewhere = "choose another one: --home DIR, or CCPROXY_HOME"
    /// Below this a warning: an engine's logs alone may take as much.
    private static let comfortableSpace: UInt64 = 100_000_000

    /// That there is none.
    static func nowhere(_ error: BaseDirectoryError) -> Finding { check.broken("\(error)", remedy: elsewhere) }

    func findings() -> [Finding] {
        let place = "\(base.path) (\(origin))"
        do throws(SystemError) {
            guard let info = try FileSystem.info(base.path) else {
                return [Self.check.ok("\(place) does not exist yet; the first start makes it")]
            }
            guard info.kind == .directory else {
                return [Self.check.broken("\(place) is not a directory", remedy: Self.elsewhere)]
            }
            return [Self.check.ok(place)] + (try disk()) + socket()
        } catch {
            return [Self.check.broken("\(error)", remedy: "ls -ld \(ShellWords.quoted(base.path)) shows who may")]
        }
    }

    /// Whether files can be made: the only sure way to know is to make one.
    private func disk() throws(SystemError) -> [Finding] {
        let check = Check("disk")
        // Where the daemon writes; what is missing is made in the first directory above it that is there.
        var directory = base.runDirectory
        while directory != base.path, try FileSystem.info(directory) == nil { directory = Paths.parent(of: directory) }
        let probe = Paths.join(directory, ".doctor-\(CurrentProcess.pid)")
        let page = [UInt8](repeating: 0x20, count: 4096)
        do throws(SystemError) {
            try FileSystem.write(page, atomicallyTo: probe, mode: 0o600, durable: false)
            try FileSystem.remove(probe)
        } catch {
            try? FileSystem.remove(probe)
            let remedy = Self.remedy(error, directory)
            return [check.broken("cannot write in \(directory): \(error.reason)", remedy: remedy)]
        }
        let space = try FileSystem.freeSpace(at: directory)
        guard space < Self.comfortableSpace else { return [] }
        let remedy = "make room, or keep less: ccproxy config set logs.max-size 1MB"
        return [check.warning("only \(space / 1_000_000) MB are free", remedy: remedy)]
    }

    private static func remedy(_ error: SystemError, _ directory: String) -> String {
        let path = ShellWords.quoted(directory)
        if error.isOutOfSpace { return "df -h \(path) shows what is full; make room there" }
        if error.isReadOnly { return "the file system is read-only: remount it, or \(elsewhere)" }
        return "ls -ld \(path) shows who may; make it yours, or \(elsewhere)"
    }

    private func socket() -> [Finding] {
        do throws(BaseDirectoryError) {
            try base.verifyControlSocketDirectory()
            return []
        } catch {
            let directory = ShellWords.quoted(Paths.parent(of: base.controlSocket))
            return [Check("control socket").broken("\(error)", remedy: "ls -ld \(directory) shows what it is")]
        }
    }
}
