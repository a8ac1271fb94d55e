import Testing

@testable import Supervision

struct DaemonEnvironmentTests {
    @Test func `what belongs to whoever started the daemon stays with them`() {
        let environment = [
            "PATH": "/bin", "HOME": "/home/me", "CCPROXY_HOME": "/srv", "ANTHROPIC_AUTH_TOKEN": "secret",
            "SSH_CONNECTION": "a 1 b 2", "NOTIFY_SOCKET": "/run/user/1/systemd/notify",
        ]
        #expect(
            DaemonEnvironment.select(from: environment) == [
                "PATH": "/bin", "HOME": "/home/me", "CCPROXY_HOME": "/srv",
            ]
        )
    }
}
