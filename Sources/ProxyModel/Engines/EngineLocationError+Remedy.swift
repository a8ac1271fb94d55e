internal import PlatformSupport

extension EngineLocationError {
    /// What to do about it, in one line.
    package var remedy: String {
        switch reason {
        case .missing(let places):
            missingRemedy(places)
        case .notExecutable(false, let isOwn):
            "make it executable: \(isOwn ? "" : "sudo ")chmod +x \(quotedPath)"
        case .notExecutable(true, _):
            "ls -l \(quotedPath) shows who may; on a file system mounted with noexec, put the program elsewhere"
        case .wrongArchitecture, .notAProgram(.incomplete), .notAProgram(.objectFile), .notAProgram(.coreDump),
            .notAProgram(.empty), .notAProgram(.webPage), .notAProgram(.text), .notAProgram(.unknown):
            replacement
        case .notAProgram(.gzip):
            unpacking
        case .notAProgram(.zip):
            "unpack it, and put the program that is in it there"
        case .notAProgram(.directory), .notAProgram(.special), .notAProgram(.brokenLink):
            location?.kind == nil ? replacement : "put the program itself in its place: \(replacement)"
        case .missingInterpreter(let name):
            interpreterRemedy(name)
        case .unreadable:
            "make it readable for this user; ls -ld \(ShellWord.quoted(directory)) \(quotedPath) shows who may"
        }
    }

    private func missingRemedy(_ places: [String]) -> String {
        switch choice {
        case .path: "put a program there, or set `engine` to another one, or to auto"
        case .named(.gateway): build
        case .named(.cliProxyAPI): installation(places)
        case .automatic: "\(installation(places)); or \(build)"
        }
    }

    private func installation(_ places: [String]) -> String {
        let directory = places.first.map { Paths.parent(of: $0) } ?? ""
        guard let asset = CLIProxyAPIRelease.assets(for: machine).first else {
            return "CLIProxyAPI has no release for \(machine): build it and put cli-proxy-api into \(directory)"
        }
        return "ccproxy engine install, or unpack \(asset) from \(CLIProxyAPIRelease.page) into \(directory)"
    }

    /// Where another program of the same kind comes from.
    private var replacement: String {
        switch location?.kind {
        case .cliProxyAPI: installation(location.map { [$0.path] } ?? [])
        case .gateway: build
        case nil: "set `engine` to a program for \(machine), or to auto"
        }
    }

    /// Archives of CLIProxyAPI are flat, and tar replaces the archive when it has the program's name.
    private var unpacking: String {
        guard location?.kind == .cliProxyAPI else { return "unpack it, and put the program that is in it there" }
        return "unpack it: tar -xzf \(quotedPath) -C \(ShellWord.quoted(directory)) \(EngineKind.cliProxyAPI)"
    }

    private var build: String { "build ccproxy-gateway in the checkout: swift build -c release" }

    private func interpreterRemedy(_ name: String) -> String {
        if name.hasSuffix("\r") { return "save it with line feeds only" }
        // Only programs for Linux name a loader; the releases for it come in two makes.
        guard location?.kind == .cliProxyAPI, machine.system == .linux, name.contains("/ld-") else {
            return "install \(name), or put another program there"
        }
        return "this system has another C library: take the asset that ends in _no-plugin.tar.gz (v7.1.50 and later)"
    }

    private var quotedPath: String { ShellWord.quoted(location?.path ?? "\(choice)") }

    private var directory: String { Paths.parent(of: location?.path ?? "\(choice)") }
}
