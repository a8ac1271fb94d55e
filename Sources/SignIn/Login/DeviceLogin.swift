internal import HTTPTransport
internal import HTTPWire
internal import JSON
internal import PlatformSupport
internal import ProxyModel

/// Signing in with a code that is typed on any device, as OpenAI does it; in the manner of RFC 8628.
struct DeviceLogin: Sendable {
    private let flow: LoginFlow

    init(_ flow: LoginFlow) {
        self.flow = flow
    }

    /// What the provider has given for the person to type.
    private struct Code {
        let id: String
        let userCode: String
        let interval: Duration
    }

    /// What comes when the person has typed it.
    private struct Approval {
        let code: String
        let verifier: String
    }

    /// - Returns: nil when the task was cancelled.
    func run() async throws(SignInError) -> StoredAccount? {
        guard let addresses = flow.provider.device else { throw .noDeviceFlow(flow.provider.kind) }
        let code = try await begin(addresses)
        let name = flow.provider.kind.title
        flow.console.clear()
        flow.console.write("Open this address on any device, and enter the code there:")
        flow.console.write("\(name) device URL: \(addresses.page)")
        flow.console.write("\(name) device code: \(code.userCode)")
        flow.console.write("Enter no code that somebody has sent you: only this one is yours.")
        guard let approval = try await wait(addresses, code) else { return nil }
        let grant = try await flow.endpoint.exchangePatiently(
            code: approval.code,
            state: nil,
            verifier: approval.verifier,
            redirectURI: addresses.redirect,
            on: flow.loop
        )
        return try await flow.store.account(flow.provider.kind, grant)
    }

    private func begin(_ addresses: OAuthProvider.DeviceAddresses) async throws(SignInError) -> Code {
        let answer = try await flow.endpoint.post(
            json: [("client_id", flow.provider.clientID)],
            to: addresses.userCode
        )
        if let error = answer.error(hiding: []) { throw error }
        guard let id = answer.json?["device_auth_id"]?.string,
            let userCode = (answer.json?["user_code"] ?? answer.json?["usercode"])?.string, !userCode.isEmpty
        else { throw .unavailable("\(answer.origin) has sent something that is no device code") }
        let wished = answer.json?["interval"]
        let seconds = wished?.double ?? wished?.string.flatMap { Double($0) } ?? 5
        // The text "nan" is a number to some.
        let interval = seconds.isFinite ? min(max(seconds, 0), 60) : 5
        return Code(id: id, userCode: userCode.shown, interval: .seconds(interval))
    }

    /// Asks again and again whether the code has been typed.
    ///
    /// - Returns: nil when the task was cancelled.
    private func wait(
        _ addresses: OAuthProvider.DeviceAddresses,
        _ code: Code
    ) async throws(SignInError) -> Approval? {
        let deadline = ContinuousClock.now + flow.request.deviceLimit
        var interval = max(code.interval, flow.request.shortestPollInterval)
        while await pause(interval, until: deadline) {
            guard ContinuousClock.now < deadline else { throw .timedOut }
            let answer: TokenAnswer
            do throws(SignInError) {
                answer = try await flow.endpoint.post(
                    json: [("device_auth_id", code.id), ("user_code", code.userCode)],
                    to: addresses.poll
                )
            } catch {
                // RFC 8628 §3.5: a failure on the way is no answer; ask again, less often.
                guard error.isTemporary else { throw error }
                interval = min(interval + interval, .seconds(60))
                continue
            }
            switch Self.verdict(answer, code) {
            case .approved(let approval): return approval
            case .pending: break
            case .slowDown: interval += .seconds(5)
            case .failed(let error): throw error
            }
        }
        return nil
    }

    private enum Verdict {
        case approved(Approval)
        case pending
        case slowDown
        case failed(SignInError)
    }

    private static func verdict(_ answer: TokenAnswer, _ code: Code) -> Verdict {
        if answer.status.isSuccess {
            guard let text = answer.json?["authorization_code"]?.string,
                let verifier = answer.json?["code_verifier"]?.string
            else { return .failed(.unavailable("\(answer.origin) has sent something that is no authorization")) }
            return .approved(Approval(code: text, verifier: verifier))
        }
        switch answer.errorCode {
        case "slow_down": return .slowDown
        case "authorization_pending", "deviceauth_authorization_pending": return .pending
        case "expired_token", "access_denied", "deviceauth_expired", "deviceauth_denied":
            return .failed(answer.error(hiding: [code.id]) ?? .timedOut)
        default: break
        }
        switch answer.status.rawValue {
        case 403, 404: return .pending
        case 429: return .slowDown
        case 500...: return .pending
        default: return .failed(answer.error(hiding: [code.id]) ?? .timedOut)
        }
    }

    /// Waits, showing how much time is left; false when the task was cancelled.
    private func pause(_ interval: Duration, until deadline: ContinuousClock.Instant) async -> Bool {
        let end = min(ContinuousClock.now + interval, deadline)
        while ContinuousClock.now < end {
            flow.console.show("Waiting for the code to be entered, \(CountdownText.text(deadline - .now)) left ")
            let rest = end - ContinuousClock.now
            guard (try? await flow.loop.sleep(for: min(rest, .seconds(1)))) != nil else { return false }
        }
        return !Task.isCancelled
    }
}
