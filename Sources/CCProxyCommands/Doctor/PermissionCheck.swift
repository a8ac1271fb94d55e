import PlatformSupport

/// Who else may read or change what is ours.
struct PermissionCheck {
    let check: Check
    /// Whether others that can read it can do harm.
    var isSecret = false

    /// Looks at a file that should be 0600; one that does not exist is fine.
    func file(_ path: String) -> [Finding] { judge(path, .regular, wanted: "600") }

    /// Looks at a directory that should be 0700; one that does not exist is fine.
    func directory(_ path: String) -> [Finding] { judge(path, .directory, wanted: "700") }

    private func judge(_ path: String, _ kind: FileInfo.Kind, wanted: String) -> [Finding] {
        // What cannot even be looked at is found by whoever needs it.
        guard let info = (try? FileSystem.info(path)) ?? nil, info.kind == kind else { return [] }
        let word = ShellWords.quoted(path)
        if info.userID != CurrentProcess.userID, !CurrentProcess.isRoot {
            let owner = Users.name(of: info.userID) ?? "uid \(info.userID)"
            let user = Users.name(of: CurrentProcess.userID) ?? String(CurrentProcess.userID)
            return [check.broken("\(path) belongs to \(owner)", remedy: "sudo chown \(user) \(word)")]
        }
        guard info.mode & 0o077 != 0 else { return [] }
        let isWritable = info.mode & 0o022 != 0
        let mode = String(info.mode & 0o777, radix: 8)
        let found = "others may \(isWritable ? "change" : "read") \(path) (mode \(mode))"
        let remedy = "chmod \(wanted) \(word)"
        return [isSecret || isWritable ? check.broken(found, remedy: remedy) : check.warning(found, remedy: remedy)]
    }
}
