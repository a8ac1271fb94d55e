@testable import PlatformSupport
import Testing

struct PortListenerTests {
    private func listener(_ address: String, isIPv6Only: Bool = false) -> PortListener {
        PortListener(address: address, port: 18_419, userID: 1000, socket: 1, isIPv6Only: isIPv6Only)
    }

    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "localhost", true), ("127.0.0.2", "127.0.0.1", false),
        ("0.0.0.0", "127.0.0.1", true), ("127.0.0.1", "0.0.0.0", true), ("127.0.0.1", "", true),
        ("::", "127.0.0.1", true), ("::1", "127.0.0.1", false), ("::1", "::1", true), ("::1", "0:0::1", true),
        ("::", "::1", true), ("::1", "::", true), ("0.0.0.0", "::1", false), ("127.0.0.1", "::", true),
        ("::1", "0.0.0.0", false), ("::ffff:127.0.0.1", "127.0.0.1", true), ("::ffff:127.0.0.2", "127.0.0.1", false),
        ("192.168.1.1", "127.0.0.1", false), ("127.0.0.1", "a name", false),
    ])
    func `a listener covers its own address, and all of its family if it is on every one`(
        address: String,
        host: String,
        covers: Bool
    ) {
        #expect(listener(address).covers(host: host) == covers)
    }

    @Test func `a listener for IPv6 alone leaves IPv4 alone`() {
        #expect(!listener("::", isIPv6Only: true).covers(host: "127.0.0.1"))
        #expect(listener("::", isIPv6Only: true).covers(host: "::1"))
    }

    @Test func `an owner is described as far as it is known`() {
        let full = PortOwner(pid: 812, userID: 1001, userName: "alice", command: "python3 -m http.server")
        #expect(full.description == "PID 812 (user alice): python3 -m http.server")
        let hidden = PortOwner(pid: nil, userID: 1001, userName: "alice", command: nil)
        #expect(hidden.description == "a process of user alice (uid 1001)")
        let nameless = PortOwner(pid: nil, userID: 1001, userName: nil, command: nil)
        #expect(nameless.description == "a process of uid 1001")
        let silent = PortOwner(pid: 812, userID: 1001, userName: nil, command: "")
        #expect(silent.description == "PID 812 (user with uid 1001)")
    }
}
