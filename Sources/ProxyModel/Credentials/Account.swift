/// One signed-in account of a provider, as far as its token file tells.
///
/// It holds no secret.
package struct Account: Hashable, Sendable {
    /// The token file's name.
    package let file: String

    /// What a person recognises it by: the email address, else the file's name.
    package let label: String

    /// Whose account it is.
    package let kind: ProviderKind

    /// Which of their accounts.
    package let identity: AccountIdentity

    /// Whether it can be used now.
    package let state: AccountState

    /// When the access token's time is over, also of a disabled account; `nil` when it has no expiry or none that
    /// anybody understands.
    package let expiresAt: Timestamp?

    /// Whether there is a refresh token, with which the engine gets a new access token by itself.
    package let isRenewable: Bool

    /// What the user pays the provider for, where the token file tells: `"plus"`, `"team"`.
    package let plan: String?

    /// The cloud project that requests are counted for, where the token file names one.
    package let project: String?

    /// When the tokens were last renewed, where the token file tells.
    package let lastRefresh: Timestamp?

    /// What the provider has said when it refused to renew the tokens; then the account is `expired` and cannot be
    /// renewed, and only a new sign-in helps.
    package let refusal: RefreshRefusal?

    /// Why the state is `invalid`; `nil` for every other state.
    package let problem: CredentialProblem?
}

extension Account {
    /// Why it cannot be used, or not for long; nil where nothing needs saying.
    package var reason: String? {
        refusal.map { "renewing it was refused: \($0.reason)" } ?? problem?.description
    }
}

extension StatusReport.Account {
    /// What a report says about an account.
    package init(_ account: Account) {
        self.init(
            file: account.file,
            label: account.label,
            state: account.state,
            expiresAt: account.expiresAt,
            reason: account.reason
        )
    }
}
