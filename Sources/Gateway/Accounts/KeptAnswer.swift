import HTTPWire

/// An upstream's answer that was not passed on at once, because another account might do better.
struct KeptAnswer: Sendable, Equatable {
    /// How much of a body is kept: more than any error message needs.
    static let bodyLimit = 64 * 1024

    var status: HTTPStatus
    /// The end-to-end fields, as they came.
    var fields: HTTPFields
    var body: [UInt8]
}
