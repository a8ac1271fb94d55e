import PlatformSupport

/// A run with a sign-in flag: prints what the real one prints, and leaves a token file if it succeeds.
struct SignInRun {
    private let signIn: EngineArguments.SignIn
    private let authDirectory: String
    private let behaviour: Behaviour

    init(_ signIn: EngineArguments.SignIn, authDirectory: String, behaviour: Behaviour) {
        self.signIn = signIn
        self.authDirectory = authDirectory
        self.behaviour = behaviour
    }

    /// Runs to the end and gives the exit status: 0 also after most failures, as the real one does.
    func run() -> Int32 {
        guard behaviour.signInEnd != .busy else {
            EngineLog.print("failed to start the callback server: port 3000 is already in use\n")
            return 13
        }
        let introduction = """
            Visit the following URL to continue authentication:
            https://auth.example.com/authorize?client_id=fake&state=fake-state
            Waiting for \(title) authentication callback...

            """
        EngineLog.print(introduction)
        switch behaviour.signInEnd {
        case .done: return succeed()
        case .failed, .busy: return fail()
        case .paste: return readCallback()
        }
    }

    private func readCallback() -> Int32 {
        let prompt = "Paste the \(title) callback URL (or press Enter to keep waiting): "
        EngineLog.print(prompt)
        while let line = readLine() {
            if line.contains("code=") { return succeed() }
            if line.contains("error=") { return fail() }
        }
        // At the end of its input the real one goes on waiting for the browser.
        while true { _ = try? Descriptor.waitUntilReadable(-1, timeout: nil) }
    }

    private func succeed() -> Int32 {
        let path = "\(authDirectory)/\(type)-\(behaviour.signInEmail).json"
        let token =
            #"{"type":"\#(type)","email":"\#(behaviour.signInEmail)","access_token":"fake","#
            + #""refresh_token":"fake","expired":"2099-01-01T00:00:00Z"}"#
        do {
            try FileSystem.write(token, atomicallyTo: path, mode: UInt16(behaviour.signInMode), durable: false)
        } catch {
            EngineLog.write("error", "failed to save the token: \(error)")
            return 0
        }
        EngineLog.print("Authentication saved to \(path)\n\(title) authentication successful!\n")
        return 0
    }

    private func fail() -> Int32 {
        EngineLog.print("\(title) authentication failed: access denied\n")
        return 0
    }

    private var type: String {
        switch signIn {
        case .claude: "claude"
        case .codex, .codexDevice: "codex"
        case .antigravity: "antigravity"
        case .gemini: "gemini"
        case .kimi: "kimi"
        }
    }

    private var title: String {
        switch signIn {
        case .claude: "Claude"
        case .codex: "Codex"
        case .codexDevice: "Codex device"
        case .antigravity: "antigravity"
        case .gemini: "Gemini"
        case .kimi: "Kimi"
        }
    }
}
