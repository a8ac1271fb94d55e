import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct EngineLocatorTests {
    private static let linux = Machine(system: .linux, processor: .amd64)
    private static let script = Array("#!/bin/sh\n".utf8)

    /// A base directory with nothing in it, and a locator that thinks it runs on Linux with x86-64.
    private struct Setup {
        let base: String

        func locator(_ machine: Machine = EngineLocatorTests.linux) -> EngineLocator {
            EngineLocator(base: BaseDirectory(path: base), executable: "\(base)/install/ccproxy", machine: machine)
        }

        @discardableResult
        func put(_ bytes: [UInt8], at name: String, mode: UInt16 = 0o755) throws -> String {
            let path = Paths.join(base, name)
            try FileSystem.createDirectory(Paths.parent(of: path), mode: 0o755)
            try FileSystem.write(bytes, atomicallyTo: path, mode: mode, durable: false)
            return path
        }

        func error(
            _ choice: EngineChoice = .automatic,
            on machine: Machine = EngineLocatorTests.linux
        ) throws -> EngineLocationError {
            try #require(throws: EngineLocationError.self) { try locator(machine).locate(choice) }
        }
    }

    private func with(_ body: (Setup) throws -> Void) throws {
        try withTemporaryDirectory { try body(Setup(base: $0.path)) }
    }

    // MARK: Where

    @Test func `auto takes cli-proxy-api where it is installed`() throws {
        try with { setup in
            try setup.put(Self.script, at: "install/ccproxy-gateway")
            let path = try setup.put(Self.script, at: "CLIProxyAPI/linux/amd64/cli-proxy-api")
            let location = try setup.locator().locate(.automatic)
            #expect(location == EngineLocation(name: "cli-proxy-api", kind: .cliProxyAPI, path: path))
        }
    }

    @Test func `auto takes our own engine where cli-proxy-api is not installed`() throws {
        try with { setup in
            let path = try setup.put(Self.script, at: "install/ccproxy-gateway")
            let location = try setup.locator().locate(.automatic)
            #expect(location == EngineLocation(name: "ccproxy-gateway", kind: .gateway, path: path))
        }
    }

    @Test(arguments: [
        (linux, "CLIProxyAPI/linux/amd64"), (linux, "CLIProxyAPI/linux/x86_64"), (linux, "."),
        (Machine(system: .linux, processor: .arm64), "CLIProxyAPI/linux/arm64"),
        (Machine(system: .linux, processor: .arm64), "CLIProxyAPI/linux/aarch64"),
        (Machine(system: .darwin, processor: .arm64), "CLIProxyAPI/darwin/aarch64"),
        (Machine(system: .darwin, processor: .arm64), "CLIProxyAPI/darwin/arm64"),
        (Machine(system: .darwin, processor: .amd64), "CLIProxyAPI/darwin/x86_64"),
        (Machine(system: .linux, processor: .other("RISC-V")), "."),
    ])
    func `cli-proxy-api is found under each spelling of the machine`(machine: Machine, directory: String) throws {
        try with { setup in
            let path = try setup.put(Self.script, at: directory == "." ? "cli-proxy-api" : "\(directory)/cli-proxy-api")
            #expect(try setup.locator(machine).locate(.named(.cliProxyAPI)).path == path)
            #expect(try setup.locator(machine).locate(.automatic).path == path)
        }
    }

    @Test func `what is for another machine is not looked at`() throws {
        try with { setup in
            try setup.put(Self.script, at: "CLIProxyAPI/linux/arm64/cli-proxy-api")
            try setup.put(Self.script, at: "CLIProxyAPI/darwin/amd64/cli-proxy-api")
            #expect(throws: EngineLocationError.self) { try setup.locator().locate(.named(.cliProxyAPI)) }
        }
    }

    @Test(arguments: ["install", "bin", ".build/release"])
    func `our own engine is found beside the program and where it is built`(directory: String) throws {
        try with { setup in
            let path = try setup.put(Self.script, at: "\(directory)/ccproxy-gateway")
            #expect(try setup.locator().locate(.named(.gateway)).path == path)
        }
    }

    @Test func `the engine beside the running program comes first`() throws {
        try with { setup in
            try setup.put(Self.script, at: "bin/ccproxy-gateway")
            let path = try setup.put(Self.script, at: "install/ccproxy-gateway")
            #expect(try setup.locator().locate(.named(.gateway)).path == path)
        }
    }

    @Test func `a path of the user's own keeps its name, and tells the kind when it ends in one`() throws {
        try with { setup in
            let own = try setup.put(Self.script, at: "my engine")
            let known = try setup.put(Self.script, at: "elsewhere/cli-proxy-api")
            #expect(try setup.locator().locate(.path(own)) == EngineLocation(name: own, kind: nil, path: own))
            #expect(try setup.locator().locate(.path(known)).kind == .cliProxyAPI)
        }
    }

    @Test func `without a path of its own the program looks in the base directory`() throws {
        try with { setup in
            let path = try setup.put(Self.script, at: "bin/ccproxy-gateway")
            let locator = EngineLocator(base: BaseDirectory(path: setup.base), executable: "", machine: Self.linux)
            #expect(try locator.locate(.automatic).path == path)
        }
    }

    // MARK: Missing

    @Test func `nothing anywhere is an error that names the usual places and both ways out`() throws {
        try with { setup in
            let error = try setup.error()
            let places = [
                "CLIProxyAPI/linux/amd64/cli-proxy-api", "CLIProxyAPI/linux/x86_64/cli-proxy-api", "cli-proxy-api",
                "install/ccproxy-gateway", "bin/ccproxy-gateway", ".build/release/ccproxy-gateway",
            ]
            #expect(error.reason == .missing(places.map { Paths.join(setup.base, $0) }))
            for place in [places[0], places[3]] {
                #expect(error.description.contains(Paths.join(setup.base, place)))
            }
            #expect(error.remedy.contains("CLIProxyAPI_<version>_linux_amd64.tar.gz"))
            #expect(error.remedy.contains("\(setup.base)/CLIProxyAPI/linux/amd64"))
            #expect(error.remedy.contains("swift build -c release"))
        }
    }

    @Test(arguments: [Machine.System.linux, .darwin])
    func `the asset for ARM64 is named as before and since v7.1.50`(system: Machine.System) throws {
        try with { setup in
            let machine = Machine(system: system, processor: .arm64)
            let remedy = try setup.error(.named(.cliProxyAPI), on: machine).remedy
            let name = system == .linux ? "linux" : "darwin"
            #expect(remedy.contains("CLIProxyAPI_<version>_\(name)_aarch64.tar.gz"))
            #expect(remedy.contains("CLIProxyAPI_<version>_\(name)_arm64.tar.gz"))
            #expect(!remedy.contains("swift build"), "our own engine was not asked for")
        }
    }

    @Test func `a machine without releases is told so`() throws {
        try with { setup in
            let machine = Machine(system: .linux, processor: .other("RISC-V"))
            let error = try setup.error(.named(.cliProxyAPI), on: machine)
            #expect(error.remedy.contains("no release for Linux on RISC-V"))
        }
    }

    @Test func `a path with nothing there is an error that names it`() throws {
        try with { setup in
            let path = "\(setup.base)/none/engine"
            let error = try setup.error(.path(path))
            #expect(error.reason == .missing([path]))
            #expect(error.description.contains(path))
        }
    }

    // MARK: Broken

    @Test func `a broken cli-proxy-api is an error also where our own engine would do`() throws {
        try with { setup in
            try setup.put(Self.script, at: "install/ccproxy-gateway")
            let path = try setup.put([], at: "CLIProxyAPI/linux/amd64/cli-proxy-api")
            let error = try setup.error()
            #expect(error.reason == .notAProgram(.empty))
            #expect(error.location?.path == path)
        }
    }

    @Test(arguments: [("engine", "chmod +x BASE/engine"), ("my engine", "chmod +x 'BASE/my engine'")])
    func `a program that is not executable is an error with the command to type`(
        name: String,
        command: String
    ) throws {
        try with { setup in
            let path = try setup.put(ImageSamples.elf(), at: name, mode: 0o644)
            let error = try setup.error(.path(path))
            #expect(error.reason == .notExecutable(hasPermissionBits: false, isOwn: true))
            #expect(error.description == "\(path) is not executable")
            let expected = command.split(separator: "BASE").joined(separator: setup.base)
            #expect(error.remedy.hasSuffix(": \(expected)"))
        }
    }

    @Test func `the command for somebody else's program asks for the right to run it`() {
        let error = EngineLocationError(
            .notExecutable(hasPermissionBits: false, isOwn: false),
            choice: .automatic,
            machine: Self.linux,
            location: EngineLocation(name: "cli-proxy-api", kind: .cliProxyAPI, path: "/opt/cli-proxy-api")
        )
        #expect(error.remedy.contains("sudo chmod +x /opt/cli-proxy-api"))
    }

    @Test func `a program for another processor is an error that says which it is and which is needed`() throws {
        try with { setup in
            try setup.put(ImageSamples.elf(machine: 183), at: "CLIProxyAPI/linux/amd64/cli-proxy-api")
            let error = try setup.error()
            #expect(error.reason == .wrongArchitecture([Machine(system: .linux, processor: .arm64)]))
            #expect(error.description.contains("Linux on ARM64"))
            #expect(error.description.contains("this is Linux on x86-64"))
            #expect(error.remedy.contains("CLIProxyAPI_<version>_linux_amd64.tar.gz"))
        }
    }

    @Test(arguments: [
        ImageSamples.machO(processor: 0x0100_0007), ImageSamples.windows(processor: 0x8664), ImageSamples.elf(abi: 9),
    ])
    func `a program for another system is an error`(image: [UInt8]) throws {
        try with { setup in
            let path = try setup.put(image, at: "engine")
            let error = try setup.error(.path(path))
            guard case .wrongArchitecture = error.reason else {
                Issue.record("\(error.reason)")
                return
            }
        }
    }

    @Test func `one fitting part of a universal program is enough`() throws {
        try with { setup in
            let path = try setup.put(ImageSamples.universal(processors: [18, 0x0100_000C]), at: "engine")
            let mac = Machine(system: .darwin, processor: .arm64)
            #expect(try setup.locator(mac).locate(.path(path)).path == path)
            #expect(throws: EngineLocationError.self) { try setup.locator().locate(.path(path)) }
        }
    }

    @Test func `an archive is an error that says how to unpack it, not how to make it executable`() throws {
        try with { setup in
            let path = try setup.put([0x1F, 0x8B, 8], at: "CLIProxyAPI/linux/amd64/cli-proxy-api", mode: 0o644)
            let error = try setup.error()
            #expect(error.description == "\(path) looks like a .tar.gz, not a program")
            #expect(error.remedy == "unpack it: tar -xzf \(path) -C \(Paths.parent(of: path)) cli-proxy-api")
        }
    }

    @Test func `a directory in place of the program is an error`() throws {
        try with { setup in
            try FileSystem.createDirectory("\(setup.base)/CLIProxyAPI/linux/amd64/cli-proxy-api", mode: 0o755)
            #expect(try setup.error().reason == .notAProgram(.directory))
        }
    }

    @Test func `a link to nowhere in place of the program is an error, not a missing engine`() throws {
        try with { setup in
            try setup.put(Self.script, at: "install/ccproxy-gateway")
            try SpecialFiles.makeLink(to: "nowhere", at: "\(setup.base)/cli-proxy-api")
            #expect(try setup.error().reason == .notAProgram(.brokenLink))
        }
    }

    @Test func `a link to a program is followed, and keeps its own path`() throws {
        try with { setup in
            try setup.put(Self.script, at: "elsewhere")
            let path = "\(setup.base)/cli-proxy-api"
            try SpecialFiles.makeLink(to: "elsewhere", at: path)
            let location = try setup.locator().locate(.automatic)
            #expect(location == EngineLocation(name: "cli-proxy-api", kind: .cliProxyAPI, path: path))
        }
    }

    @Test func `a FIFO in place of the program is an error, and nobody waits for it`() throws {
        try with { setup in
            try SpecialFiles.makeFIFO(at: "\(setup.base)/cli-proxy-api")
            #expect(try setup.error().reason == .notAProgram(.special))
        }
    }

    @Test func `a script whose interpreter is missing is an error, one whose interpreter is there is not`() throws {
        try with { setup in
            let interpreter = try setup.put(Self.script, at: "interpreter")
            let path = try setup.put(Array("#!\(interpreter) -x\n".utf8), at: "engine")
            #expect(try setup.locator().locate(.path(path)).path == path)
            try FileSystem.remove(interpreter)
            let error = try setup.error(.path(path))
            #expect(error.reason == .missingInterpreter(interpreter))
            #expect(error.description.contains(interpreter))
        }
    }

    @Test func `line ends of Windows in a script are named as the cause`() throws {
        try with { setup in
            let path = try setup.put(Array("#!/bin/sh\r\nexit 0\r\n".utf8), at: "engine")
            #expect(try setup.error(.path(path)).description.contains("line ends of Windows"))
        }
    }

    @Test func `a program for another C library is an error that names the asset without one`() throws {
        try with { setup in
            let loader = "\(setup.base)/ld-linux-x86-64.so.2"
            try setup.put(ImageSamples.elf(loader: loader), at: "CLIProxyAPI/linux/amd64/cli-proxy-api")
            let error = try setup.error()
            #expect(error.reason == .missingInterpreter(loader))
            #expect(error.remedy.contains("_no-plugin.tar.gz"))
        }
    }

    @Test func `what the system does not let us look at is an error`() throws {
        try with { setup in
            let path = Paths.join(setup.base, String(repeating: "x", count: 300))
            let error = try setup.error(.path(path))
            guard case .unreadable = error.reason else {
                Issue.record("\(error.reason)")
                return
            }
            #expect(error.description.contains(path))
        }
    }

    @Test(arguments: ProgramLookalike.allCases)
    func `every kind of broken engine has a cause and a remedy, each one line`(lookalike: ProgramLookalike) {
        for kind in [EngineKind.cliProxyAPI, .gateway, nil] {
            let location = EngineLocation(name: "engine", kind: kind, path: "/opt/engine")
            let error = EngineLocationError(
                .notAProgram(lookalike),
                choice: .automatic,
                machine: Self.linux,
                location: location
            )
            for text in [error.description, error.remedy] {
                #expect(!text.isEmpty && !text.contains("\n"))
            }
            #expect(error.description.hasPrefix("/opt/engine "))
        }
    }
}
