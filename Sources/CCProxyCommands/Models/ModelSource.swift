import JSON
import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel

/// Asks a provider's proxy for its models.
struct ModelSource {
    let context: CommandContext

    /// How long the answer may take: an engine may have to ask its provider first.
    private static let patience = Duration.seconds(30)

    /// The models of a proxy that is up.
    func models(of provider: ProviderSettings) throws(CommandFailure) -> ModelList {
        let provider = provider.listening(as: try statusOfHealthy(provider))
        let response = try ask(provider, key: try key(of: provider))
        guard response.status.isSuccess else {
            throw CommandFailure(
                "\(provider.id) answers with status \(response.status.code)",
                remedy: "'ccproxy logs \(provider.id)' may say why"
            )
        }
        do throws(JSONError) {
            if let list = try ModelList(decoding: response.body) { return list }
        } catch {
            throw CommandFailure("the answer of \(provider.id) is no list of models: \(error)")
        }
        throw CommandFailure("the answer of \(provider.id) is no list of models: it has no 'data'")
    }

    /// Makes sure that what listens is ours: nobody else is to be shown the key.
    private func statusOfHealthy(_ provider: ProviderSettings) throws(CommandFailure) -> StatusReport.Provider? {
        let report = try StatusSource(context: context).report(on: ProviderWords(provider.id))
        guard let status = report.providers.first, !status.isHealthy else { return report.providers.first }
        let reason = status.lastError.map { ": \(TerminalText.harmless($0))" } ?? ""
        throw CommandFailure(
            "\(provider.id) is not up (\(status.state.rawValue))\(reason)",
            remedy: "ccproxy start \(provider.id)"
        )
    }

    private func key(of provider: ProviderSettings) throws(CommandFailure) -> String {
        let base = try context.base
        do throws(ProviderKeysError) {
            return try ProviderKeys.loadOrCreate(base: base, provider: provider.id).apiKey
        } catch {
            throw CommandFailure("\(error)")
        }
    }

    private func ask(_ provider: ProviderSettings, key: String) throws(CommandFailure) -> HTTPResponse {
        guard let address = SocketAddress(host: provider.clientHost, port: provider.port) else {
            throw CommandFailure("cannot connect to \(provider.url)")
        }
        var client = BlockingHTTPClient(to: address)
        let request = HTTPClientRequest(.get, "/v1/models", fields: [.authorization: "Bearer \(key)"])
        do throws(HTTPTransportError) {
            return try client.exchange(request, timeout: Self.patience)
        } catch {
            throw CommandFailure("\(provider.id) does not answer: \(error)", remedy: "ccproxy status \(provider.id)")
        }
    }
}
