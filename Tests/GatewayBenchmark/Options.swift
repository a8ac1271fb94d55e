/// What the command line asks for.
struct Options {
    var isQuick = false
    var proxies: [Target] = []
    /// Which programs of those that the benchmark can start; nil: all.
    var programs: Set<Substring>?

    static let usage = """
        usage: GatewayBenchmark [--quick] [--only nginx,gateway,relay,translating] [--proxy NAME=URL[,PID[,KEY]]]...

        Measures proxies for POST /v1/messages between a fast fake upstream and a load generator: nginx where it is
        installed, ccproxy-gateway where it lies beside this program, and a bare relay of our own server and upstream
        client, each beside the upstream itself. `--upstream PORT` makes the fake upstream listen there, so that a
        proxy started by hand can be pointed at it; name it with --proxy. Build with `swift build -c release`.

        """

    /// The port of the fake upstream; 0: any.
    var upstreamPort: UInt16 = 0

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--quick": isQuick = true
            case "--only": programs = Set(try Options.value(of: argument, &rest).split(separator: ","))
            case "--proxy": proxies.append(try Options.target(try Options.value(of: argument, &rest)))
            case "--upstream":
                guard let port = UInt16(try Options.value(of: argument, &rest)) else {
                    throw BenchmarkError("--upstream takes a port")
                }
                upstreamPort = port
            default: throw BenchmarkError("what is \(argument)?\n\n\(Options.usage)")
            }
        }
    }

    private static func value(of option: String, _ rest: inout ArraySlice<String>) throws -> String {
        guard let value = rest.popFirst() else { throw BenchmarkError("\(option) takes a value") }
        return value
    }

    /// Reads `NAME=http://127.0.0.1:PORT[,PID[,KEY]]`.
    private static func target(_ text: String) throws -> Target {
        let named = text.split(separator: "=", maxSplits: 1)
        let parts = (named.last ?? "").split(separator: ",", omittingEmptySubsequences: false)
        guard named.count == 2, let port = parts[0].split(separator: ":").last.flatMap({ UInt16($0) }) else {
            throw BenchmarkError("--proxy takes NAME=http://127.0.0.1:PORT[,PID[,KEY]], not \(text)")
        }
        var target = Target(name: String(named[0]), port: port)
        if parts.count > 1 { target.pid = Int32(parts[1]) }
        if parts.count > 2 { target.key = String(parts[2]) }
        return target
    }
}
