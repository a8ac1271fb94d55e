import HTTPWire

/// One of the files that the dashboard consists of; there are no others, and none of them is read from a disk.
enum DashboardFile: CaseIterable {
    case document, script, style, icon

    /// The file at a path, to the letter; nil when there is none.
    init?(path: Substring) {
        guard let file = Self.allCases.first(where: { $0.path == path }) else { return nil }
        self = file
    }

    /// Where a browser finds it.
    var path: String {
        switch self {
        case .document: "/cc_proxy_management_dashboard.html"
        case .script: "/dashboard.js"
        case .style: "/dashboard.css"
        case .icon: "/dashboard.svg"
        }
    }

    /// The contents.
    ///
    /// - Parameter port: where the dashboard listens, so that the page can tell how far its ports were moved on the way.
    /// - Returns: the bytes, the same each time but for that port.
    func contents(port: UInt16) -> [UInt8] {
        switch self {
        case .document: Array((DashboardPage.documentHead + "\(port)" + DashboardPage.documentRest).utf8)
        case .script: Array(DashboardPage.script.utf8)
        case .style: Array(DashboardPage.style.utf8)
        case .icon: Array(DashboardPage.icon.utf8)
        }
    }

    /// The header fields that belong to it.
    var fields: HTTPFields {
        var fields = Self.commonFields
        fields[.contentType] = contentType
        fields[.cacheControl] = "no-cache"
        return fields
    }

    private var contentType: String {
        switch self {
        case .document: "text/html; charset=utf-8"
        case .script: "text/javascript; charset=utf-8"
        case .style: "text/css; charset=utf-8"
        case .icon: "image/svg+xml"
        }
    }

    /// What every answer says to a browser: it is nobody else's business, and loads nothing from anywhere else.
    static let commonFields: HTTPFields = [
        "content-security-policy": policy, "x-content-type-options": "nosniff", "x-frame-options": "DENY",
        "referrer-policy": "no-referrer", "cross-origin-opener-policy": "same-origin-allow-popups",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
    ]

    /// The providers' pages may be shown and looked for, on this machine and on any port, since forwarding moves them.
    private static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
        "connect-src 'self' \(loopback)", "frame-src \(loopback)", "frame-ancestors 'none'", "base-uri 'none'",
        "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
    ].joined(separator: "; ")

    private static let loopback = "http://127.0.0.1:* http://localhost:*"
}
