import PlatformSupport

/// How a fake engine behaves: well, unless `fake-engine.conf` beside its config.yaml says otherwise.
///
/// The file holds `key=value` lines, in which 1 is as good as true; blank lines and lines that begin with `#` mean
/// nothing. It is read at every start, so that a test can change the behaviour between two starts. An unknown key ends
/// the process with status 64: a test that misspells one must not pass because of it.
///
/// ```
/// slow-start=300            listen only after so many milliseconds
/// exit-at-start=1           exit with this status instead of listening
/// crash-after=0             so many milliseconds after it listens, end as `crash` says
/// crash=exit:1              how: exit:<status>, kill, abort, signal:<name>
/// crash-times=3             exit-at-start and crash-after apply to the first so many starts only
/// record-starts=true        add a line with the PID to fake-engine.starts at every start (crash-times does so too)
/// record-surroundings=true  write working directory, arguments, environment and session to fake-engine.surroundings
/// bind-conflict=true        say that the port is taken, as happens by itself when it is
/// ignore-term=true          SIGTERM changes nothing
/// term-delay=400            exit so many milliseconds after SIGTERM
/// wedge=true                accept connections and never answer (SIGUSR1 does the same at any time)
/// wedge-after=10            the same after so many answers
/// answer-delay=50           wait so many milliseconds before each answer
/// healthz=404               answer GET /healthz with this status; or garbage, close, wedge
/// root=500                  the same for GET /
/// models-answer=503         the same for GET /v1/models
/// models=a,b                the models that it lists; empty: none, as without a usable credential
/// log-flood=1000000         write so many log lines once it listens, and serve after that
/// stream-events=10          the content events of an answer to POST /v1/messages
/// stream-interval=20        the milliseconds between two of them
/// rewrite-config=true       write config.yaml anew at start, as the real engine does after a management write
/// grandchild=true           leave listening to a child process, which outlives this one
/// grandchild-setsid=true    the same, with a session of its own for that child
/// grandchild-ignores-term=true  the same, and SIGTERM does not end that child
/// helper=true               start a child that does nothing, has none of our descriptors, and outlives this process
/// helper-setsid=true        the same, with a session of its own for that child
/// login=paste               how a sign-in ends: paste (read a line), done, failed, busy
/// login-email=me@x.org      whose account that is
/// login-mode=420            the permission bits of the token file, as a decimal number
/// missing-flags=login,tui   flags that this version does not have; looked for in the working directory
/// ```
struct Behaviour {
    /// How a crash looks from outside.
    enum Crash: Equatable {
        case exit(Int32)

        /// The signal's name without `SIG`.
        case signal(String)
    }

    /// What to answer on one route.
    enum Answer: Equatable {
        case usual
        case status(Int)
        case garbage
        case close
        case wedge
    }

    /// How a sign-in ends.
    enum SignInEnd: String {
        case paste, done, failed, busy
    }

    /// A line of the file that cannot be obeyed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    var slowStart = 0
    var exitAtStart: Int32?
    var crashAfter: Int?
    var crash = Crash.exit(1)
    var crashTimes: Int?
    var recordsStarts = false
    var recordsSurroundings = false
    var findsPortTaken = false
    var ignoresTerminate = false
    var terminateDelay = 0
    var isWedged = false
    var wedgeAfter: Int?
    var answerDelay = 0
    var healthAnswer = Answer.usual
    var rootAnswer = Answer.usual
    var modelsAnswer = Answer.usual
    var models = ["gpt-5.3-codex", "claude-sonnet-4-6"]
    var logFlood = 0
    var streamEvents = 10
    var streamInterval = 20
    var rewritesConfiguration = false
    var grandchildLeavesSession = false
    var grandchildIgnoresTerminate = false
    private var isGrandchildWanted = false
    private var isHelperWanted = false
    var helperLeavesSession = false
    var signInEnd = SignInEnd.paste
    var signInEmail = "fake@example.com"
    var signInMode = 0o600
    var missingFlags: [String] = []

    /// Whether a child process does the work.
    var hasGrandchild: Bool { isGrandchildWanted || grandchildLeavesSession || grandchildIgnoresTerminate }

