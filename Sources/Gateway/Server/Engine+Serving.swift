import HTTPTransport
import PlatformSupport
import ProxyModel
import SignIn

extension Engine {
    /// Listens and serves.
    ///
    /// - Parameters:
    ///   - loop: on which everything happens.
    ///   - waitForEnd: runs beside the server and ends it: in order by draining it, or at once by returning why. Returns
    ///     nil when it was cancelled because the server has ended.
    /// - Returns: why it has ended.
    func serve(
        on loop: EventLoop,
        waitForEnd: @escaping @Sendable (HTTPServer) async -> EngineExit?
    ) async -> EngineExit {
        let server: HTTPServer
        let client = UpstreamClient(on: loop, configuration: UpstreamConfiguration(environment: environment))
        let renewer = renewer(on: loop, client)
        do throws(EngineExit) {
            server = try listen(on: loop, client, renewal ?? hook(renewer))
        } catch {
            return error
        }
        log.write(.info, "listening on http://\(server.localAddress)")
        let end = await withTaskGroup(of: EngineExit?.self) { group in
            group.addTask { await self.serve(server) }
            group.addTask { await self.openLibrary(client, on: loop) }
            group.addTask { await waitForEnd(server) }
            group.addTask {
                await self.log.collectLines(on: loop)
                return nil
            }
            group.addTask {
                await self.watchFiles(on: loop)
                return nil
            }
            group.addTask {
                await self.keeper.run(on: loop)
                return nil
            }
            group.addTask {
                await self.renewAhead(with: renewer, on: loop)
                return nil
            }
            // The server ends when it is told to; everything else ends with it, and only failures end it all.
            var end: EngineExit?
            while end == nil, let next = await group.next() { end = next }
            group.cancelAll()
            return end ?? .finished
        }
        await renewer.finish(within: HTTPServerConfiguration.gateway.drainGrace)
        client.close()
        log.write(.info, "ended")
        return end
    }

    private func listen(
        on loop: EventLoop,
        _ client: UpstreamClient,
        _ renewal: @escaping CredentialRenewal
    ) throws(EngineExit) -> HTTPServer {
        let settings = configuration.current
        guard let address = SocketAddress(host: settings.host, port: settings.port) else {
            throw .cannotListen("host \"\(settings.host)\" is not an address")
        }
        do throws(SystemError) {
            let listener = try ListeningSocket.listen(on: address)
            let service = service(on: loop, client, renewal, port: listener.localAddress.port ?? settings.port)
            return HTTPServer(listener, on: loop, configuration: .gateway) { request, writer in
                try await service.handle(request, writer)
            }
        } catch {
            if error.isAddressInUse { throw .addressInUse("\(address) is in use already") }
            throw .cannotListen("cannot listen on \(address): \(error.reason)")
        }
    }

    private func service(
        on loop: EventLoop,
        _ client: UpstreamClient,
        _ renewal: @escaping CredentialRenewal,
        port: UInt16
    ) -> GatewayService {
        let relay = Relay(
            accounts: accounts,
            configuration: configuration,
            client: client,
            loop: loop,
            ledger: ledger,
            log: log,
            notices: DropNotices(log),
            renewal: renewal
        )
        let models = UpstreamModels(client, on: loop)
        let management = ManagementAPI(
            configuration: configuration,
            accounts: accounts,
            ledger: ledger,
            models: models,
            loop: loop,
            log: log,
            follow: { self.follow() },
            environmentKey: environment["MANAGEMENT_PASSWORD"].flatMap { $0.isEmpty ? nil : Secret($0) }
        )
        return GatewayService(
            configuration: configuration,
            accounts: accounts,
            relay: relay,
            models: models,
            management: management,
            page: ManagementPage(
                ownPort: port,
                dashboardPort: environment["CCPROXY_DASHBOARD_PORT"].flatMap { UInt16($0) }
                    ?? ManagementPage.usualDashboardPort
            ),
            log: log
        )
    }

    private func serve(_ server: HTTPServer) async -> EngineExit? {
        do throws(HTTPTransportError) {
            try await server.run()
            return .finished
        } catch {
            return .system("cannot serve: \(error)")
        }
    }

    /// Opens libcurl once the first clients have been let in: it takes longer than everything else at the start.
    private func openLibrary(_ client: UpstreamClient, on loop: EventLoop) async -> EngineExit? {
        do {
            try await loop.sleep(for: .milliseconds(20))
            let library = try client.prepare()
            log.write(.debug, library)
            return nil
        } catch let error as UpstreamError {
            return .noUpstreamClient("\(error)")
        } catch {
            // Cancelled: the engine is ending.
            return nil
        }
    }

    /// Lets the server end in order at the first signal, and at once at the second.
    func waitForSignal(_ server: HTTPServer, on loop: EventLoop, _ signals: SignalSource) async -> EngineExit? {
        var isEnding = false
        do throws(CancellationError) {
            while true {
                try await loop.readable(signals.descriptor)
                while let signal = signals.next() {
                    guard signal == .terminate || signal == .interrupt else { continue }
                    if isEnding { return .finished }
                    isEnding = true
                    log.write(.info, "ending: open requests have \(HTTPServerConfiguration.gateway.drainGrace) left")
                    ledger.close()
                    server.drain()
                }
            }
        } catch {
            // Cancelled: the server has ended.
            return nil
        }
    }
}
