import HTTPTransport
import HTTPWire
import PlatformSupport
import Synchronization

/// Lets in whoever shows the management key.
///
/// Wrong keys are answered slowly, and only so many of them wait at the same time. There is no ban: all local programs
/// share an address, and one with an old key must not lock out the others.
final class ManagementGate: Sendable {
    private struct State {
        var delay = FailureDelay()
        var waiting = 0
    }

    private let environmentKey: Secret?
    private let loop: EventLoop
    private let state = Mutex(State())

    /// How many wrong keys may wait for their answer.
    private static let waitingLimit = 32

    /// A gate for the key of the environment, beside which one of the configuration may open it, too.
    init(environmentKey: Secret?, on loop: EventLoop) {
        self.environmentKey = environmentKey
        self.loop = loop
    }

    /// Why a request is turned away; nil when it is not.
    func refusal(of request: HTTPRequest, _ configuration: GatewayConfiguration) async -> GatewayError? {
        let keys = [environmentKey, configuration.managementKey].compactMap { $0 }
        // Without a key there is no management at all.
        guard !keys.isEmpty else { return .unknownPath(String(request.path)) }
        guard configuration.allowsRemoteManagement || isLocal(request.peerAddress) else { return .notLocal }
        switch shown(request.fields, keys) {
        case nil: return .missingManagementKey
        case true?:
            state.withLock { $0.delay.succeed() }
            return nil
        case false?: return await refuse()
        }
    }

    private func refuse() async -> GatewayError {
        let delay = state.withLock { state -> Duration? in
            guard state.waiting < Self.waitingLimit else { return nil }
            state.waiting += 1
            return state.delay.fail()
        }
        guard let delay else { return .tooManyAttempts }
        // A client that does not wait is gone, and needs no answer.
        try? await loop.sleep(for: delay)
        state.withLock { $0.waiting -= 1 }
        return .wrongManagementKey
    }

    /// Whether the request shows one of the keys; nil when it shows none at all.
    private func shown(_ fields: HTTPFields, _ keys: [Secret]) -> Bool? {
        let bearer = fields.withValue(of: .authorization) { value in bearerToken(value).map { isKey($0, keys) } }
        let own = fields.withValue(of: "x-management-key") { value in value.isEmpty ? nil : isKey(value, keys) }
        switch (bearer ?? nil, own ?? nil) {
        case (nil, nil): return nil
        case (let one, let other): return one == true || other == true
        }
    }

    private func isKey(_ candidate: UnsafeBufferPointer<UInt8>, _ keys: [Secret]) -> Bool {
        var isFound = false
        for key in keys where key.matches(candidate) {
            isFound = true
        }
        return isFound
    }

    /// A client whose address is not known has gone already.
    private func isLocal(_ address: SocketAddress?) -> Bool {
        switch address {
        case .ipv4(let host, _), .ipv6(let host, _): LoopbackName.isLoopback(host: host)
        case .unix, nil: true
        }
    }
}