    /// Whether a child process does nothing.
    var hasHelper: Bool { isHelperWanted || helperLeavesSession }

    /// Good behaviour.
    init() {}

    /// What the file in `directory` says; good behaviour without one.
    init(in directory: String) throws {
        guard let bytes = try FileSystem.readIfPresent(directory + "/fake-engine.conf", limit: 1 << 16) else { return }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { throw Failure(description: "fake-engine.conf: no '=' in '\(line)'") }
            try set(parts[0], to: parts[1])
        }
    }

    private mutating func set(_ key: String, to value: String) throws(Failure) {
        if try setFlag(key, value) { return }
        if try setNumber(key, value) { return }
        switch key {
        case "crash": crash = try Self.crash(value)
        case "healthz": healthAnswer = try Self.answer(value)
        case "root": rootAnswer = try Self.answer(value)
        case "models-answer": modelsAnswer = try Self.answer(value)
        case "models": models = value.split(separator: ",").map(String.init)
        case "login": signInEnd = try Self.known(SignInEnd(rawValue: value), value)
        case "login-email": signInEmail = value
        case "missing-flags": missingFlags = value.split(separator: ",").map(String.init)
        default: throw Failure(description: "fake-engine.conf: unknown key '\(key)'")
        }
    }

    private mutating func setFlag(_ key: String, _ value: String) throws(Failure) -> Bool {
        let path: WritableKeyPath<Behaviour, Bool>
        switch key {
        case "record-starts": path = \.recordsStarts
        case "record-surroundings": path = \.recordsSurroundings
        case "ignore-term": path = \.ignoresTerminate
        case "bind-conflict": path = \.findsPortTaken
        case "wedge": path = \.isWedged
        case "rewrite-config": path = \.rewritesConfiguration
        case "grandchild": path = \.isGrandchildWanted
        case "grandchild-setsid": path = \.grandchildLeavesSession
        case "grandchild-ignores-term": path = \.grandchildIgnoresTerminate
        case "helper": path = \.isHelperWanted
        case "helper-setsid": path = \.helperLeavesSession
        default: return false
        }
        self[keyPath: path] = try Self.known(["true": true, "1": true, "false": false, "0": false][value], value)
        return true
    }

    private mutating func setNumber(_ key: String, _ value: String) throws(Failure) -> Bool {
        switch key {
        case "slow-start": slowStart = try Self.number(value)
        case "exit-at-start": exitAtStart = Int32(try Self.number(value))
        case "crash-after": crashAfter = try Self.number(value)
        case "crash-times": crashTimes = try Self.number(value)
        case "term-delay": terminateDelay = try Self.number(value)
        case "wedge-after": wedgeAfter = try Self.number(value)
        case "answer-delay": answerDelay = try Self.number(value)
        case "log-flood": logFlood = try Self.number(value)
        case "stream-events": streamEvents = try Self.number(value)
        case "stream-interval": streamInterval = try Self.number(value)
        case "login-mode": signInMode = try Self.number(value)
        default: return false
        }
        return true
    }

    private static func number(_ value: String) throws(Failure) -> Int {
        let number = try known(Int(value), value)
        return try known((0...Int(Int32.max)).contains(number) ? number : nil, value)
    }

    private static func crash(_ value: String) throws(Failure) -> Crash {
        switch value {
        case "kill": return .signal("KILL")
        case "abort": return .signal("ABRT")
        case _ where value.hasPrefix("signal:"): return .signal(String(value.dropFirst(7)))
        default: return .exit(try known(value.hasPrefix("exit:") ? Int32(value.dropFirst(5)) : nil, value))
        }
    }

    private static func answer(_ value: String) throws(Failure) -> Answer {
        switch value {
        case "garbage": return .garbage
        case "close": return .close
        case "wedge": return .wedge
        default: return .status(try number(value))
        }
    }

    private static func known<Value>(_ value: Value?, _ text: String) throws(Failure) -> Value {
        guard let value else { throw Failure(description: "fake-engine.conf: what is '\(text)'?") }
        return value
    }
}
