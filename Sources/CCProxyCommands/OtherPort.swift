/// A port to propose where one is taken.
enum OtherPort {
    /// One that is easily told from the given one, and still a port.
    static func than(_ port: UInt16) -> UInt16 { port < 60_000 ? port + 1000 : port - 1000 }
}
