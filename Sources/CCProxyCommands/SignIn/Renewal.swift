import PlatformSupport
import ProxyModel
import Supervision

/// Renews accounts through our own engine, whichever engine serves them.
struct Renewal {
    let provider: ProviderSettings
    /// Nil: all of the provider's.
    let account: Account?
    let context: CommandContext

    /// Does it, and says what has come of it.
    func run() throws(CommandFailure) -> ExitCode {
        try checkThatNobodyElseRenews()
        let directory = try context.base.provider(provider.id)
        let gateway = try gateway()
        try ProviderGround.prepare(provider, in: context)
        let environment = LoginEnvironment.select(from: context.environment)
        let flags = try LoginFlags.ask(gateway, directory: directory.path, environment: environment)
        guard flags.contains("-refresh") else {
            throw CommandFailure(
                "\(gateway.path) cannot renew tokens: it has no -refresh",
                remedy: "install both of one version"
            )
        }
        context.output.flush()
        let end: ForegroundProcess.End
        do throws(SystemError) {
            end = try ForegroundProcess(
                executable: gateway.path,
                arguments: ["-config", directory.configuration, "-refresh", account?.file ?? "all"],
                environment: environment,
                directory: directory.path
            ).run()
        } catch {
            throw CommandFailure(error, remedy: "'ccproxy doctor' looks further")
        }
        if end.isInterrupted { return ExitCode(rawValue: 128 + (end.interruption ?? .interrupt).rawValue) }
        guard end.status.isSuccess else {
            throw CommandFailure(
                "not everything was renewed for \(provider.id)",
                remedy: "ccproxy auth \(provider.id)  signs an account in again"
            )
        }
        return .done
    }

    /// Our own engines take turns; another one knows nothing of our lock.
    private func checkThatNobodyElseRenews() throws(CommandFailure) {
        guard let control = try? context.control(),
            let status = (try? control.status(of: [provider.id.name]))?.providers.first, status.pid != nil,
            !status.isOurGateway
        else { return }
        throw CommandFailure(
            "\(provider.id) runs with \(status.engine), which renews its tokens by itself",
            remedy: "to do it here nevertheless: ccproxy stop \(provider.id), then this again"
        )
    }

    private func gateway() throws(CommandFailure) -> EngineLocation {
        if let engine = try? ProviderGround.engine(of: provider, in: context), engine.kind == .gateway { return engine }
        let locator = EngineLocator(base: try context.base, executable: context.executable)
        do throws(EngineLocationError) {
            return try locator.locate(.named(.gateway))
        } catch {
            throw CommandFailure("renewing needs ccproxy-gateway: \(error)", remedy: error.remedy)
        }
    }
}
