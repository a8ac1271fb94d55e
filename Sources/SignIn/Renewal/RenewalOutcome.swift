package import ProxyModel

/// What has come of renewing a token.
package enum RenewalOutcome: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// The provider has given a new one, and the token file holds it.
    case renewed(RenewedToken)
    /// The token file holds one that will do: it is not due yet, or another process has renewed it meanwhile.
    case current(RenewedToken)
    /// There is none.
    case failed(SignInError)

    /// The token that is to be used now.
    package var token: RenewedToken? {
        switch self {
        case .renewed(let token), .current(let token): token
        case .failed: nil
        }
    }

    package var description: String {
        switch self {
        case .renewed(let token): "renewed\(token.validity)"
        case .current(let token): "not renewed: the one that is there will do\(token.validity)"
        case .failed(let error): "not renewed: \(error)"
        }
    }

    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// An access token and how long it is good for.
///
/// Printing it shows no token.
package struct RenewedToken: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// The secret itself.
    package let accessToken: String
    /// When its time is over, where that is known.
    package let expiry: Timestamp?

    /// `, good until 2026-03-01T12:00:00Z`, or nothing.
    var validity: String { expiry.map { ", good until \($0)" } ?? "" }

    package var description: String { "a token\(validity)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
