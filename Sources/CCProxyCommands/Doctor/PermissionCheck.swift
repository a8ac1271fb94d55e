import PlatformSupport
import ProxyModel

/// Who else may read or change what is ours.
enum PermissionCheck {
    /// A file that should be 0600; one that does not exist is fine.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - check: what the finding is called.
    ///   - provider: whose file it is.
    ///   - isSecret: whether others that can read it can do harm.
    static func file(_ path: String, check: String, provider: String?, isSecret: Bool) -> [Finding] {
        guard let info = (try? FileSystem.info(path)) ?? nil, info.kind == .regular else { return [] }
        return judge(info, path, wanted: 0o600, check: check, provider: provider, isSecret: isSecret)
    }

    /// A directory that should be 0700; one that does not exist is fine.
    static func directory(_ path: String, check: String, provider: String?) -> [Finding] {
        guard let info = (try? FileSystem.info(path)) ?? nil, info.kind == .directory else { return [] }
        return judge(info, path, wanted: 0o700, check: check, provider: provider, isSecret: false)
    }

    private static func judge(
        _ info: FileInfo,
        _ path: String,
        wanted: UInt16,
        check: String,
        provider: String?,
        isSecret: Bool
    ) -> [Finding] {
        if info.userID != CurrentProcess.userID, !CurrentProcess.isRoot {
            let owner = Users.name(of: info.userID) ?? "uid \(info.userID)"
            let remedy = "sudo chown \(Users.name(of: CurrentProcess.userID) ?? "$USER") \(ShellWords.quoted(path))"
            return [.broken(check, of: provider, "\(path) belongs to \(owner)", remedy: remedy)]
        }
        guard info.mode & 0o077 != 0 else { return [] }
        let remedy = "chmod \(String(wanted, radix: 8)) \(ShellWords.quoted(path))"
        let may = info.mode & 0o022 != 0 ? "change" : "read"
        let found = "others may \(may) \(path) (mode 0\(String(info.mode & 0o777, radix: 8)))"
        let isBroken = isSecret || info.mode & 0o022 != 0
        return [isBroken ? .broken(check, of: provider, found, remedy: remedy) : .warning(check, of: provider, found, remedy: remedy)]
    }
}
