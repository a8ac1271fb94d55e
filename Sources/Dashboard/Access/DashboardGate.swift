import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel

/// Exchanges the key for a token, and lets in whoever shows one.
///
/// Each time that the dashboard takes a port there is another: no token outlives the key that it was given for.
/// Wrong keys are answered slowly, and only so many of them wait at the same time.
actor DashboardGate {
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private nonisolated let loop: EventLoop
    private let base: BaseDirectory
    private var tokens = BearerTokens()
    private var delay = FailureDelay()
    private var waiting = 0

    /// How many wrong keys may wait for their answer.
    private static let waitingLimit = 16

    init(_ base: BaseDirectory, on loop: EventLoop) {
        self.base = base
        self.loop = loop
    }

    /// What a key is exchanged for.
    enum Exchange: Equatable {
        case token(String)
        case wrongKey
        case tooManyAttempts
        /// Nobody has a key: why.
        case noKey(String)
    }

    /// Exchanges a key for a token.
    func exchange(_ candidate: String) async -> Exchange {
        let key: String
        do throws(DashboardKeyError) {
            // From the file each time: whoever replaces it shuts out those who know the old one.
            key = try DashboardKey.ensure(in: base)
        } catch {
            return .noKey(error.description)
        }
        guard !ConstantTime.isEqual(key.utf8, Array(candidate.utf8)) else {
            delay.succeed()
            return .token(tokens.issue())
        }
        guard waiting < Self.waitingLimit else { return .tooManyAttempts }
        waiting += 1
        // A client that does not wait is gone, and needs no answer.
        try? await loop.sleep(for: delay.fail())
        waiting -= 1
        return .wrongKey
    }

    /// Whether a request shows a token that is good.
    func isOpen(for head: HTTPRequestHead) -> Bool {
        guard let value = head.fields[.authorization] else { return false }
        let scheme = value.prefix(7)
        // RFC 9110 §11.1: the scheme's case does not matter.
        guard scheme.lowercased() == "bearer " else { return false }
        return tokens.contains(Array(value.dropFirst(7).utf8))
    }
}
