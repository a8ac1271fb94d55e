// Computed instead of stored: a literal costs nothing, a static stored property costs a once-check at each use.
extension HTTPFieldName {
    package static var accept: HTTPFieldName { "accept" }
    package static var allow: HTTPFieldName { "allow" }
    package static var authorization: HTTPFieldName { "authorization" }
    package static var cacheControl: HTTPFieldName { "cache-control" }
    package static var connection: HTTPFieldName { "connection" }
    package static var contentLength: HTTPFieldName { "content-length" }
    package static var contentType: HTTPFieldName { "content-type" }
    package static var date: HTTPFieldName { "date" }
    package static var expect: HTTPFieldName { "expect" }
    package static var host: HTTPFieldName { "host" }
    package static var location: HTTPFieldName { "location" }
    package static var retryAfter: HTTPFieldName { "retry-after" }
    package static var trailer: HTTPFieldName { "trailer" }
    package static var transferEncoding: HTTPFieldName { "transfer-encoding" }
    package static var upgrade: HTTPFieldName { "upgrade" }
    package static var userAgent: HTTPFieldName { "user-agent" }
}
