package import PlatformSupport

extension ProcessRecord {
    /// Reads the record of a provider; nothing that stands in the files is an error or a trap.
    ///
    /// `.proxy.json` decides. A PID file without it comes from somebody else, or from a crash, and names nobody.
    package static func read(from directory: ProviderDirectory) -> Stored {
        let bytes: [UInt8]
        do throws(SystemError) {
            guard let present = try FileSystem.readIfPresent(directory.recordFile, limit: 1 << 16) else {
                return withoutRecord(directory)
            }
            bytes = present
        } catch {
            return .invalid(error.description)
        }
        do throws(JSONError) {
            return .record(try ProcessRecord(json: JSONReader.read(bytes)))
        } catch {
            return .invalid("\(directory.recordFile) cannot be understood: \(error)")
        }
    }

    private static func withoutRecord(_ directory: ProviderDirectory) -> Stored {
        switch PIDFile.read(directory.pidFile) {
        case .absent: .absent
        case .invalid(let reason): .invalid(reason)
        case .pid(let pid): .invalid("\(directory.pidFile) names PID \(pid), but nothing says which process that was")
        }
    }

    /// Writes the record and the PID file, each at once; the directory has to exist.
    ///
    /// The record comes first, so that a crash in between leaves a PID file that nobody trusts.
    package func write(to directory: ProviderDirectory) throws(SystemError) {
        try FileSystem.write(encoded(), atomicallyTo: directory.recordFile, mode: 0o600, durable: false)
        try PIDFile.write(identity.pid, to: directory.pidFile)
    }

    /// Removes both files; that they are not there is fine.
    package static func remove(from directory: ProviderDirectory) throws(SystemError) {
        try FileSystem.remove(directory.pidFile)
        try FileSystem.remove(directory.recordFile)
    }

    func encoded() -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.name("pid")
        json.integer(identity.pid)
        json.name("start_time")
        json.integer(identity.startTime)
        json.name("boot_id")
        json.string(identity.bootID)
        json.name("executable")
        json.string(identity.executable)
        json.name("port")
        json.integer(port)
        json.name("engine")
        json.string(engine)
        json.name("restarts")
        json.integer(restarts)
        json.name("started_at")
        json.string(startedAt.description)
        json.endObject()
        return json.bytes + [0x0A]
    }

    init(json: JSONValue) throws(JSONError) {
        let pid: Int32 = try json.required("pid") { $0.integer() }
        guard pid > 1 else { throw JSONError(.unexpectedShape, context: "pid") }
        self.init(
            identity: ProcessIdentity(
                pid: pid,
                startTime: try json.required("start_time") { $0.integer() },
                bootID: try json.required("boot_id", \.string),
                executable: try json.required("executable", \.string)
            ),
            port: try json.required("port") { $0.integer() },
            engine: try json.required("engine", \.string),
            restarts: try json.required("restarts") { $0.integer().map { max($0, 0) } },
            startedAt: try json.required("started_at") { $0.string.flatMap { Timestamp($0) } }
        )
    }
}
