import PlatformSupport
import ProxyModel
import Supervision

/// Signs an account in, through the provider's engine, in front of the person who asked for it.
struct Login {
    let provider: ProviderSettings
    let options: LoginOptions
    let context: CommandContext

    /// Does it.
    func run() throws(CommandFailure) -> ExitCode {
        let directory = try context.base.provider(provider.id)
        let engine = try ProviderGround.engine(of: provider, in: context)
        try ProviderGround.prepare(provider, in: context)
        let environment = LoginEnvironment.select(from: context.environment)
        let plan = try LoginPlan(
            provider,
            configuration: directory.configuration,
            engine: engine,
            flags: try LoginFlags.ask(engine, directory: directory.path, environment: environment),
            options: options,
            place: LoginPlace(context.environment, system: Machine.current.system, user: userName)
        )
        try checkPort(plan)
        for line in plan.guide { context.output.note(line) }
        let before = try snapshot(directory)
        let end = try perform(plan, directory, environment)
        return try conclude(end, engine: engine, directory: directory, before: before)
    }

    private var userName: String {
        for name in ["USER", "LOGNAME"] {
            if let user = context.environment[name], !user.isEmpty { return user }
        }
        return Users.name(of: CurrentProcess.userID) ?? "user"
    }

    /// Says who holds the port that the engine needs: its own words for that are misleading.
    private func checkPort(_ plan: LoginPlan) throws(CommandFailure) {
        guard let port = plan.neededPort, let listener = ((try? ListeningPorts.listeners(on: [port])) ?? []).first
        else {
            return
        }
        let other = provider.kind.acceptsOtherCallbackPort ? "\nor: ccproxy auth \(provider.id) --callback-port N" : ""
        let device = provider.kind.deviceSignInFlag == nil ? "" : "\nor: ccproxy auth \(provider.id) --device"
        throw CommandFailure(
            "port \(port), which the browser comes back to, is in use by \(ListeningPorts.owner(of: listener))",
            remedy: "end that, and try again" + other + device
        )
    }

    private func snapshot(_ directory: ProviderDirectory) throws(CommandFailure) -> CredentialSnapshot {
        do throws(SystemError) {
            return try CredentialSnapshot(of: directory)
        } catch {
            throw CommandFailure(error)
        }
    }

    private func perform(
        _ plan: LoginPlan,
        _ directory: ProviderDirectory,
        _ environment: [String: String]
    ) throws(CommandFailure) -> ForegroundProcess.End {
        // Some engines leave the modes of token files to the umask.
        let mask = CurrentProcess.setUmask(0o077)
        defer { CurrentProcess.setUmask(mask) }
        context.output.flush()
        do throws(SystemError) {
            return try ForegroundProcess(
                executable: plan.engine.path,
                arguments: plan.arguments,
                environment: environment,
                directory: directory.path
            ).run()
        } catch {
            throw CommandFailure(error, remedy: "'ccproxy doctor' looks further")
        }
    }

    private func conclude(
        _ end: ForegroundProcess.End,
        engine: EngineLocation,
        directory: ProviderDirectory,
        before: CredentialSnapshot
    ) throws(CommandFailure) -> ExitCode {
        // Our own engine ends well exactly when it has stored an account. Otherwise whatever was written meanwhile is of
        // another sign-in, or a renewal.
        let hasFailed = engine.kind == .gateway && end.status != .exited(code: 0)
        let changes = hasFailed ? [] : try snapshot(directory).changes(since: before)
        let accounts = try AccountChoice(provider, in: context).accounts
        let account = LoginVerdict.account(
            among: accounts,
            changes: changes,
            end: .now,
            // Ours says when it has failed; what another engine says proves nothing.
            isInterrupted: end.isInterrupted || (engine.kind == .gateway && !end.status.isSuccess)
        )
        guard let account else {
            if end.isInterrupted {
                // The terminal has shown ^C, and the cursor stands behind it.
                if context.output.standardError.isTerminal { context.output.note("") }
                context.output.note("Interrupted: nobody was signed in for \(provider.id).")
                let signal = end.interruption ?? .interrupt
                return ExitCode(rawValue: 128 + signal.rawValue)
            }
            throw failure(of: engine)
        }
        close(Paths.join(directory.path, account.file))
        context.output.print(SignedInText.line(account, provider: provider.id, now: .now))
        try RunningProxy(provider: provider, context: context).take(account)
        return .done
    }

    private func failure(of engine: EngineLocation) -> CommandFailure {
        var remedies = ["what it said is above; to try again: ccproxy auth \(provider.id)"]
        if EngineAPIKeys.name(for: provider.kind) != nil {
            remedies.append("with an API key instead: ccproxy auth add-key \(provider.id)")
        }
        if engine.kind == .gateway, provider.kind == .antigravity || provider.kind == .gemini {
            remedies.append("with cli-proxy-api instead: ccproxy engine install, and try again")
        }
        return CommandFailure(
            "nobody was signed in for \(provider.id): \(engine.name) left no token file",
            remedy: remedies.joined(separator: "\n")
        )
    }

    /// Takes all rights away from others, where the engine has left them some.
    private func close(_ path: String) {
        guard let info = (try? FileSystem.info(path)) ?? nil, info.mode & 0o077 != 0 else { return }
        do throws(SystemError) {
            try FileSystem.setMode(path, 0o600)
        } catch {
            context.output.note("ccproxy: others may read \(path): \(error)")
        }
    }
}
