@testable import ProxyModel

extension Account {
    /// An account for views and decisions; times count from second 1000.
    static func sample(
        _ file: String,
        label: String? = nil,
        state: AccountState = .ok,
        isRenewable: Bool = true,
        expiresIn: Int64? = nil,
        plan: String? = nil,
        lastRefresh: Timestamp? = nil,
        refusal: RefreshRefusal? = nil,
        problem: CredentialProblem? = nil
    ) -> Account {
        Account(
            file: file,
            label: label ?? file,
            kind: .codex,
            identity: AccountIdentity(email: label, id: nil),
            state: state,
            expiresAt: expiresIn.map { Timestamp(seconds: 1000 + $0) },
            isRenewable: isRenewable,
            plan: plan,
            project: nil,
            lastRefresh: lastRefresh,
            refusal: refusal,
            problem: problem
        )
    }
}
