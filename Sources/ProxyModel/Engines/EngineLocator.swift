package import PlatformSupport

/// Finds the program that the settings ask for, and makes sure that it can be one.
///
/// Asks the disk anew each time, a few calls in all: whoever puts an engine in place need not restart anything.
package struct EngineLocator: Sendable {
    private let base: BaseDirectory
    private let executable: String
    private let machine: Machine

    /// Looks in a base directory and beside the running program.
    ///
    /// - Parameters:
    ///   - base: Where the user puts engines.
    ///   - executable: The running program's file without links, beside which our own engine is installed.
    ///   - machine: What the engine has to run on.
    package init(base: BaseDirectory, executable: String, machine: Machine = .current) {
        self.base = base
        self.executable = executable
        self.machine = machine
    }

    /// The program for an engine that the settings ask for.
    ///
    /// `auto` is cli-proxy-api where there is one, else our own. The first place where there is anything decides: an
    /// engine that is there but broken is an error, since silently running another one would hide that.
    ///
    /// - Throws: `EngineLocationError`.
    package func locate(_ choice: EngineChoice) throws(EngineLocationError) -> EngineLocation {
        let places = places(for: choice)
        for place in places {
            guard let location = try verified(place, for: choice) else { continue }
            return location
        }
        throw EngineLocationError(.missing(places.map(\.path)), choice: choice, machine: machine)
    }

    private func places(for choice: EngineChoice) -> [EngineLocation] {
        switch choice {
        case .automatic:
            places(of: .cliProxyAPI) + places(of: .gateway)
        case .named(let kind):
            places(of: kind)
        case .path(let path):
            [EngineLocation(name: path, kind: EngineKind(rawValue: Paths.name(of: path)), path: path)]
        }
    }

    private func places(of kind: EngineKind) -> [EngineLocation] {
        var directories: [String]
        switch kind {
        case .cliProxyAPI:
            directories = CLIProxyAPIRelease.directoryNames(for: machine).map { Paths.join(base.engineBinaries, $0) }
            directories.append(base.path)
        case .gateway:
            directories = [Paths.join(base.path, "bin"), Paths.join(base.path, ".build/release")]
            let own = Paths.parent(of: executable)
            directories.removeAll { $0 == own }
            if own.hasPrefix("/") { directories.insert(own, at: 0) }
        }
        return directories.map { directory in
            EngineLocation(name: kind.rawValue, kind: kind, path: Paths.join(directory, kind.rawValue))
        }
    }

    /// The location if there is a usable program, `nil` if there is nothing at all.
    private func verified(
        _ location: EngineLocation,
        for choice: EngineChoice
    ) throws(EngineLocationError) -> EngineLocation? {
        let flaw: EngineLocationError.Reason?
        do throws(SystemError) {
            guard let entry = try FileSystem.info(location.path, followSymlinks: false) else { return nil }
            flaw = try self.flaw(at: location.path, entry)
        } catch {
            flaw = .unreadable(error)
        }
        guard let flaw else { return location }
        throw EngineLocationError(flaw, choice: choice, machine: machine, location: location)
    }

    /// What is wrong with the program, the most fundamental first: it makes no sense to make an archive executable.
    private func flaw(at path: String, _ entry: FileInfo) throws(SystemError) -> EngineLocationError.Reason? {
        guard let file = entry.kind == .symbolicLink ? try FileSystem.info(path) : entry else {
            return .notAProgram(.brokenLink)
        }
        guard file.kind == .regular else { return .notAProgram(file.kind == .directory ? .directory : .special) }
        let isExecutable = FileSystem.isExecutable(path)
        do throws(SystemError) {
            let beginning = try FileSystem.readBeginning(of: path, count: ProgramImage.headerSize)
            if let flaw = flaw(of: ProgramImage(beginning: beginning)) { return flaw }
        } catch {
            // A program can be executable without being readable; then the kernel has to judge it.
            guard error.isPermissionDenied, isExecutable else { throw error }
        }
        if isExecutable { return nil }
        return .notExecutable(
            hasPermissionBits: file.mode & 0o111 != 0,
            isOwn: file.userID == CurrentProcess.userID || CurrentProcess.isRoot
        )
    }

    private func flaw(of image: ProgramImage) -> EngineLocationError.Reason? {
        let interpreter: String?
        switch image {
        case .other(let lookalike):
            return .notAProgram(lookalike)
        case .script(let named):
            interpreter = named
        case .program(let machines, let loader):
            guard machines.contains(where: { machine.runs($0) }) else { return .wrongArchitecture(machines) }
            interpreter = loader
        }
        guard let interpreter, interpreter.hasPrefix("/"), !FileSystem.exists(interpreter) else { return nil }
        return .missingInterpreter(interpreter)
    }
}
