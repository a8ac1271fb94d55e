import Testing

@testable import CCProxyCommands

struct SSHRouteTests {
    private static let forwards = [
        PortForward(localPort: 28417, target: .init(host: "127.0.0.1", port: 18417)),
        PortForward(localPort: 28500, target: .init(host: "[::1]", port: 18500)),
    ]

    @Test func `one line brings all ports along`() throws {
        let environment = ["SSH_CONNECTION": "192.0.2.1 50000 198.51.100.7 22"]
        let route = try #require(SSHRoute(session: environment, user: "me", hostName: "box.example"))
        #expect(
            route.command(Self.forwards)
                == "ssh -N -L 28417:127.0.0.1:18417 -L '28500:[::1]:18500' me@198.51.100.7"
        )
    }

    @Test func `another port and IPv6 are kept`() throws {
        let environment = ["SSH_CONNECTION": "2001:db8::1 50000 2001:db8::2 2222"]
        let route = try #require(SSHRoute(session: environment, user: nil, hostName: "box"))
        #expect(route.command([]).hasSuffix(" -p 2222 user@2001:db8::2"))
        #expect(
            route.configuration(Self.forwards) == [
                "Host box-ccproxy", "    HostName 2001:db8::2", "    User user", "    Port 2222",
                "    ExitOnForwardFailure yes", "    LocalForward 28417 127.0.0.1:18417",
                "    LocalForward 28500 [::1]:18500",
            ]
        )
    }

    @Test(arguments: [
        "", "a b c", "192.0.2.1 1 192.0.2.2 ssh", "192.0.2.1 1 192.0.2.2 22 more", "1 2 -oProxyCommand=x 22",
    ])
    func `without a session there is no way`(text: String) {
        #expect(SSHRoute(session: ["SSH_CONNECTION": text], user: "me", hostName: "box") == nil)
    }

    @Test func `a machine is called by the first part of its name`() {
        let route = SSHRoute(user: "me", hostName: "box.example.org")
        #expect(route.configuration([]).prefix(2) == ["Host box-ccproxy", "    HostName box.example.org"])
    }
}
