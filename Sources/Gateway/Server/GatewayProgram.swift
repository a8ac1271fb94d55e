import PlatformSupport
import ProxyModel

/// The engine as a program.
package enum GatewayProgram {
    /// Runs the engine with the process's own arguments and environment, and ends the process.
    ///
    /// The first line on stdout tells the version, whatever the flags say. Whatever goes wrong has an exit status of
    /// its own and one line on stderr.
    ///
    /// - Parameter renewal: renews the credential of an account that its upstream does not accept any more.
    package static func main(renewal: CredentialRenewal? = nil) -> Never {
        let end = run(CurrentProcess.arguments.dropFirst(), CurrentProcess.environment, renewal: renewal)
        if let message = end.message { write(message, to: 2) }
        CurrentProcess.exit(end.status)
    }

    private static func run(
        _ arguments: some Sequence<String>,
        _ environment: [String: String],
        renewal: CredentialRenewal?
    ) -> EngineExit {
        let invocation = EngineInvocation(arguments)
        let signals: SignalSource
        do throws(SystemError) {
            // Before anything is written, since a reader that has gone must not end the engine, and before anything
            // starts a thread, which would not have the signals blocked.
            signals = try SignalSource([.terminate, .interrupt, .pipe] + invocation.terminalSignals)
        } catch {
            return .system("\(error)")
        }
        // Whatever the flags say: whoever wants to know the version need not know a flag.
        write("ccproxy-gateway Version: \(ProductVersion.text)", to: 1)
        switch invocation {
        case .help:
            write(EngineInvocation.usage, to: 2)
            return .finished
        case .wrong(let message):
            write(EngineInvocation.usage, to: 2)
            return .wrongFlags(message)
        case .serve(let configuration):
            return Engine.run(configuration: configuration, environment, signals, renewal: renewal)
        case .signIn(let path, let request):
            return SignInProgram(path, environment).signIn(request, signals)
        case .refresh(let path, let file):
            return SignInProgram(path, environment).refresh(file, signals)
        }
    }

    private static func write(_ text: String, to descriptor: CInt) {
        // When even stdout or stderr are gone, nobody is left to be told.
        try? Descriptor.writeAll(descriptor, text.hasSuffix("\n") ? text : text + "\n")
    }
}
