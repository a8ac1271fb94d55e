import HTTPTransport
import HTTPWire
import PlatformSupport
import Testing

/// Whoever loses interest drops the connection at once.
struct UpstreamCancellationTests {
    /// Cancels a task that does `work` once `script` has noted "now", and lets the upstream see how soon.
    private static func cancel(
        answering text: String,
        while work: @escaping @Sendable (UpstreamClient, ScriptedUpstream, Probe) async throws -> Void
    ) throws {
        let probe = Probe()
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            _ = try await peer.receiveRequest()
            try await peer.send(text)
            probe.note("answered")
            try await peer.awaitEnd()
            probe.note("seen")
        } _: { client, upstream in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await work(client, upstream, probe) }
                try await probe.wait(for: "now", on: upstream.loop)
                group.cancelAll()
                // On the same loop: the timer cannot be seen before an end that came earlier.
                try await upstream.loop.sleep(for: .milliseconds(50))
                #expect(probe.all.contains("seen"))
                #expect(client.activeCount == 0)
                while let _ = await group.nextResult() {}
            }
            #expect(probe.all.last == "cancelled")
        }
    }

    @Test func `a cancelled wait for the head drops the connection`() throws {
        try Self.cancel(answering: "") { client, upstream, probe in
            async let failure: UpstreamError? = upstreamError { () throws(UpstreamError) in
                _ = try await client.send(UpstreamRequest(.get, upstream.url))
            }
            try await probe.wait(for: "answered", on: upstream.loop)
            probe.note("now")
            let error = await failure
            #expect(error?.kind == .cancelled)
            try await noteWhenSeen(probe, upstream)
        }
    }

    @Test func `a cancelled wait for the body drops the connection`() throws {
        try Self.cancel(answering: "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n") { client, upstream, probe in
            let response = try await client.send(UpstreamRequest(.get, upstream.url))
            probe.note("now")
            let error = await upstreamError { () throws(UpstreamError) in _ = try await response.next() }
            #expect(error?.kind == .cancelled)
            try await noteWhenSeen(probe, upstream)
        }
    }

    @Test func `a cancelled task that does something else drops the connection when it next looks`() throws {
        try Self.cancel(answering: "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf") { client, upstream, probe in
            let response = try await client.send(UpstreamRequest(.get, upstream.url))
            probe.note("now")
            try? await upstream.loop.sleep(for: .seconds(100))
            let error = await upstreamError { () throws(UpstreamError) in _ = try await response.next() }
            #expect(error?.kind == .cancelled)
            try await noteWhenSeen(probe, upstream)
        }
    }

    @Test func `dropping a response drops the connection`() throws {
        try Self.cancel(answering: "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf") { client, upstream, probe in
            do {
                let response = try await client.send(UpstreamRequest(.get, upstream.url))
                _ = try await response.next()
            }
            probe.note("now")
            try await noteWhenSeen(probe, upstream)
        }
    }

    @Test func `closing the client drops everything`() throws {
        try Self.cancel(answering: "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf") { client, upstream, probe in
            let response = try await client.send(UpstreamRequest(.get, upstream.url))
            _ = try await response.next()
            client.close()
            probe.note("now")
            let error = await upstreamError { () throws(UpstreamError) in _ = try await response.next() }
            #expect(error?.kind == .cancelled)
            let later = await upstreamError { () throws(UpstreamError) in
                _ = try await client.send(UpstreamRequest(.get, upstream.url))
            }
            #expect(later?.kind == .cancelled)
            try await noteWhenSeen(probe, upstream)
        }
    }

    @Test func `a cancelled writer drops the connection`() throws {
        let probe = Probe()
        try withUpstream { upstream in
            let peer = try await upstream.accept()
            try await peer.receive { $0.contains("first") }
            probe.note("now")
            try await peer.awaitEnd()
        } _: { client, upstream in
            let stream = UpstreamBodyStream(length: 1 << 30, on: upstream.loop)
            try await withThrowingTaskGroup(of: UpstreamError?.self) { group in
                group.addTask {
                    await upstreamError { () throws(UpstreamError) in
                        try await stream.write(Array("first".utf8)[...])
                        while true { try await stream.write([UInt8](repeating: 0x20, count: 1 << 20)[...]) }
                    }
                }
                async let failure: UpstreamError? = upstreamError { () throws(UpstreamError) in
                    _ = try await client.send(UpstreamRequest(.post, upstream.url, body: .stream(stream)))
                }
                try await probe.wait(for: "now", on: upstream.loop)
                group.cancelAll()
                let written = try await group.next()
                #expect(written??.kind == .cancelled)
                let error = await failure
                #expect(error?.kind == .requestAborted)
            }
        }
    }

    @Test func `a task that was cancelled before it sends reaches nobody`() throws {
        try EventLoop.run { loop in
            let upstream = try ScriptedUpstream(on: loop)
            let client = UpstreamClient(on: loop, configuration: .bare)
            try await withThrowingTaskGroup(of: UpstreamError?.self) { group in
                group.addTask {
                    try? await loop.sleep(for: .seconds(100))
                    return await upstreamError { () throws(UpstreamError) in
                        _ = try await client.send(UpstreamRequest(.get, upstream.url))
                    }
                }
                await loop.yield()
                group.cancelAll()
                let error = try await group.next()
                #expect(error??.kind == .cancelled)
                #expect(client.activeCount == 0)
                // Who had been reached would be a connection that waits here.
                let isReached = try upstream.isConnectionWaiting
                #expect(!isReached)
            }
        }
    }

    @Test func `a thousand cancelled exchanges leave nothing behind`() throws {
        try EventLoop.run { loop in
            let upstream = try ScriptedUpstream(on: loop)
            let client = UpstreamClient(on: loop, configuration: .bare)
            for _ in 0..<1000 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { _ = try await client.send(UpstreamRequest(.get, upstream.url)) }
                    let peer = try await upstream.accept()
                    group.cancelAll()
                    try await peer.awaitEnd()
                    while let _ = await group.nextResult() {}
                }
            }
            #expect(client.activeCount == 0)
        }
    }
}

/// Keeps a cancelled task alive until the upstream has seen the end, so that it is the cancellation that it has seen.
private func noteWhenSeen(_ probe: Probe, _ upstream: ScriptedUpstream) async throws {
    while !probe.all.contains("seen") {
        await upstream.loop.yield()
    }
    probe.note("cancelled")
}
