/// A port of a browser's machine that leads to something on this one.
struct PortForward: Equatable {
    /// What listens here.
    struct Target: Equatable {
        /// As it stands in a URL: IPv6 in brackets.
        let host: String
        let port: UInt16
    }

    let localPort: UInt16
    let target: Target

    /// As `ssh -L` takes it: `28417:127.0.0.1:18417`.
    var option: String { "\(localPort):\(target.host):\(target.port)" }

    /// As a line of ssh's configuration: `LocalForward 28417 127.0.0.1:18417`.
    var directive: String { "LocalForward \(localPort) \(target.host):\(target.port)" }
}
