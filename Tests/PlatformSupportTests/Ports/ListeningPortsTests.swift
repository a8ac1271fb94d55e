@testable import PlatformSupport
import TestSupport
import Testing

struct ListeningPortsTests {
    private func listen(_ host: String = "127.0.0.1") throws -> ListeningSocket {
        let address: SocketAddress = host.contains(":") ? .ipv6(host: host, port: 0) : .ipv4(host: host, port: 0)
        return try ListeningSocket.listen(on: address)
    }

    @Test(arguments: ["127.0.0.1", "127.0.0.2", "0.0.0.0"])
    func `a listener is found by its port, with address and user`(host: String) throws {
        let socket = try listen(host)
        let port = try #require(socket.localAddress.port)
        let found = try ListeningPorts.listeners(on: [port])
        try #require(found.count == 1)
        #expect(found[0].address == host && found[0].port == port && found[0].userID == CurrentProcess.userID)
        #expect(found[0].socket > 0 && !found[0].isIPv6Only)
    }

    @Test(.enabled(if: FileSystem.exists("/proc/net/if_inet6"), "needs IPv6"), arguments: ["::1", "::"])
    func `an IPv6 listener is found as well`(host: String) throws {
        let socket = try listen(host)
        let port = try #require(socket.localAddress.port)
        let found = try ListeningPorts.listeners(on: [port])
        try #require(found.count == 1)
        #expect(found[0].address == host && found[0].isIPv6Only)
    }

    @Test func `only the ports asked for are told, and nothing once the listener is gone`() throws {
        let other = try listen()
        let (port, first) = try foundWhileListening()
        #expect(first.map(\.port) == [port])
        // A process that another test is just starting may still have a copy.
        #expect(try eventually { try ListeningPorts.listeners(on: [port]).isEmpty })
        #expect(try ListeningPorts.listeners(on: []).isEmpty)
        withExtendedLifetime(other) {}
    }

    private func foundWhileListening() throws -> (UInt16, [PortListener]) {
        let socket = try listen()
        let port = try #require(socket.localAddress.port)
        let found = try ListeningPorts.listeners(on: [port])
        withExtendedLifetime(socket) {}
        return (port, found)
    }

    @Test func `a connection is no listener`() throws {
        let socket = try listen()
        let port = try #require(socket.localAddress.port)
        let client = try StreamSocket.connect(to: socket.localAddress)
        let local = try #require(try StreamSocket.localAddress(of: client.raw)?.port)
        #expect(try ListeningPorts.listeners(on: [local]).isEmpty)
        #expect(try ListeningPorts.listeners(on: [port]).count == 1)
    }

    @Test func `more listeners than there was room for are all found`() throws {
        let first = try listen()
        let second = try listen()
        let ports = Set([first.localAddress, second.localAddress].compactMap(\.port))
        #expect(try Set(ListeningPorts.listeners(on: ports, capacity: 1).map(\.port)) == ports)
    }

    @Test func `the text files of the kernel tell the same`() throws {
        let first = try listen()
        let second = try listen("127.0.0.3")
        let ports = Set([first.localAddress, second.localAddress].compactMap(\.port))
        let listeners = try ListeningPorts.listeners(on: ports)
        #expect(listeners.count == 2)
        #expect(Set(try ProcNetTable.listeners(on: ports)) == Set(listeners))
    }

    @Test(.enabled(if: FileSystem.exists("/proc/net/if_inet6"), "needs IPv6"))
    func `the text files of the kernel tell the same of IPv6`() throws {
        let socket = try listen("::1")
        let ports = Set([socket.localAddress].compactMap(\.port))
        #expect(try ProcNetTable.listeners(on: ports).map(\.address) == ["::1"])
        #expect(try ListeningPorts.listeners(on: ports).map(\.address) == ["::1"])
    }

    @Test func `who has the socket owns it: this process, and nobody else`() throws {
        let socket = try listen()
        let listener = try #require(try found(socket.localAddress))
        #expect(ListeningPorts.isOwned(listener, bySessionOf: CurrentProcess.pid))
        #expect(!ListeningPorts.isOwned(listener, bySessionOf: 1))
        let owner = ListeningPorts.owner(of: listener)
        #expect(owner.pid == CurrentProcess.pid && owner.userName == Users.name(of: CurrentProcess.userID))
        #expect(owner.command == ProcessFacts.of(pid: CurrentProcess.pid)?.command)
    }

    @Test func `a session owns what any member of it has open, its leader or not`() throws {
        let socket = try listen()
        let listener = try #require(try found(socket.localAddress))
        let pipe = try Pipe()
        let holder = try Child(
            script: "sleep 1000 & exec 3<&-; echo ready; wait",
            standardOutput: pipe.writeEnd.raw,
            keepDescriptor: socket.descriptor
        )
        #expect(try line(from: pipe.readEnd.raw) == "ready")
        let stranger = try Child("/bin/sleep", ["1000"])
        #expect(ListeningPorts.isOwned(listener, bySessionOf: holder.pid))
        #expect(!ListeningPorts.holds(listener, pid: holder.pid))
        #expect(try eventually { !ListeningPorts.isOwned(listener, bySessionOf: stranger.pid) })
    }

    @Test func `a socket that nobody has any more is owned by nobody`() throws {
        let listener = try foundWhileListening().1
        try #require(listener.count == 1)
        #expect(try eventually { ListeningPorts.owner(of: listener[0]).pid == nil })
        #expect(!ListeningPorts.isOwned(listener[0], bySessionOf: CurrentProcess.pid))
    }

    @Test func `free ports are different and free`() throws {
        let ports = try LoopbackPorts.free(20)
        #expect(Set(ports).count == 20 && !ports.contains(0))
        #expect(try LoopbackPorts.free(0).isEmpty)
    }

    private func found(_ address: SocketAddress) throws -> PortListener? {
        try ListeningPorts.listeners(on: Set([address.port].compactMap(\.self))).first
    }
}
