import JSON

internal import PlatformSupport

extension ProcessRecord {
    /// The record as the text of `.proxy.json`.
    var encoded: [UInt8] {
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
        return json.bytes + [UInt8(ascii: "\n")]
    }

    /// Reads what `encoded` has written.
    ///
    /// Members that we do not know are passed over, for the sake of files that a newer version has left.
    init(decoding bytes: [UInt8]) throws(JSONError) {
        let json = try JSONReader.read(bytes)
        self.init(
            identity: ProcessIdentity(
                pid: try json.required("pid", \.pid),
                startTime: try json.required("start_time", \.startTime),
                bootID: try json.required("boot_id", \.string),
                executable: try json.required("executable", \.string)
            ),
            port: try json.required("port", \.port),
            engine: try json.required("engine", \.string),
            restarts: try json.required("restarts", \.count),
            startedAt: try json.required("started_at", \.timestamp)
        )
    }
}

extension JSONValue {
    /// Only a number that one process can have: 0 and negative ones mean groups to kill(2).
    fileprivate var pid: Int32? { integer().flatMap { $0 > 0 ? $0 : nil } }
    fileprivate var startTime: UInt64? { integer() }
    fileprivate var port: UInt16? { integer().flatMap { $0 > 0 ? $0 : nil } }
    fileprivate var count: Int? { integer().flatMap { $0 >= 0 ? $0 : nil } }
    fileprivate var timestamp: Timestamp? { string.flatMap { Timestamp($0) } }
}
