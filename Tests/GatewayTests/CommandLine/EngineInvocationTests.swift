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

    @Test(arguments: [
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
    }

    @Test func `every reason to end has a status of its own, and all but the good one say something`() {
        let all: [EngineExit] = [
            .finished, .wrongFlags("a"), .configurationUnreadable("a"), .configurationInvalid("a"),
            .credentialsUnusable("a"), .addressInUse("a"), .cannotListen("a"), .noUpstreamClient("a"), .system("a"),
        ]
        #expect(Set(all.map(\.status)).count == all.count)
        for exit in all {
            #expect((exit.status == 0) == (exit == .finished))
            #expect(exit.message == (exit == .finished ? nil : "ccproxy-gateway: a"))
        }
    }
}
