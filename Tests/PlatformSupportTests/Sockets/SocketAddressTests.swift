import PlatformSupport
import Testing

struct SocketAddressTests {
    @Test(arguments: [
        ("127.0.0.1", SocketAddress.ipv4(host: "127.0.0.1", port: 1), "127.0.0.1:1"),
        ("localhost", .ipv4(host: "127.0.0.1", port: 1), "127.0.0.1:1"),
        ("0.0.0.0", .ipv4(host: "0.0.0.0", port: 1), "0.0.0.0:1"),
        ("::1", .ipv6(host: "::1", port: 1), "[::1]:1"),
        ("[::1]", .ipv6(host: "::1", port: 1), "[::1]:1"),
    ])
    func `a host as settings name it becomes an address`(host: String, address: SocketAddress, text: String) {
        #expect(SocketAddress(host: host, port: 1) == address)
        #expect(address.description == text)
        #expect(address.authority == text)
        #expect(address.port == 1)
    }

    @Test(arguments: ["", "example.com", "256.0.0.1", "1.2.3", "::g", "[127.0.0.1]x", "127.0.0.1\u{0}", "127.0.0.1:80"])
    func `a host that is no numeric address is none`(host: String) {
        #expect(SocketAddress(host: host, port: 1) == nil)
    }

    @Test func `a Unix socket has no port and stands for localhost`() {
        let address = SocketAddress.unix(path: "/run/x.sock")
        #expect(address.port == nil)
        #expect(address.authority == "localhost")
        #expect(address.description == "/run/x.sock")
    }
}
