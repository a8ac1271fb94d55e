/// One answer of a fake engine.
struct EngineResponse {
    var status: Int
    var contentType = "application/json; charset=utf-8"
    var fields: [(name: String, value: String)] = []
    var body: [UInt8]

    /// An answer with a text.
    init(_ status: Int, _ text: String = "", contentType: String = "application/json; charset=utf-8") {
        self.status = status
        self.contentType = contentType
        body = Array(text.utf8)
    }

    /// What gin answers where nothing is.
    static var notFound: EngineResponse { EngineResponse(404, "404 page not found", contentType: "text/plain") }

    /// The whole answer, to a HEAD request without its body.
    func bytes(keepsAlive: Bool, withBody: Bool) -> [UInt8] {
        let head = Self.head(status, contentType: contentType, fields: fields, keepsAlive: keepsAlive)
        return Array((head + "Content-Length: \(body.count)\r\n\r\n").utf8) + (withBody ? body : [])
    }

    /// Status line and fields, without the empty line that ends them.
    static func head(
        _ status: Int,
        contentType: String,
        fields: [(name: String, value: String)] = [],
        keepsAlive: Bool
    ) -> String {
        var head = "HTTP/1.1 \(status) \(reason(status))\r\nAccess-Control-Allow-Origin: *\r\n"
        head += "Content-Type: \(contentType)\r\n"
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        return keepsAlive ? head : head + "Connection: close\r\n"
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 204: "No Content"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 500: "Internal Server Error"
        case 503: "Service Unavailable"
        default: "Whatever"
        }
    }
}
