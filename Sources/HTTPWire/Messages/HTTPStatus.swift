/// The status code of a response, RFC 9110 §15.
package struct HTTPStatus: RawRepresentable, Sendable, Hashable, ExpressibleByIntegerLiteral, CustomStringConvertible {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package init(integerLiteral value: UInt16) {
        rawValue = value
    }

    package var code: Int { Int(rawValue) }

    /// 1xx: another response follows.
    package var isInformational: Bool { (100...199).contains(rawValue) }

    /// 2xx.
    package var isSuccess: Bool { (200...299).contains(rawValue) }

    /// 204 and 304 (and 1xx) never have a body, whatever their fields say (RFC 9112 §6.3).
    package var forbidsBody: Bool { isInformational || rawValue == 204 || rawValue == 304 }

    /// "200 OK".
    package var description: String {
        let reason = reasonPhrase
        return reason.isEmpty ? "\(rawValue)" : "\(rawValue) \(reason)"
    }

    package static let ok: HTTPStatus = 200
    package static let accepted: HTTPStatus = 202
    package static let noContent: HTTPStatus = 204
    package static let notModified: HTTPStatus = 304
    package static let badRequest: HTTPStatus = 400
    package static let unauthorized: HTTPStatus = 401
    package static let forbidden: HTTPStatus = 403
    package static let notFound: HTTPStatus = 404
    package static let methodNotAllowed: HTTPStatus = 405
    package static let requestTimeout: HTTPStatus = 408
    package static let conflict: HTTPStatus = 409
    package static let contentTooLarge: HTTPStatus = 413
    package static let uriTooLong: HTTPStatus = 414
    package static let unsupportedMediaType: HTTPStatus = 415
    package static let misdirectedRequest: HTTPStatus = 421
    package static let tooManyRequests: HTTPStatus = 429
    package static let requestHeaderFieldsTooLarge: HTTPStatus = 431
    package static let internalServerError: HTTPStatus = 500
    package static let notImplemented: HTTPStatus = 501
    package static let badGateway: HTTPStatus = 502
    package static let serviceUnavailable: HTTPStatus = 503
    package static let gatewayTimeout: HTTPStatus = 504
    package static let httpVersionNotSupported: HTTPStatus = 505
}
