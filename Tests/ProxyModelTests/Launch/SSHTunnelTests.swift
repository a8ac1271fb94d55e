import Testing

@testable import ProxyModel

struct SSHTunnelTests {
    @Test(arguments: [
        ("192.0.2.1 50000 198.51.100.7 2222", "-p 2222 me@198.51.100.7"),
        ("192.0.2.1 50000 198.51.100.7 22", "me@198.51.100.7"),
        ("2001:db8::1 50000 2001:db8::2 22", "me@2001:db8::2"),
        ("192.0.2.1 50000 $(reboot) 22", "me@this-machine"), ("a b c d", "me@this-machine"), ("", "me@this-machine"),
    ])
    func `the line to type names an address, and never whatever a variable holds`(connection: String, end: String) {
        let line = SSHTunnel.line(from: 1, to: 2, ["SSH_CONNECTION": connection], user: "me")
        #expect(line == "ssh -N -L 1:127.0.0.1:2 \(end)")
    }
}
