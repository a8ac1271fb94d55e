package import PlatformSupport

/// Which token files a directory had at one moment, and in which state: to find out later what has become of them.
package struct CredentialSnapshot: Equatable, Sendable {
    /// A token file that was not there before, or was written since.
    package struct Change: Equatable, Sendable {
        /// The file's name.
        package let file: String
        /// Whether there was none of that name.
        package let isNew: Bool
        /// When it was written.
        package let modified: Timestamp

        package init(file: String, isNew: Bool, modified: Timestamp) {
            self.file = file
            self.isNew = isNew
            self.modified = modified
        }
    }

    private let files: [String: FileInfo]

    /// Looks at a provider's directory; one that does not exist has no files.
    package init(of directory: ProviderDirectory) throws(SystemError) {
        var files: [String: FileInfo] = [:]
        if try FileSystem.info(directory.path) != nil {
            for name in try FileSystem.list(directory.path) where CredentialFile.isName(name) {
                // One that has just gone, or points nowhere, is none.
                files[name] = try FileSystem.info(Paths.join(directory.path, name))
            }
        }
        self.files = files
    }

    /// What has been written since an earlier look, in the order of the names.
    package func changes(since earlier: CredentialSnapshot) -> [Change] {
        files.sorted { $0.key < $1.key }.compactMap { name, info in
            let before = earlier.files[name]
            if let before, before.isSameFile(as: info), before.modified == info.modified, before.size == info.size {
                return nil
            }
            let modified = Timestamp(seconds: info.modified / 1_000_000_000)
            return Change(file: name, isNew: before == nil, modified: modified)
        }
    }
}
