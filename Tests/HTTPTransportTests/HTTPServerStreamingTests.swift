import HTTPTransport
import HTTPWire
import PlatformSupport
import Synchronization
import Testing

struct HTTPServerStreamingTests {
    @Test func `a streamed response reaches the client piece by piece`() throws {
        let probe = Probe()
        try withServer { loop in
            { _, response in
                let body = try await response.start(.ok, fields: [.contentType: "text/event-stream"])
                for number in 1...3 {
                    try await body.write("data: \(number)\n\n")
                    try await probe.wait(for: "got \(number)", on: loop)
                }
                try await body.finish(trailers: ["x-end": "yes"])
            }
        } _: { loop, server in
            let connection = HTTPConnection(to: server.localAddress, on: loop)
            try await connection.withResponse(to: HTTPClientRequest(.get, "/")) { head, body in
                #expect(head.fields[.transferEncoding] == "chunked")
                var count = 0
                for try await event in body.events {
                    count += 1
                    #expect(event.text == "\(count)")
                    probe.note("got \(count)")
                }
                #expect(count == 3)
            }
            #expect(connection.isConnected)
        }
    }

    @Test func `a body with a declared length goes out without chunks`() throws {
        try withServer { _, response in
            let body = try await response.start(.ok, fields: [.contentLength: "100006"], flush: false)
            try body.buffer(Array("abc".utf8)[...])
            #expect(body.bufferedCount > 3)
            try await body.write(Array(repeating: 0x78, count: 100_000))
            try await body.write("def")
            try await body.finish()
        } _: { loop, server in
            let connection = HTTPConnection(to: server.localAddress, on: loop)
            let response = try await connection.exchange(HTTPClientRequest(.get, "/"))
            #expect(response.fields[.contentLength] == "100006")
            #expect(response.fields[.transferEncoding] == nil)
            #expect(response.body == Array("abc".utf8) + Array(repeating: 0x78, count: 100_000) + Array("def".utf8))
        }
    }

    @Test(arguments: [(2, "abc"), (4, "abc")])
    func `a body of another length than declared breaks the connection off`(length: Int, text: String) throws {
        try withServer { _, response in
            let body = try await response.start(.ok, fields: [.contentLength: "\(length)"])
            try await body.write(text)
            try await body.finish()
        } _: { loop, server in
            let connection = HTTPConnection(to: server.localAddress, on: loop)
            await #expect(throws: HTTPTransportError.disconnected) {
                try await connection.exchange(HTTPClientRequest(.get, "/"))
            }
        }
    }

    @Test(arguments: ["HTTP/1.1", "HTTP/1.0"])
    func `a handler that stops in the middle leaves no body that looks whole`(version: String) throws {
        struct Failure: Error {}
        try withServer { _, response in
            let body = try await response.start(.ok)
            try await body.write("half")
            throw Failure()
        } _: { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            try await peer.send("GET / \(version)\r\nhost: h\r\n\r\n")
            let text = try await peer.receiveAll()
            #expect(text.contains("half"))
            #expect(!text.contains("0\r\n\r\n"))
            #expect(peer.wasReset == (version == "HTTP/1.0"))
        }
    }

    @Test func `a large piece is chunked without being copied and arrives whole`() throws {
        let piece = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try withServer { _, response in
            let body = try await response.start(.ok)
            try await body.write("first")
            try await body.write(piece)
            try await body.write(piece)
            try await body.write("last")
            try await body.finish()
        } _: { loop, server in
            let connection = HTTPConnection(to: server.localAddress, on: loop)
            let response = try await connection.exchange(HTTPClientRequest(.get, "/"))
            #expect(response.body == Array("first".utf8) + piece + piece + Array("last".utf8))
        }
    }

    @Test func `a slow reader slows the handler`() throws {
        let probe = Probe()
        try withServer { _, response in
            let body = try await response.start(.ok)
            for number in 0..<1_000 {
                probe.note("\(number)")
                try await body.write(Array(repeating: 0x78, count: 100_000))
            }
            try await body.finish()
        } _: { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            try await peer.send("GET / HTTP/1.1\r\nhost: h\r\n\r\n")
            var before = -1
            // The handler is stuck when it gets no further although the loop has turned many times.
            while probe.all.count != before {
                before = probe.all.count
                try await loop.sleep(for: .milliseconds(20))
            }
            #expect(probe.all.count < 200, "the kernel's buffers hold some megabytes at most")
            var total = 0
            while total < 60_000_000 {
                try await peer.receiveOnce()
                total += peer.received.count
                peer.forget()
            }
            #expect(probe.all.count > before)
        }
    }

    @Test func `a client that has gone cancels a handler that streams`() throws {
        let probe = Probe()
        try withServer { _, response in
            let body = try await response.start(.ok)
            do {
                while true {
                    try await body.write(Array(repeating: 0x78, count: 10_000))
                }
            } catch {
                probe.note("ended: \(error)")
                throw error
            }
        } _: { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            try await peer.send("GET / HTTP/1.1\r\nhost: h\r\n\r\n")
            try await peer.receiveOnce()
            try await peer.receiveOnce()
            peer.close()
            try await probe.wait(for: "ended: \(HTTPTransportError.disconnected)", on: loop)
        }
    }

    @Test(arguments: ["close", "reset", "half-close"])
    func `a client that has gone cancels a handler that waits for something else`(how: String) throws {
        let probe = Probe()
        try withServer { loop in
            { _, response in
                do {
                    probe.note("waiting")
                    try await loop.sleep(for: .seconds(3600))
                    try await response.respond(.ok)
                } catch {
                    probe.note("\(error)")
                }
            }
        } _: { loop, server in
            let peer = try await RawPeer(to: server.localAddress, on: loop)
            // The body is not read by anybody: what waits in front of the end must not hide it.
            try await peer.send("POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 100000\r\n\r\nabc")
            try await probe.wait(for: "waiting", on: loop)
            switch how {
            case "close": peer.close()
            case "reset": try peer.reset()
            default: try peer.endSending()
            }
            try await probe.wait(for: "CancellationError()", on: loop)
            while server.connectionCount > 0 { await loop.yield() }
        }
    }

    @Test func `a body cannot be read behind the end of its exchange`() throws {
        let kept = Mutex<HTTPRequestBody?>(nil)
        try withServer { request, response in
            if let body = kept.withLock({ $0 }) {
                await #expect(throws: HTTPTransportError.ended) { try await body.collect(limit: 10) }
            }
            kept.withLock { $0 = request.body }
            try await response.respond(.ok)
        } _: { loop, server in
            let connection = HTTPConnection(to: server.localAddress, on: loop)
            for _ in 1...2 {
                let response = try await connection.exchange(HTTPClientRequest(.post, "/", body: [1]))
                #expect(response.status == .ok)
            }
            #expect(server.connectionCount == 1)
        }
    }
}
