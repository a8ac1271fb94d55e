import Testing

@testable import Gateway

struct EngineInvocationTests {
    @Test(arguments: [
        ["-config", "/x/config.yaml"], ["--config", "/x/config.yaml"], ["-config=/x/config.yaml"],
        ["--config=/x/config.yaml"], ["-local-model", "-config", "/x/config.yaml"],
        ["-config", "/y", "-config", "/x/config.yaml"], ["-local-model=true", "--config=/x/config.yaml"],
    ])
    func `every spelling of Go's flags names the configuration`(arguments: [String]) {
        #expect(EngineInvocation(arguments) == .serve(configuration: "/x/config.yaml"))
    }

    @Test func `without a flag it is config.yaml of the working directory`() {
        #expect(EngineInvocation([]) == .serve(configuration: "config.yaml"))
    }

    @Test(arguments: [["-h"], ["-help"], ["--help"], ["-config", "x", "-h"], ["-h", "-nonsense"]])
    func `help is help wherever it stands`(arguments: [String]) {
        #expect(EngineInvocation(arguments) == .help)
    }

    @Test func `a login names whose account, and how`() {
        #expect(
            EngineInvocation(["-config", "/c", "-codex-login"])
                == .signIn(configuration: "/c", SignInRequest(method: .codex))
        )
        #expect(
            EngineInvocation(["-claude-login", "-no-browser", "-oauth-callback-port", "54546"])
                == .signIn(
                    configuration: "config.yaml",
                    SignInRequest(method: .claude, opensNoBrowser: true, callbackPort: 54546)
                )
        )
        let others: [(String, SignInRequest.Method)] = [
            ("-codex-device-login", .codexDevice), ("-antigravity-login", .antigravity), ("-login", .gemini),
        ]
        for (flag, method) in others {
            #expect(EngineInvocation([flag]) == .signIn(configuration: "config.yaml", SignInRequest(method: method)))
        }
    }

    @Test func `a refresh is of one account or of all`() {
        #expect(
            EngineInvocation(["-refresh", "claude-a.json"])
                == .refresh(configuration: "config.yaml", file: "claude-a.json")
        )
        #expect(EngineInvocation(["-refresh=all", "-config=/c"]) == .refresh(configuration: "/c", file: nil))
    }

    @Test(arguments: [
        (["-codex-login", "-refresh", "all"], "only one of -codex-login, -refresh at a time"),
        (["-no-browser"], "-no-browser goes with a login, such as -codex-login"),
        (
            ["-codex-login", "-oauth-callback-port", "0"],
            "-oauth-callback-port is a port from 1 to 65535, and not \"0\""
        ),
        (["-version"], "flag provided but not defined: -version"),
        (["--nonsense=1"], "flag provided but not defined: -nonsense"),
        (["-config"], "flag needs an argument: -config"),
        (["-config="], "flag needs an argument: -config"),
        (["config.yaml"], "unexpected argument: config.yaml"),
        (["-"], "unexpected argument: -"),
        (["---config", "x"], "unexpected argument: ---config"),
        (["-h=maybe"], "-h takes no value, but has \"maybe\""),
    ])
    func `what is wrong is said`(arguments: [String], message: String) {
        #expect(EngineInvocation(arguments) == .wrong(message))
    }

    @Test func `the usage names every flag`() {
        for flag in EngineFlag.allCases {
            #expect(EngineInvocation.usage.contains("  -\(flag.rawValue)"))
        }
        #expect(EngineInvocation.usage.contains("CCPROXY_OAUTH_CODEX_TOKEN_URL"))
    }

    @Test func `every reason to end has a status of its own, and all but those that were asked for say something`() {
        let all: [EngineExit] = [
            .finished, .wrongFlags("a"), .configurationUnreadable("a"), .configurationInvalid("a"),
            .credentialsUnusable("a"), .addressInUse("a"), .cannotListen("a"), .noUpstreamClient("a"),
            .signInFailed("a"), .interrupted, .system("a"),
        ]
        #expect(Set(all.map(\.status)).count == all.count)
        for exit in all {
            #expect((exit.status == 0) == (exit == .finished))
            let isSilent = exit == .finished || exit == .interrupted
            #expect(exit.message == (isSilent ? nil : "ccproxy-gateway: a"))
        }
    }
}
