import HTTPWire
import Testing

@testable import Dashboard

struct RequestGateTests {
    private func refusal(_ fields: HTTPFields, isDocument: Bool = false) -> RequestGate.Refusal? {
        RequestGate.refusal(of: HTTPRequestHead(method: .get, target: "/", fields: fields), isDocument: isDocument)
    }

    @Test(arguments: ["127.0.0.1:18500", "localhost:28500", "localhost", "[::1]:9", "127.1.2.3:18500", "LOCALHOST:1"])
    func `names of this machine are good with any port`(host: String) {
        #expect(refusal([.host: host]) == nil)
    }

    @Test(arguments: [
        "evil.example", "127.0.0.1.evil.example:18500", "192.168.0.7:18500", "0.0.0.0:18500", "", "localhost:x",
        "0x7f.1",
        "127.0.0.1@evil.example",
    ])
    func `a name that only leads here is not`(host: String) {
        #expect(refusal([.host: host]) == .foreignHost)
    }

    @Test func `no host, or two, is none`() {
        #expect(refusal([:]) == .foreignHost)
        #expect(refusal([.host: "localhost", .host: "localhost"]) == .foreignHost)
    }

    @Test(arguments: [
        "http://evil.example", "null", "http://127.0.0.1:18501", "https://127.0.0.1:18500", "http://localhost:18500",
        "",
    ])
    func `requests that another page makes are refused`(origin: String) {
        #expect(refusal([.host: "127.0.0.1:18500", "origin": origin]) == .foreignOrigin)
    }

    @Test func `requests of the page itself are not`() {
        let own: HTTPFields = [.host: "127.0.0.1:28500", "origin": "http://127.0.0.1:28500"]
        #expect(refusal(own) == nil)
        #expect(refusal([.host: "127.0.0.1:28500", "sec-fetch-site": "same-origin"]) == nil)
        #expect(refusal([.host: "127.0.0.1:28500", "sec-fetch-site": "none"]) == nil)
    }

    @Test(arguments: ["cross-site", "same-site", "anything"])
    func `a link to the document may be followed from anywhere, and nothing else of ours be fetched`(site: String) {
        let visit: HTTPFields = [.host: "localhost", "sec-fetch-site": site, "sec-fetch-dest": "document"]
        #expect(refusal(visit, isDocument: true) == nil)
        #expect(refusal(visit, isDocument: false) == .foreignOrigin)
        let frame: HTTPFields = [.host: "localhost", "sec-fetch-site": site, "sec-fetch-dest": "iframe"]
        #expect(refusal(frame, isDocument: true) == .foreignOrigin)
        #expect(refusal([.host: "localhost", "sec-fetch-site": site], isDocument: true) == .foreignOrigin)
    }
}
