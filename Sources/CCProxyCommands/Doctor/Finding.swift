/// What one check has found, and what to do about it.
struct Finding: Equatable {
    /// How bad it is.
    enum Verdict: String, Comparable, CaseIterable {
        /// As it should be.
        case ok
        /// It works, or may work; somebody should look at it.
        case warning
        /// Something that is needed does not work.
        case broken

        static func < (left: Verdict, right: Verdict) -> Bool { left.severity < right.severity }

        private var severity: Int {
            switch self {
            case .ok: 0
            case .warning: 1
            case .broken: 2
            }
        }
    }

    /// What was looked at: `engine`, `port`; the same words in every version.
    let check: String
    /// Whose it is; nil for what belongs to no provider.
    var provider: String?
    let verdict: Verdict
    /// What was found, in one line.
    let found: String
    /// What mends it, ready to be typed where it is a command; nil where there is nothing to mend.
    let remedy: String?

    private init(_ check: String, _ provider: String?, _ verdict: Verdict, _ found: String, _ remedy: String?) {
        self.check = check
        self.provider = provider
        self.verdict = verdict
        self.found = found
        self.remedy = remedy
    }

    static func ok(_ check: String, of provider: String? = nil, _ found: String, tip: String? = nil) -> Finding {
        Finding(check, provider, .ok, found, tip)
    }

    static func warning(_ check: String, of provider: String? = nil, _ found: String, remedy: String?) -> Finding {
        Finding(check, provider, .warning, found, remedy)
    }

    static func broken(_ check: String, of provider: String? = nil, _ found: String, remedy: String?) -> Finding {
        Finding(check, provider, .broken, found, remedy)
    }
}
