import JSON
import PlatformSupport
import TestSupport
import Testing
import WireFormats

/// Replays what upstreams send, and compares with what a client is to get.
///
/// `CCPROXY_RECORD_FIXTURES=1 swift test --filter ResponseFixtureTests` writes the expected files anew.
@Suite("Streams of the Responses API become Anthropic messages")
struct ResponseFixtureTests {
    private static let isRecording = CurrentProcess.environmentVariable("CCPROXY_RECORD_FIXTURES") != nil

    @Test func `there are fixtures`() {
        #expect(ResponseCase.all.count >= 30)
    }

    @Test(arguments: ResponseCase.all)
    func `a stream that comes whole gives the expected events and message`(fixture: ResponseCase) throws {
        let replay = try ResponseCase.replay([fixture.upstream()], fixture.context())
        if Self.isRecording {
            try FileSystem.write(replay.stream, atomicallyTo: fixture.path("expected.sse"), mode: 0o644)
            try FileSystem.write(replay.message + [0x0A], atomicallyTo: fixture.path("expected.json"), mode: 0o644)
        }
        let stream = try FileSystem.read(fixture.path("expected.sse"))
        let message = try FileSystem.read(fixture.path("expected.json"))
        #expect(String(decoding: replay.stream, as: UTF8.self) == String(decoding: stream, as: UTF8.self))
        #expect(String(decoding: replay.message + [0x0A], as: UTF8.self) == String(decoding: message, as: UTF8.self))
    }

    @Test(arguments: ResponseCase.all)
    func `a stream that comes byte by byte gives the same`(fixture: ResponseCase) throws {
        let upstream = try fixture.upstream()
        let whole = try ResponseCase.replay([upstream], fixture.context())
        let single = try ResponseCase.replay(upstream.map { CollectionOfOne($0) }, fixture.context())
        #expect(whole == single)
    }

    @Test(arguments: ResponseCase.all)
    func `the events are in the order of the Messages API`(fixture: ResponseCase) throws {
        let replay = try ResponseCase.replay([fixture.upstream()], fixture.context())
        let reading = try StreamReading(replay.stream)
        guard reading.ending == .stopped else { return }
        // What a client folds out of the events is what one that does not stream gets; only calls that were broken
        // off are in the stream, since they had begun.
        let message = try JSONReader.read(replay.message)
        let brokenOff = reading.message["stop_reason"] == .string("max_tokens")
        let content = reading.message["content"]?.elements?.filter { !brokenOff || $0["input"]?["raw"] == nil }
        #expect(content == message["content"]?.elements)
        for name in ["id", "model", "role", "stop_reason", "stop_sequence", "usage"] {
            #expect(reading.message[name] == message[name], "\(name)")
        }
    }

    @Test(arguments: ResponseCase.all, [1, 2, 3])
    func `a stream that breaks off ends in an error and not in a message`(
        fixture: ResponseCase,
        part: Int
    ) throws {
        let upstream = try fixture.upstream()
        let replay = try ResponseCase.replay([upstream.prefix(upstream.count * part / 5)], fixture.context())
        let reading = try StreamReading(replay.stream)
        // A stop sequence ends the message by itself.
        let endsItself = try !fixture.context().stopSequences.isEmpty && reading.ending == .stopped
        #expect(endsItself || [.failed, .nothing].contains(reading.ending))
    }
}
