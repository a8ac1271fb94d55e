import HTTPTransport
import HTTPWire
import PlatformSupport

/// A client in the middle of a long answer: reads events of a fake engine's stream one by one.
enum EventStream {
    /// Reads a whole stream and calls `middle` after the first event.
    ///
    /// - Returns: How many events came.
    static func read(port: UInt16, key: String, after middle: () throws -> Void) throws -> Int {
        var client = BlockingHTTPClient(to: .ipv4(host: "127.0.0.1", port: port))
        let fields: HTTPFields = [.authorization: "Bearer \(key)", .contentType: "application/json"]
        let body = Array(#"{"model":"m","stream":true,"messages":[]}"#.utf8)
        var events = 0
        var failure: (any Error)?
        let response = try client.events(
            HTTPClientRequest(.post, "/v1/messages", fields: fields, body: body),
            silence: .seconds(20)
        ) { event in
            events += 1
            guard events == 1 else { return true }
            do {
                try middle()
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        guard response.status.isSuccess else { throw Unexpected("status \(response.status.code): \(response.text)") }
        return events
    }
}
