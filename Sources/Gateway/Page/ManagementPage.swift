import HTTPWire

/// The page at `/management.html`: a program for the browser that shows what the management API tells.
///
/// It consists of four files of ours and loads nothing else; it runs no inline code, and writes what comes from
/// elsewhere as text only. Only the dashboard may show it in a frame.
struct ManagementPage: Sendable {
    /// One of the files that it consists of.
    enum File: Equatable, CaseIterable {
        case document, script, style, icon

        /// The file at a path; nil when there is none.
        init?(path: Substring) {
            guard let file = File.allCases.first(where: { $0.path == path }) else { return nil }
            self = file
        }

        var path: String {
            switch self {
            case .document: "/management.html"
            case .script: "/management.js"
            case .style: "/management.css"
            case .icon: "/management.svg"
            }
        }

        fileprivate var contentType: String {
            switch self {
            case .document: "text/html; charset=utf-8"
            case .script: "text/javascript; charset=utf-8"
            case .style: "text/css; charset=utf-8"
            case .icon: "image/svg+xml"
            }
        }
    }

    /// The port that the engine listens on.
    let ownPort: UInt16
    /// The port that the dashboard listens on.
    let dashboardPort: UInt16

    /// The port of a dashboard that nobody has moved.
    static let usualDashboardPort: UInt16 = 18500

    /// The header fields of a file.
    func fields(of file: File, for head: HTTPRequestHead) -> HTTPFields {
        let policy = [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'", "frame-ancestors \(dashboardOrigin(for: head) ?? "'none'")",
        ]
        return [
            .contentType: file.contentType, "content-security-policy": policy.joined(separator: "; "),
            "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", .cacheControl: "no-cache",
        ]
    }

    /// The contents of a file.
    func body(of file: File, for head: HTTPRequestHead) -> [UInt8] {
        switch file {
        case .document:
            let origin = dashboardOrigin(for: head) ?? ""
            return Array((Self.documentHead + origin + Self.documentRest).utf8)
        case .script: return Array(Self.script.utf8)
        case .style: return Array(Self.style.utf8)
        case .icon: return Array(Self.icon.utf8)
        }
    }

    /// The dashboard's origin as the browser sees it.
    ///
    /// The dashboard is on the same host as this page. Where ports are forwarded, they are moved alike: by as much as
    /// ours was on the way. nil when the request's host is none that a header may carry.
    func dashboardOrigin(for head: HTTPRequestHead) -> String? {
        guard let authority = head.fields[.host], let host = LoopbackName.host(of: authority),
            LoopbackName.isLoopback(host: host) || LoopbackName.isNumeric(host: host)
        else { return nil }
        let seenPort = authority.dropFirst(host.count + 1)
        let offset = UInt16(seenPort).map { Int($0) - Int(ownPort) } ?? 0
        let port = Int(dashboardPort) + offset
        return (1...65_535).contains(port) ? "http://\(host):\(port)" : nil
    }
}
