import HTTPWire

/// Who may speak to the dashboard at all, whatever key they show.
///
/// A browser sends requests for any page that a person has open. Those of other pages are told apart by their `Origin`
/// and `Sec-Fetch-Site`; those of a page whose own name was made to mean this machine (DNS rebinding) by their `Host`.
enum RequestGate {
    /// Why a request is turned away.
    enum Refusal: Equatable {
        case foreignHost, foreignOrigin

        /// What whoever asked is told.
        var message: String {
            switch self {
            case .foreignHost: "the dashboard is only served under 127.0.0.1 and localhost\n"
            case .foreignOrigin: "requests of other pages are refused\n"
            }
        }
    }

    /// Why a request is turned away; nil when it is not.
    ///
    /// - Parameters:
    ///   - head: the request.
    ///   - isDocument: whether it asks for the document itself, which holds no secret and does nothing: a link to it
    ///     may be followed from anywhere, such as a terminal in a browser.
    /// - Returns: the first reason.
    static func refusal(of head: HTTPRequestHead, isDocument: Bool) -> Refusal? {
        let hosts = head.fields.values(of: .host)
        // The port may be any: that is what forwarding changes.
        guard hosts.count == 1, LoopbackName.isLoopback(authority: hosts[0]) else { return .foreignHost }
        for origin in head.fields.values(of: "origin") where origin != "http://\(hosts[0])" { return .foreignOrigin }
        for site in head.fields.values(of: "sec-fetch-site") where site != "same-origin" && site != "none" {
            guard isDocument, head.fields["sec-fetch-dest"] == "document" else { return .foreignOrigin }
        }
        return nil
    }
}
