import HTTPWire
import Testing

@testable import Gateway

struct ClientGateTests {
    private let gate = ClientGate(keys: [Secret("first-key"), Secret("second-key")], host: "127.0.0.1")

    private func origin(
        _ fields: HTTPFields,
        target: String = "/v1/models",
        method: HTTPMethod = .get
    ) -> ClientGate.Refusal? {
        gate.refusalOfOrigin(HTTPRequestHead(method: method, target: target, fields: fields))
    }

    @Test(arguments: ["127.0.0.1:18418", "localhost", "LocalHost:28418", "[::1]:1"])
    func `loopback names with any port are this machine`(host: String) {
        #expect(origin(["host": host]) == nil)
    }

    @Test(arguments: ["evil.example", "evil.example:18418", "127.0.0.1.evil.example", "192.168.1.1", "", "a b"])
    func `any other host is refused, which is what ends DNS rebinding`(host: String) {
        #expect(origin(["host": host]) == .wrongHost)
    }

    @Test func `no host, and two hosts, are no host`() {
        #expect(origin([:]) == .wrongHost)
        #expect(origin(["host": "localhost", "Host": "evil.example"]) == .wrongHost)
        #expect(origin(["host": "localhost", "Host": "localhost"]) == .wrongHost)
    }

    @Test func `in absolute form the target counts, and must agree with the field`() {
        #expect(origin(["host": "localhost:1"], target: "http://localhost:1/v1/models") == nil)
        #expect(origin([:], target: "http://localhost:1/v1/models") == nil)
        #expect(origin(["host": "localhost:1"], target: "http://evil.example/v1/models") == .wrongHost)
        #expect(origin(["host": "evil.example"], target: "http://localhost/v1/models") == .wrongHost)
        #expect(origin(["host": "localhost"], target: "localhost:443") == .wrongHost)
    }

    @Test func `where the network is let in on purpose, addresses are names of this machine and words are not`() {
        let open = ClientGate(keys: [], host: "0.0.0.0")
        func refusal(_ host: String) -> ClientGate.Refusal? {
            open.refusalOfOrigin(HTTPRequestHead(method: .get, target: "/", fields: ["host": host]))
        }
        #expect(refusal("192.168.1.7:18418") == nil)
        #expect(refusal("[fe80::1]:18418") == nil)
        #expect(refusal("localhost") == nil)
        #expect(refusal("evil.example") == .wrongHost)
    }

    @Test(arguments: [
        "https://evil.example", "null", "http://localhost:18500", "https://localhost:18418", "http://127.0.0.1:18418",
        "localhost:18418", "",
    ])
    func `a page of any other origin is refused`(page: String) {
        #expect(origin(["host": "localhost:18418", "origin": page], method: .post) == .foreignOrigin)
    }

    @Test func `our own page may ask, and one of two origins is not enough`() {
        #expect(origin(["host": "localhost:18418", "origin": "http://localhost:18418"]) == nil)
        #expect(
            origin(["host": "localhost:1", "origin": "http://localhost:1", "Origin": "http://evil"]) == .foreignOrigin
        )
    }

    @Test func `a browser that acts for another site may open pages and fetch nothing`() {
        #expect(origin(["host": "localhost", "sec-fetch-site": "cross-site"]) == .foreignOrigin)
        #expect(origin(["host": "localhost", "sec-fetch-site": "same-origin"]) == nil)
        let navigation: HTTPFields = [
            "host": "localhost", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate",
        ]
        #expect(origin(navigation) == nil)
        #expect(origin(navigation, method: .post) == .foreignOrigin)
    }

    @Test(
        arguments: [
            ["authorization": "Bearer first-key"], ["Authorization": "bearer second-key"], ["x-api-key": "first-key"],
            ["X-Goog-Api-Key": "second-key"], ["authorization": "Bearer wrong", "x-api-key": "first-key"],
        ] as [HTTPFields]
    )
    func `every way to show a key`(fields: HTTPFields) {
        #expect(gate.refusalOfKey(fields) == nil)
    }

    @Test func `a wrong key, and none`() {
        let wrong: [HTTPFields] = [
            ["authorization": "Bearer first-ke"], ["authorization": "Bearer first-key "], ["x-api-key": "first-keyy"],
            ["authorization": "Bearer FIRST-KEY"], ["x-goog-api-key": "nope"],
        ]
        // Spaces at the end of a value are dropped by the fields themselves, so the second one is right.
        #expect(wrong.map { gate.refusalOfKey($0) } == [.wrongKey, nil, .wrongKey, .wrongKey, .wrongKey])
        let none: [HTTPFields] = [
            [:], ["authorization": "Basic first-key"], ["authorization": "Bearer "], ["authorization": "first-key"],
            ["x-api-key": ""], ["cookie": "key=first-key"],
        ]
        for fields in none {
            #expect(gate.refusalOfKey(fields) == .missingKey)
        }
    }

    @Test func `without configured keys nobody is let in`() {
        let closed = ClientGate(keys: [], host: "127.0.0.1")
        #expect(closed.refusalOfKey(["authorization": "Bearer x"]) == .wrongKey)
        #expect(closed.refusalOfKey([:]) == .missingKey)
        #expect(closed.refusalOfKey(["x-api-key": ""]) == .missingKey)
    }
}
