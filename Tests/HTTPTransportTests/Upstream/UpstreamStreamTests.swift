import HTTPTransport
import HTTPWire
import PlatformSupport
import Testing

/// Bodies that are under way for a while, in both directions.
struct UpstreamStreamTests {
    private static let streamHead = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"

    @Test func `each event is there before the next is sent`() throws {
        let probe = Probe()
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.receiveRequest()
            try await peer.send(Self.streamHead)
            for number in 0..<50 {
                try await peer.send("5\r\nev \(number / 10)\(number % 10)\r\n")
                try await probe.wait(for: "ev \(number / 10)\(number % 10)", on: upstream.loop)
            }
            try await peer.send("0\r\n\r\n")
        } _: { client, upstream in
            let response = try await client.send(UpstreamRequest(.get, upstream.url))
            while let chunk = try await response.next() {
                probe.note(String(decoding: chunk, as: UTF8.self))
            }
            #expect(probe.all.count == 50)
        }
    }

    @Test func `a reader that stops stops the upstream, and what is held stays small`() async {
        // In a process of its own, so that its memory is nobody else's.
        await #expect(processExitsWith: .success) {
            try Self.readLate()
        }
    }

    /// Reads a gigabyte, but only after a while.
    private static func readLate() throws {
        let probe = Probe()
        let sent = Counter()
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.receiveRequest()
            try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: \(1 << 30)\r\n\r\n")
            try await peer.pour(1 << 30, counting: sent)
            probe.note("all sent")
        } _: { client, upstream in
            let before = try #require(Memory.resident)
            let response = try await client.send(UpstreamRequest(.get, upstream.url))
            try await sent.settle(on: upstream.loop)
            // What the kernel's buffers hold at both ends, and nothing near the whole.
            #expect(sent.value < 64 << 20)
            var count = 0
            var largest = 0
            while let chunk = try await response.next() {
                count += chunk.count
                largest = max(largest, chunk.count)
            }
            #expect(count == 1 << 30)
            #expect(probe.all == ["all sent"])
            #expect(largest <= 128 << 10)
            #expect(try #require(Memory.resident) - before < 16 << 20)
        }
    }

    @Test func `a stopped reader does not stop its neighbours`() throws {
        try withUpstream { upstream in
            let slow = try await upstream.accept()
            _ = try await slow.receiveRequest()
            try await slow.send("HTTP/1.1 200 OK\r\ncontent-length: 100000000\r\n\r\n")
            while slow.sendOnce([UInt8](repeating: 0x78, count: 1 << 20)[...]) > 0 {}
            let fast = try await upstream.accept()
            for _ in 0..<20 {
                _ = try await fast.receiveRequest()
                try await fast.send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
            }
            try await slow.awaitEnd()
        } _: { client, upstream in
            let slow = try await client.send(UpstreamRequest(.get, upstream.url))
            for _ in 0..<20 {
                let response = try await client.send(UpstreamRequest(.get, upstream.url))
                let body = try await response.collect(limit: 2)
                #expect(body == Array("ok".utf8))
            }
            slow.cancel()
        }
    }

    @Test(arguments: [nil, 70])
    func `a request body goes out while it is being written`(_ length: Int?) throws {
        let probe = Probe()
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            for number in 10..<20 {
                let mark = "part \(number)"
                _ = try await peer.receive { $0.contains(mark) }
                probe.note(mark)
            }
            let text = try await peer.receive { length != nil || $0.hasSuffix("0\r\n\r\n") }
            #expect(text.contains(length == nil ? "Transfer-Encoding: chunked" : "Content-Length: 70"))
            #expect(text.hasPrefix("POST / HTTP/1.1\r\n"))
            #expect(!text.contains("Expect"))
            try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
        } _: { client, upstream in
            let stream = UpstreamBodyStream(length: length, on: upstream.loop)
            async let response = client.send(UpstreamRequest(.post, upstream.url, body: .stream(stream)))
            for number in 10..<20 {
                try await stream.write(Array("part \(number)".utf8)[...])
                try await probe.wait(for: "part \(number)", on: upstream.loop)
            }
            stream.finish()
            let body = try await response.collect(limit: 2)
            #expect(body == Array("ok".utf8))
        }
    }

    @Test func `an upstream that does not read stops the writer`() throws {
        let probe = Probe()
        let written = Counter()
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            try await written.settle(on: upstream.loop)
            #expect(written.value < 64 << 20)
            probe.note("read on")
            var count = 0
            while count < 200 << 20 {
                try await peer.receiveOnce()
                count += peer.received.count
                peer.forget()
            }
            try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
        } _: { client, upstream in
            let stream = UpstreamBodyStream(length: 200 << 20, on: upstream.loop)
            async let response = client.send(UpstreamRequest(.put, upstream.url, body: .stream(stream)))
            let piece = [UInt8](repeating: 0x79, count: 1 << 20)
            for _ in 0..<200 {
                try await stream.write(piece[...])
                written.add(piece.count)
            }
            stream.finish()
            let status = try await response.status
            #expect(status == .ok)
            #expect(probe.all == ["read on"])
        }
    }

    @Test func `a response may begin, and be read, before the request has ended`() throws {
        let probe = Probe()
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            try await peer.receive { $0.contains("first") }
            try await peer.send(Self.streamHead + "2\r\nhi\r\n")
            try await peer.receive { $0.contains("second") }
            try await peer.receive { $0.hasSuffix("0\r\n\r\n") }
            try await peer.send("3\r\nbye\r\n0\r\n\r\n")
        } _: { client, upstream in
            let stream = UpstreamBodyStream(on: upstream.loop)
            async let sent: Void = {
                try await stream.write(Array("first".utf8)[...])
                try await probe.wait(for: "hi", on: upstream.loop)
                try await stream.write(Array("second".utf8)[...])
                stream.finish()
            }()
            let response = try await client.send(UpstreamRequest(.post, upstream.url, body: .stream(stream)))
            while let chunk = try await response.next() {
                probe.note(String(decoding: chunk, as: UTF8.self))
            }
            try await sent
            #expect(probe.all == ["hi", "bye"])
        }
    }

    @Test func `an answer before the body's end tells the writer that nobody wants the rest`() throws {
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            try await peer.receive { $0.contains("first") }
            try await peer.send("HTTP/1.1 413 Content Too Large\r\ncontent-length: 3\r\nconnection: close\r\n\r\nno!")
            peer.close()
        } _: { client, upstream in
            let stream = UpstreamBodyStream(length: 1 << 20, on: upstream.loop)
            async let writing: UpstreamError? = upstreamError { () throws(UpstreamError) in
                while true { try await stream.write(Array("first".utf8)[...]) }
            }
            let response = try await client.send(UpstreamRequest(.post, upstream.url, body: .stream(stream)))
            #expect(response.status == .contentTooLarge)
            let body = try await response.collect(limit: 10)
            #expect(body == Array("no!".utf8))
            let error = await writing
            #expect(error?.kind == .ended)
        }
    }

    @Test func `a body that is given up ends the request and the connection`() throws {
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            try await peer.receive { $0.contains("first") }
            try await peer.awaitEnd()
        } _: { client, upstream in
            let stream = UpstreamBodyStream(length: 1000, on: upstream.loop)
            async let failure: UpstreamError? = upstreamError { () throws(UpstreamError) in
                _ = try await client.send(UpstreamRequest(.post, upstream.url, body: .stream(stream)))
            }
            try await stream.write(Array("first".utf8)[...])
            stream.abort()
            let error = await failure
            #expect(error?.kind == .requestAborted)
            #expect(client.activeCount == 0)
        }
    }
}
