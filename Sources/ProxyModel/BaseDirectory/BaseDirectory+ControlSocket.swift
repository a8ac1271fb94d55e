internal import PlatformSupport

extension BaseDirectory {
    /// The longest path of a Unix socket that works on Linux (107 bytes) and on Darwin (103).
    ///
    /// The smaller one counts everywhere, so that a base directory behaves the same on both.
    package static let longestSocketPath = 103

    /// Where the daemon listens: `configs/.run/control.sock`, unless that is too long for a socket.
    ///
    /// Then it is `/tmp/ccproxy-<uid>/<hash of the base directory>.sock`. That depends on nothing but the user and the
    /// base directory, so that a daemon started from a desktop and a command typed over SSH agree, as they would not
    /// if `$XDG_RUNTIME_DIR` or `$TMPDIR` had a say.
    package var controlSocket: String {
        let usual = Paths.join(runDirectory, "control.sock")
        guard usual.utf8.count > Self.longestSocketPath else { return usual }
        return Paths.join(fallbackSocketDirectory, "\(HexDigit.text(of: fingerprint)).sock")
    }

    /// Makes the directories for running processes and for the control socket, and verifies the latter.
    ///
    /// - Throws: `BaseDirectoryError` when they cannot be made, or somebody else could replace the socket.
    package func prepareRunDirectory() throws(BaseDirectoryError) {
        do throws(SystemError) {
            try FileSystem.createDirectory(configs, mode: 0o755)
            try FileSystem.createDirectory(runDirectory, mode: 0o700)
            if usesFallbackSocket { try FileSystem.createDirectory(fallbackSocketDirectory, mode: 0o700) }
        } catch {
            throw .system(error)
        }
        try verifyControlSocketDirectory()
    }

    /// Refuses a directory for the control socket in which somebody else could have put one.
    ///
    /// For whoever is about to connect: `/tmp` belongs to everybody. A directory that does not exist is fine, since
    /// there is nothing in it to be taken in by.
    package func verifyControlSocketDirectory() throws(BaseDirectoryError) {
        let directory = Paths.parent(of: controlSocket)
        let info: FileInfo?
        do throws(SystemError) {
            info = try FileSystem.info(directory, followSymlinks: !usesFallbackSocket)
        } catch {
            throw .system(error)
        }
        if let info, let reason = Self.unsafety(of: info) {
            throw .unsafeSocketDirectory(path: directory, reason: reason)
        }
    }

    private var usesFallbackSocket: Bool {
        controlSocket.hasPrefix(fallbackSocketDirectory + "/")
    }

    private var fallbackSocketDirectory: String {
        "/tmp/ccproxy-\(CurrentProcess.userID)"
    }

    /// FNV-1a, 64 bits: tells base directories apart, and is not meant to withstand anybody.
    private var fingerprint: UInt64 {
        path.utf8.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    private static func unsafety(of info: FileInfo) -> String? {
        if info.kind != .directory { return "it is not a directory. Remove it" }
        if info.userID != CurrentProcess.userID { return "it belongs to user \(info.userID). Use a base directory of your own" }
        return info.mode & 0o022 == 0 ? nil : "others may write to it. See what is in it, then chmod 700 it"
    }
}
