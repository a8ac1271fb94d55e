import HTTPTransport
import HTTPWire
import JSON
import PlatformSupport
import ProxyModel

/// Asks one engine about itself, with its own key and on its own port, and no longer than a moment.
struct EngineInquiry: Sendable {
    let address: SocketAddress
    let managementKey: String
    /// The dashboard's port, which the engine allows to show its page.
    let ownPort: UInt16
    let loop: EventLoop

    /// For all questions together.
    static let patience = Duration.seconds(2)

    /// What came of it.
    enum Outcome: Equatable {
        case details(EngineDetails)
        /// The key is not the engine's; asking again would only make it shut everybody out.
        case refused
    }

    /// Asks.
    ///
    /// - Parameter former: what is known already; a page that was there stays there.
    /// - Returns: the answers, or that there are none to be had.
    func ask(former: EngineDetails) async -> Outcome {
        let connection = HTTPConnection(to: address, on: loop)
        let deadline = ContinuousClock.now + Self.patience
        var details = EngineDetails(panel: former.panel, missingRoutes: former.missingRoutes)
        do {
            details.accounts = try await accounts(on: connection, &details, until: deadline)
            if let json = try await get("usage", on: connection, &details, until: deadline) {
                details.today = EngineDetails.Today(usage: json, day: String(Timestamp.now.description.prefix(10)))
            }
            if former.panel != .available { details.panel = try await panel(on: connection, until: deadline) }
        } catch is Refused {
            return .refused
        } catch {
            details.problem = "The engine did not tell about its accounts: \(error)"
        }
        connection.close()
        return .details(details)
    }

    private struct Refused: Error {}

    /// The accounts as the gateway tells them, else as cli-proxy-api does.
    private func accounts(
        on connection: HTTPConnection,
        _ details: inout EngineDetails,
        until deadline: ContinuousClock.Instant
    ) async throws -> [EngineDetails.Account] {
        if let json = try await get("accounts", on: connection, &details, until: deadline) {
            return EngineDetails.Account.all(inGatewayAnswer: json) ?? []
        }
        let json = try await get("auth-files", on: connection, &details, until: deadline)
        return json.flatMap { EngineDetails.Account.all(inAuthFiles: $0) } ?? []
    }

    /// What a management route answers; nil where the engine does not have it.
    private func get(
        _ route: String,
        on connection: HTTPConnection,
        _ details: inout EngineDetails,
        until deadline: ContinuousClock.Instant
    ) async throws -> JSONValue? {
        guard !details.missingRoutes.contains(route) else { return nil }
        let fields: HTTPFields = [.authorization: "Bearer \(managementKey)"]
        let request = HTTPClientRequest(.get, "/v0/management/\(route)", fields: fields)
        let response = try await connection.exchange(request, bodyLimit: 4 << 20, deadline: deadline)
        switch response.status {
        case .unauthorized, .forbidden: throw Refused()
        case .ok: return try JSONReader.read(response.body)
        case .notFound:
            details.missingRoutes.insert(route)
            return nil
        default: return nil
        }
    }

    private func panel(
        on connection: HTTPConnection,
        until deadline: ContinuousClock.Instant
    ) async throws -> EngineDetails.Panel {
        let request = HTTPClientRequest(.get, "/management.html", fields: [.host: "127.0.0.1:\(address.port ?? 0)"])
        // The head says it all: a panel may have megabytes.
        return try await connection.withResponse(to: request, deadline: deadline, silence: Self.patience) { head, _ in
            EngineDetails.Panel(head, framedBy: "http://127.0.0.1:\(ownPort)")
        }
    }
}
