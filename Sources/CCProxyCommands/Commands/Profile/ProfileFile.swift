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
        let found = try changeable()
        do throws(SystemError) {
            let kept = try FileSystem.readIfPresent(backup, limit: Self.largest)
            let named = try FileSystem.info(path, followSymlinks: false)
            if new.bytes.isEmpty, kept == nil, named?.kind == .regular, named?.linkCount == 1 {
                try FileSystem.remove(path)
                return true
            }
            // As it was before it is written in place.
            let isCopied = kept == nil && found.isShared
            if isCopied { try FileSystem.write(old.bytes, atomicallyTo: backup, mode: found.mode, durable: true) }
            try replace(with: new, found)
            if isCopied || kept == new.bytes { try FileSystem.remove(backup) }
            return true
        } catch {
            throw CommandFailure(error)
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
        let found = try changeable()
        do throws(SystemError) {
            if let old {
                try FileSystem.write(old.bytes, atomicallyTo: backup, mode: found.mode, durable: true)
            } else {
                try FileSystem.createDirectory(Paths.parent(of: path), mode: 0o755)
            }
            try replace(with: new, found)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Puts a text in the file's place, or into the file where it has other names: they are to stay names of one file.
    private func replace(with new: ProfileText, _ found: Found) throws(SystemError) {
        if found.isShared {
            try FileSystem.overwrite(path, with: new.bytes)
        } else {
            try FileSystem.write(new.bytes, atomicallyTo: path, mode: found.mode, durable: true)
        }
    }

    /// What the file is like before it is changed, and after.
    private struct Found {
        /// The permission bits, which stay as they are.
        var mode: UInt16 = 0o644
        /// Whether it has several names.
        var isShared = false
    }

    /// Refuses a file that is not ours to change.
    private func changeable() throws(CommandFailure) -> Found {
        let info: FileInfo?
        do throws(SystemError) {
            info = try FileSystem.info(path)
        } catch {
            throw CommandFailure(error)
        }
        guard let info else { return Found() }
        // Replacing it would make it ours, and writable: neither is for us to decide.
        guard info.userID == CurrentProcess.userID else {
            throw CommandFailure("\(path) is not yours, so it is not changed", remedy: "ask whoever it belongs to")
        }
        guard info.mode & 0o200 != 0 else {
            let remedy = "chmod u+w \(ShellWords.quoted(path))"
            throw CommandFailure("\(path) is write-protected, so it is not changed", remedy: remedy)
        }
        return Found(mode: info.mode, isShared: info.linkCount > 1)
    }
}
