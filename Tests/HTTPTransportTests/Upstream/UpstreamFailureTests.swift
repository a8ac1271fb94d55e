import HTTPTransport
import HTTPWire
import PlatformSupport
import Testing

/// What can go wrong, and how it is told apart.
struct UpstreamFailureTests {
    private static func failure(
        of request: UpstreamRequest,
        by client: UpstreamClient
    ) async -> UpstreamError? {
        await upstreamError { () throws(UpstreamError) in
            _ = try await client.send(request).collect(limit: 1 << 20)
        }
    }

    @Test func `a name without an address cannot be resolved`() throws {
        try EventLoop.run { loop in
            let client = UpstreamClient(on: loop, configuration: .bare)
            let error = await Self.failure(of: UpstreamRequest(.get, "http://nobody.invalid/x?key=secret"), by: client)
            #expect(error?.kind == .cannotResolve)
            #expect(error?.isBeforeRequest == true)
            #expect(error?.description.contains("nobody.invalid:80") == true)
            #expect(error?.description.contains("secret") == false)
        }
    }

    @Test func `a port where nobody listens cannot be reached`() throws {
        try EventLoop.run { loop in
            let port: UInt16
            do { port = try ScriptedUpstream(on: loop).port }
            let client = UpstreamClient(on: loop, configuration: .bare)
            let error = await Self.failure(of: UpstreamRequest(.get, "http://127.0.0.1:\(port)/"), by: client)
            #expect(error?.kind == .cannotConnect)
            #expect(error?.isBeforeRequest == true)
            #expect(error?.upstream == "127.0.0.1:\(port)")
        }
    }

    @Test func `a connection that is not there in time is given up`() throws {
        try withUpstream { upstream in
            // TLS is part of connecting, and this server never says its part.
            let peer = try await upstream.accept()
            try await peer.awaitEnd()
        } _: { client, upstream in
            let request = UpstreamRequest(
                .get,
                "https://127.0.0.1:\(upstream.port)/",
                timeouts: UpstreamTimeouts(connect: .milliseconds(100))
            )
            let error = await Self.failure(of: request, by: client)
            #expect(error?.kind == .timedOut(.connect))
            #expect(error?.isBeforeRequest == true)
        }
    }

