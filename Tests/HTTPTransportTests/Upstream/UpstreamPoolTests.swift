import HTTPTransport
import HTTPWire
import Testing

/// Connections that are kept.
struct UpstreamPoolTests {
    private static let okay = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"

    @Test func `a connection is kept for the next request`() throws {
        try withUpstream { upstream in
            // One connection only: the second request would otherwise wait for a second accept for ever.
            let peer = try await upstream.accept()
            for number in 0..<5 {
                let text = try await peer.receiveRequest()
                #expect(text.hasPrefix("GET /\(number) "))
                try await peer.send(Self.okay)
            }
        } _: { client, upstream in
            for number in 0..<5 {
                let response = try await client.send(UpstreamRequest(.get, upstream.url + "/\(number)"))
                let body = try await response.collect(limit: 2)
                #expect(body == Array("ok".utf8))
            }
            #expect(client.activeCount == 0)
        }
    }

    @Test func `requests at the same time get connections of their own`() throws {
        try withUpstream { upstream in
            let peers = [try await upstream.accept(), try await upstream.accept(), try await upstream.accept()]
            for peer in peers { _ = try await peer.receiveRequest() }
            for peer in peers.reversed() { try await peer.send(Self.okay) }
        } _: { client, upstream in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        let response = try await client.send(UpstreamRequest(.get, upstream.url))
                        let body = try await response.collect(limit: 2)
                        #expect(body == Array("ok".utf8))
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: [100, 200_000])
    func `a request on a kept connection that has died is sent again on a new one`(_ size: Int) throws {
        try withUpstream { upstream in
            let first = try await upstream.accept()
            _ = try await first.receiveRequest()
            try await first.send(Self.okay)
            // Dies while the second request is on its way: that it was kept cannot be seen from outside.
            try await first.receive { $0.contains("\r\n\r\n") }
            try first.reset()
            let second = try await upstream.accept()
            let text = try await second.receiveRequest()
            #expect(text.hasSuffix(String(repeating: "B", count: size)))
            try await second.send(Self.okay)
        } _: { client, upstream in
            let body = UpstreamBody.bytes([UInt8](repeating: 0x42, count: size))
            for _ in 0..<2 {
                let response = try await client.send(UpstreamRequest(.post, upstream.url, body: body))
                let body = try await response.collect(limit: 2)
                #expect(body == Array("ok".utf8))
            }
        }
    }

    @Test func `a kept connection that the upstream has closed is no obstacle`() throws {
        try withUpstream { upstream in
            for _ in 0..<3 {
                let peer = try await upstream.accept()
                _ = try await peer.receiveRequest()
                try await peer.send(Self.okay)
                peer.close()
            }
        } _: { client, upstream in
            for _ in 0..<3 {
                let response = try await client.send(UpstreamRequest(.post, upstream.url, body: .bytes([0x78])))
                #expect(response.status == .ok)
                let body = try await response.collect(limit: 2)
                #expect(body == Array("ok".utf8))
            }
        }
    }

    @Test func `a connection of which half a body is unread is not used again`() throws {
        try withUpstream { upstream in
            let first = try await upstream.accept()
            _ = try await first.receiveRequest()
            try await first.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf")
            try await first.awaitEnd()
            let second = try await upstream.accept()
            _ = try await second.receiveRequest()
            try await second.send(Self.okay)
        } _: { client, upstream in
            do {
                let response = try await client.send(UpstreamRequest(.get, upstream.url))
                let first = try await response.next()
                #expect(first == Array("half".utf8))
            }
            let response = try await client.send(UpstreamRequest(.get, upstream.url))
            let body = try await response.collect(limit: 2)
            #expect(body == Array("ok".utf8))
        }
    }

    @Test func `a hundred clients in turn leave nothing open`() throws {
        try EventLoop.run { loop in
            let upstream = try ScriptedUpstream(on: loop)
            for _ in 0..<100 {
                let client = UpstreamClient(on: loop, configuration: .bare)
                async let response = client.send(UpstreamRequest(.get, upstream.url))
                let peer = try await upstream.accept()
                _ = try await peer.receiveRequest()
                try await peer.send(Self.okay)
                let body = try await response.collect(limit: 2)
                #expect(body == Array("ok".utf8))
                client.close()
                try await peer.awaitEnd()
            }
        }
    }
}
