import JSON
import HTTPTransport
import HTTPWire
import ProxyModel

/// What the management API answers.
struct ManagementAnswer {
    var status: HTTPStatus
    var fields: HTTPFields
    var body: [UInt8]

    /// A JSON value.
    init(_ json: JSONValue, status: HTTPStatus = .ok) {
        var writer = JSONWriter()
        writer.value(json)
        self.init(json: writer.bytes, status: status)
    }

    /// JSON that is written already.
    init(json: [UInt8], status: HTTPStatus = .ok) {
        self.init(json, type: "application/json", status: status)
    }

    /// Anything else.
    init(_ body: [UInt8], type: String, status: HTTPStatus = .ok) {
        self.status = status
        // What is told here is for now and for whoever has the key.
        fields = ["content-type": type, "cache-control": "no-store"]
        self.body = body
    }

    /// The answer to a change that was made.
    static var done: ManagementAnswer { ManagementAnswer(.object("status", .string("ok"))) }

    /// A refusal, with an explanation for a person.
    static func failure(_ status: HTTPStatus, _ error: String, _ message: String? = nil) -> ManagementAnswer {
        ManagementAnswer(
            .members(("error", .string(error)), ("message", message.map { .string($0) })),
            status: status
        )
    }
}

extension JSONValue {
    /// An object with those of the members that have a value.
    static func members(_ members: (String, JSONValue?)...) -> JSONValue {
        .object(members.compactMap { name, value in value.map { JSONMember(name, $0) } })
    }

    /// An object with one member.
    static func object(_ name: String, _ value: JSONValue) -> JSONValue {
        .object([JSONMember(name, value)])
    }
}
