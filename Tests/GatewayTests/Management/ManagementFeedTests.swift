import HTTPTransport
import HTTPWire
import JSON
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import Gateway

/// What the management interface tells of that which happens.
struct ManagementFeedTests {
    private func json(_ response: HTTPResponse) throws -> JSONValue { try JSONReader.read(response.body) }

    @Test func `logs come from the file beside the configuration, and there may be none`() throws {
        try withGateway { gateway in
            let none = try await gateway.management(.get, "logs")
            #expect(none.status == .badRequest)
            let directory = ProviderDirectory(path: gateway.directory.path)
            try FileSystem.createDirectory(directory.logs, mode: 0o700)
            let lines = [
                "ccproxy-gateway Version: 0.1.0", #"{"time":"2026-01-01T00:00:01Z","level":"info","message":"a"}"#,
                #"{"time":"2026-01-01T00:00:02Z","level":"info","message":"b"}"#,
            ]
            try FileSystem.write(
                lines.joined(separator: "\n") + "\n",
                atomicallyTo: directory.currentLog,
                mode: 0o600,
                durable: false
            )
            let all = try json(try await gateway.management(.get, "logs"))
            #expect(all["lines"]?.elements?.compactMap(\.string) == lines)
            let latest = try #require(all["latest-timestamp"]?.integer(as: Int64.self))
            #expect(latest == 1_767_225_602)
            let later = try json(try await gateway.management(.get, "logs?after=\(latest - 1)"))
            #expect(later["line-count"]?.integer(as: Int.self) == 1)
            let limited = try json(try await gateway.management(.get, "logs?limit=2"))
            #expect(limited["lines"]?.elements?.count == 2)
            let state = try await gateway.management(.get, "get-auth-status?state=x")
            #expect(try json(state)["status"]?.string == "error")
        }
    }

    @Test func `of a log however long only its end is read`() throws {
        try withGateway { gateway in
            let directory = ProviderDirectory(path: gateway.directory.path)
            try FileSystem.createDirectory(directory.logs, mode: 0o700)
            let line = String(repeating: "x", count: 1023) + "\n"
            try FileSystem.write(
                "the first line\n" + String(repeating: line, count: 2048) + "the last line\n",
                atomicallyTo: directory.currentLog,
                mode: 0o600,
                durable: false
            )
            let view = try json(try await gateway.management(.get, "logs?limit=10000"))
            let lines = view["lines"]?.elements?.compactMap(\.string) ?? []
            #expect(lines.last == "the last line")
            #expect(lines.reduce(0) { $0 + $1.utf8.count } < 1 << 20 && !lines.contains("the first line"))
        }
    }

    @Test func `requests are told as they end, and whoever comes back has missed nothing`() throws {
        try withGateway { gateway in
            _ = try await gateway.message("first")
            let connection = HTTPConnection(to: gateway.address, on: gateway.loop)
            let fields: HTTPFields = ["authorization": "Bearer \(GatewayHarness.managementKey)"]
            let request = HTTPClientRequest(.get, "/v0/management/events", fields: fields)
            try await connection.withResponse(to: request, deadline: .now + .seconds(20)) { head, body in
                #expect(head.fields["content-type"] == "text/event-stream")
                var models: [String?] = []
                for try await event in body.events {
                    models.append(try JSONReader.read(event.data)["model"]?.string)
                    if models.count == 1 { _ = try await gateway.message("second") }
                    if models.count == 2 {
                        #expect(event.id == "1")
                        break
                    }
                }
                #expect(models == ["first", "second"])
            }
            connection.close()
            var again = fields
            again.append("last-event-id", "0")
            let later = HTTPClientRequest(.get, "/v0/management/events", fields: again)
            try await connection.withResponse(to: later, deadline: .now + .seconds(20)) { _, body in
                for try await event in body.events {
                    #expect(event.id == "1")
                    break
                }
            }
            connection.close()
        }
    }

    @Test(arguments: ["\(Int.max)", "\(Int.min)", "-1", "99999999999999999999", "x"])
    func `whatever number a reader names, the engine lives on`(number: String) throws {
        try withGateway { gateway in
            // As many as are needed for the first ones to be forgotten.
            for _ in 0...(2 * RecentRequests.limit) {
                gateway.engine.ledger.record(
                    RequestRecord(time: .now, method: "GET", path: "/", status: 200)
                )
            }
            let recent = try await gateway.management(.get, "recent?after=\(number)")
            #expect(recent.status == .ok)
            let connection = HTTPConnection(to: gateway.address, on: gateway.loop)
            let fields: HTTPFields = [
                "authorization": "Bearer \(GatewayHarness.managementKey)", "last-event-id": number,
            ]
            let request = HTTPClientRequest(.get, "/v0/management/events", fields: fields)
            try await connection.withResponse(to: request, deadline: .now + .seconds(20)) { head, _ in
                #expect(head.status == .ok)
            }
            connection.close()
            try await gateway.expectMessage(.ok)
        }
    }

    @Test func `what an upstream reports is told in JSON that everybody can read`() throws {
        let strange: HTTPFields = [
            "anthropic-ratelimit-unified-status": "allowed", "anthropic-ratelimit-unified-5h-utilization": "nan",
            "anthropic-ratelimit-unified-7d-utilization": "inf",
        ]
        try withGateway(upstream: FakeUpstream.json(.ok, "{}", strange)) { gateway in
            try await gateway.expectMessage(.ok)
            let accounts = try json(try await gateway.management(.get, "accounts"))
            let limits = accounts["accounts"]?.elements?.first?["limits"]?.elements ?? []
            #expect(limits.map { $0["name"]?.string } == ["unified"])
        }
    }
}