    @Test func `an upstream that never answers is given up`() throws {
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.receiveRequest()
            try await peer.awaitEnd()
        } _: { client, upstream in
            let timeouts = UpstreamTimeouts(response: .milliseconds(100), idle: nil)
            let error = await Self.failure(of: UpstreamRequest(.get, upstream.url, timeouts: timeouts), by: client)
            #expect(error?.kind == .timedOut(.response))
            #expect(error?.isBeforeRequest == false)
        }
    }

    @Test func `a stream that falls silent is given up, after what it had to say`() throws {
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.receiveRequest()
            try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhello")
            try await peer.awaitEnd()
        } _: { client, upstream in
            let timeouts = UpstreamTimeouts(response: nil, idle: .milliseconds(100))
            let response = try await client.send(UpstreamRequest(.get, upstream.url, timeouts: timeouts))
            let first = try await response.next()
            #expect(first == Array("hello".utf8))
            let error = await upstreamError { () throws(UpstreamError) in _ = try await response.next() }
            #expect(error?.kind == .timedOut(.idle))
        }
    }

    @Test func `signs of life keep a stream alive for longer than it may be silent`() throws {
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.receiveRequest()
            try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n")
            for _ in 0..<20 {
                try await upstream.loop.sleep(for: .milliseconds(20))
                try await peer.send(".")
            }
        } _: { client, upstream in
            let timeouts = UpstreamTimeouts(response: nil, idle: .milliseconds(200))
            let response = try await client.send(UpstreamRequest(.get, upstream.url, timeouts: timeouts))
            let body = try await response.collect(limit: 20)
            #expect(body.count == 20)
        }
    }

    @Test func `the silence of a slow reader is not the upstream's`() throws {
        let probe = Probe()
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.receiveRequest()
            try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: \(32 << 20)\r\n\r\n")
            try await peer.pour(32 << 20, counting: Counter())
            probe.note("sent")
        } _: { client, upstream in
            let timeouts = UpstreamTimeouts(response: nil, idle: .milliseconds(100))
            let response = try await client.send(UpstreamRequest(.get, upstream.url, timeouts: timeouts))
            // The reader takes nothing for many times as long as the upstream may be silent.
            try await upstream.loop.sleep(for: .milliseconds(500))
            #expect(probe.all.isEmpty)
            let body = try await response.collect(limit: 32 << 20)
            #expect(body.count == 32 << 20)
        }
    }

    @Test func `a large request to a slow upstream is no silence`() throws {
        let size = 100 << 20
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            let slowUntil = ContinuousClock.now + .seconds(1)
            var count = 0
            while count < size {
                if ContinuousClock.now < slowUntil { try await upstream.loop.sleep(for: .milliseconds(5)) }
                try await peer.receiveOnce()
                count += peer.received.count
                peer.forget()
            }
            try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
        } _: { client, upstream in
            let timeouts = UpstreamTimeouts(response: .milliseconds(400), idle: nil)
            let body = UpstreamBody.bytes([UInt8](repeating: 0x41, count: size))
            let request = UpstreamRequest(.post, upstream.url, body: body, timeouts: timeouts)
            let response = try await client.send(request)
            #expect(response.status == .ok)
        }
    }

    @Test(arguments: [false, true])
    func `a connection that ends before a response is told as such`(byReset isReset: Bool) throws {
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.receiveRequest()
            if isReset { try peer.reset() } else { peer.close() }
        } _: { client, upstream in
            let error = await Self.failure(of: UpstreamRequest(.post, upstream.url, body: .bytes([1])), by: client)
            #expect(error?.kind == .noResponse)
            #expect(error?.isBeforeRequest == false)
        }
    }

    @Test(
        arguments: ["content-length: 100\r\n\r\nhalf", "transfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n"],
        [false, true]
    )
    func `half a response arrives, and then the news that it is half`(_ text: String, byReset isReset: Bool) throws {
        let probe = Probe()
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.receiveRequest()
            try await peer.send("HTTP/1.1 200 OK\r\n" + text)
            // A reset throws away what is still on its way.
            try await probe.wait(for: "half", on: upstream.loop)
            if isReset { try peer.reset() } else { peer.close() }
        } _: { client, upstream in
            let response = try await client.send(UpstreamRequest(.get, upstream.url))
            let first = try await response.next()
            #expect(first == Array("half".utf8))
            probe.note("half")
            let error = await upstreamError { () throws(UpstreamError) in _ = try await response.next() }
            #expect(error?.kind == .brokenOff)
            let again = await upstreamError { () throws(UpstreamError) in _ = try await response.next() }
            #expect(again == error)
            #expect(client.activeCount == 0)
        }
    }

    @Test func `bytes that came before the end are there although nobody had asked for them yet`() throws {
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.receiveRequest()
            try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf")
            peer.close()
        } _: { client, upstream in
            let response = try await client.send(UpstreamRequest(.get, upstream.url))
            while client.activeCount > 0 { await upstream.loop.yield() }
            let first = try await response.next()
            #expect(first == Array("half".utf8))
            let error = await upstreamError { () throws(UpstreamError) in _ = try await response.next() }
            #expect(error?.kind == .brokenOff)
        }
    }

    @Test func `two tasks cannot read one response`() throws {
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.receiveRequest()
            try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n")
            try await upstream.loop.sleep(for: .milliseconds(20))
            try await peer.send("ok")
        } _: { client, upstream in
            let response = try await client.send(UpstreamRequest(.get, upstream.url))
            async let first: [UInt8]? = response.next()
            await upstream.loop.yield()
            let error = await upstreamError { () throws(UpstreamError) in _ = try await response.next() }
            #expect(error?.kind == .ended)
            let bytes = try await first
            #expect(bytes == Array("ok".utf8))
        }
    }
}
