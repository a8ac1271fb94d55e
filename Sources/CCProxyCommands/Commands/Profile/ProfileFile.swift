import PlatformSupport

/// The profile of one shell, on the disk.
struct ProfileFile {
    let shell: ProfileShell
    /// As the shell opens it; a link stays one, and what it points to is changed.
    let path: String
    /// The user's home directory, to name the file shorter.
    let home: String

    /// How people name it.
    var shortPath: String { path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.utf8.count) : path }

    /// What it looked like before it was changed.
    var backup: String { "\(path).ccproxy-backup" }

    private static let largest = 4 << 20

    /// Its text; nil when there is no such file.
    func read() throws(CommandFailure) -> ProfileText? {
        do throws(SystemError) {
            return try FileSystem.readIfPresent(path, limit: Self.largest).map { ProfileText(bytes: $0) }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Puts the block in; a file that is missing is made.
    ///
    /// - Returns: whether something had to be changed.
    func install(_ functions: String) throws(CommandFailure) -> Bool {
        let line = shell.line(loading: functions)
        let old = try read()
        // Somebody has put a line of their own there, which does as well.
        if let old, !old.hasBlock, old.loads(functions) { return false }
        let new = try edit { text throws(ProfileText.Failure) in
            try text.installing(line, shell == .powershell ? .ofFile : .unix)
        }
        guard new != old else { return false }
        try write(new, replacing: old)
        return true
    }

    /// Takes the block out; a file that was made for it goes as well, and so does a copy that is not needed any more.
    ///
    /// - Returns: whether there was a block.
    func uninstall() throws(CommandFailure) -> Bool {
        guard let old = try read() else { return false }
        let new = try edit { text throws(ProfileText.Failure) in try text.uninstalling() }
        guard new != old else { return false }
        do throws(SystemError) {
            let kept = try FileSystem.readIfPresent(backup, limit: Self.largest)
            if new.bytes.isEmpty, kept == nil, try FileSystem.info(path, followSymlinks: false)?.kind == .regular {
                try FileSystem.remove(path)
                return true
            }
            try FileSystem.write(new.bytes, atomicallyTo: path, mode: try mode(), durable: true)
            if kept == new.bytes { try FileSystem.remove(backup) }
            return true
        } catch {
            throw failure(error)
        }
    }

    private func edit(
        _ body: (ProfileText) throws(ProfileText.Failure) -> ProfileText
    ) throws(CommandFailure) -> ProfileText {
        let old = try read() ?? ProfileText(bytes: [])
        do throws(ProfileText.Failure) {
            return try body(old)
        } catch {
            switch error {
            case .unfinishedBlock:
                throw CommandFailure(
                    "the block of ccproxy in \(path) begins and does not end",
                    remedy: "remove what is left of it, from the line '# >>> ccproxy' on"
                )
            case .notUTF8:
                throw CommandFailure("\(path) is UTF-16, which is not changed here", remedy: "save it as UTF-8")
            }
        }
    }

    private func write(_ new: ProfileText, replacing old: ProfileText?) throws(CommandFailure) {
        do throws(SystemError) {
            guard let old else {
                try FileSystem.createDirectory(Paths.parent(of: path), mode: 0o755)
                return try FileSystem.write(new.bytes, atomicallyTo: path, mode: 0o644, durable: true)
            }
            let mode = try mode()
            try FileSystem.write(old.bytes, atomicallyTo: backup, mode: mode, durable: true)
            try FileSystem.write(new.bytes, atomicallyTo: path, mode: mode, durable: true)
        } catch {
            throw failure(error)
        }
    }

    /// The permission bits of the file, which stay as they are.
    private func mode() throws(SystemError) -> UInt16 {
        guard let info = try FileSystem.info(path) else { return 0o644 }
        // Replacing it would make it ours, and writable: neither is for us to decide.
        guard info.userID == CurrentProcess.userID else {
            throw SystemError("change \(path), which is not yours", code: 1)
        }
        guard info.mode & 0o200 != 0 else { throw SystemError("change \(path), which is write-protected", code: 13) }
        return info.mode
    }

    private func failure(_ error: SystemError) -> CommandFailure { CommandFailure(error) }
}
