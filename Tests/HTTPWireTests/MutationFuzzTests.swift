import HTTPWire
import TestSupport
import Testing

/// Whatever the bytes, a parser answers with events or with an error: it never traps and never loops.
struct MutationFuzzTests {
    private static let corpus: [String] = [
        "GET /where?q=now HTTP/1.1\r\nHost: www.example.com\r\nAccept: a\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /v1/messages HTTP/1.1\r\nhost: [::1]:18419\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
        "POST /c HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n4;x=y\r\nWiki\r\n0\r\nExpires: never\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
            + "10\r\ndata: hello\n\ndat\r\n6\r\na: x\n\n\r\n0\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 Not Found\r\ncontent-length: 3\r\n\r\nabc",
        "\u{FEFF}event: add\r\nid: 7\r\ndata: 1\ndata: 2\n\n:comment\n\nretry: 10\r\r",
    ]

    private static func mutate(_ seed: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        let awkward: [UInt8] = [0, 0x0A, 0x0D, 0x20, 0x09, 0x3A, 0x3B, 0x2C, 0x30, 0x46, 0x7F, 0xFF, 0x25]
        var bytes = seed
        for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
            let position = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0...5, using: &generator) {
            case 0: bytes[position] = UInt8.random(in: .min ... .max, using: &generator)
            case 1: bytes.remove(at: position)
            case 2: bytes.insert(awkward.randomElement(using: &generator) ?? 0, at: position)
            case 3: bytes.removeSubrange(position..<min(bytes.count, position + 9))
            case 4: bytes.insert(contentsOf: bytes[position..<min(bytes.count, position + 30)], at: position)
            default: bytes[position] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            }
        }
        return bytes
    }

    @Test(arguments: RandomSeeds.fresh(2))
    func `mutated messages are read or refused the same way however they are cut`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<4_000 {
            let bytes = Self.mutate(Array(Self.corpus[round % Self.corpus.count].utf8), using: &generator)
            let pieces = Pieces.random(of: bytes, using: &generator)
            let whole = ReadRequest.all(from: [bytes[...]])
            let cut = ReadRequest.all(from: pieces)
            #expect(whole.error == cut.error, "round \(round): \(excerpt(of: bytes))")
            #expect(whole.requests == cut.requests, "round \(round): \(excerpt(of: bytes))")
            let response = ReadResponse(from: [bytes[...]])
            var cutResponse = ReadResponse(from: pieces)
            cutResponse.hasUnreadInput = response.hasUnreadInput
            #expect(response == cutResponse, "round \(round): \(excerpt(of: bytes))")
        }
    }

    @Test(arguments: RandomSeeds.fresh(2))
    func `mutated event streams have the same events however they are cut`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<4_000 {
            let bytes = Self.mutate(Array((Self.corpus[5] + Self.corpus[5]).utf8), using: &generator)
            let pieces = Pieces.random(of: bytes, using: &generator)
            #expect(
                try ServerSentEventTests.events(pieces) == ServerSentEventTests.events([bytes[...]]),
                "round \(round): \(excerpt(of: bytes))"
            )
        }
    }

    @Test(arguments: RandomSeeds.fresh(2))
    func `noise is read or refused`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
                UInt8.random(in: .min ... .max, using: &generator)
            }
            let read = ReadRequest.all(from: Pieces.random(of: bytes, using: &generator))
            #expect(read.requests.isEmpty || read.error == nil, "\(excerpt(of: bytes))")
            #expect(!ReadResponse(from: [bytes[...]]).isComplete, "\(excerpt(of: bytes))")
        }
    }
}
