/// Something that answers `POST /v1/messages` on this machine.
struct Target {
    var name: String
    var port: UInt16
    /// Its process, where it has one of its own.
    var pid: Int32?
    /// What stands in `Authorization`.
    var key = "benchmark-key"
}
