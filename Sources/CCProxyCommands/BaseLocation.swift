import ProxyModel

/// The base directory and what decided where it is, or why there is none.
struct BaseLocation {
    let found: Result<(base: BaseDirectory, origin: BaseDirectory.Origin), BaseDirectoryError>

    /// - Parameters:
    ///   - option: the value of `--home`.
    ///   - environment: the caller's.
    ///   - executable: this program's own file, without links; empty where the system cannot tell.
    init(option: String?, environment: [String: String], executable: String) {
        found = Result { () throws(BaseDirectoryError) in
            try BaseDirectory.resolve(
                option: option,
                environment: environment,
                executable: executable.isEmpty ? nil : executable
            )
        }
    }
}
