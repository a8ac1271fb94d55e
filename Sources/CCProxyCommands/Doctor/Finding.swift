/// What one check has found, and what to do about it.
struct Finding: Equatable {
    /// How bad it is.
    enum Verdict: String, CaseIterable {
        /// As it should be.
        case ok
        /// It works, or may work; somebody should look at it.
        case warning
        /// Something that is needed does not work.
        case broken
    }

    /// What was looked at: `engine`, `port`; the same words in every version.
    let check: String
    /// Whose it is; nil for what belongs to no provider.
    let provider: String?
    /// How bad it is.
    let verdict: Verdict
    /// What was found, in one line.
    let found: String
    /// What mends it, ready to be typed where it is a command; nil where there is nothing to mend.
    let remedy: String?
}

/// What findings are called: the check, and whose it is.
struct Check {
    let name: String
    let provider: String?

    init(_ name: String, of provider: String? = nil) {
        self.name = name
        self.provider = provider
    }

    func ok(_ found: String, tip: String? = nil) -> Finding { finding(.ok, found, tip) }

    func warning(_ found: String, remedy: String?) -> Finding { finding(.warning, found, remedy) }

    func broken(_ found: String, remedy: String?) -> Finding { finding(.broken, found, remedy) }

    private func finding(_ verdict: Finding.Verdict, _ found: String, _ remedy: String?) -> Finding {
        Finding(check: name, provider: provider, verdict: verdict, found: found, remedy: remedy)
    }
}
