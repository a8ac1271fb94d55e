import ProxyModel
import Supervision

/// Which account is active now, and until when, in a line.
enum SignedInText {
    static func line(_ account: Account, provider: ProviderID, now: Timestamp) -> String {
        let plan = account.plan.map { " (\(TerminalText.harmless($0)))" } ?? ""
        let who = "\(provider): \(TerminalText.harmless(account.label))\(plan) is signed in"
        guard account.state != .disabled else { return who + ", and switched off: ccproxy auth enable \(provider)" }
        guard let expiry = account.expiresAt else { return who }
        let seconds = expiry.seconds - now.seconds
        let renewal = account.isRenewable ? ", and is renewed by itself" : ", and cannot be renewed"
        guard seconds > 0 else { return "\(who); its token has expired\(renewal)" }
        return "\(who) until \(Timestamp(seconds: expiry.seconds)), for \(Duration.seconds(seconds).inWords)\(renewal)"
    }
}
