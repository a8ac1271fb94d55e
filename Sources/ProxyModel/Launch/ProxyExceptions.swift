/// The hosts that an HTTP proxy of the user's is not asked for: `no_proxy` and `NO_PROXY`.
enum ProxyExceptions {
    private static let names = ["no_proxy", "NO_PROXY"]

    /// Adds hosts to both spellings, each host once, behind what the user has there.
    ///
    /// Programs look at one spelling first and at the other only when that one is not set. So a spelling that is not
    /// set gets the other's hosts as well; otherwise setting it would take those away.
    static func add(hosts: [String], to environment: inout [String: String]) {
        let old = environment
        let anywhere: Set<String> = ["", "0.0.0.0", "::"]
        for (name, other) in zip(names, names.reversed()) {
            let value = old[name] ?? old[other] ?? ""
            var entries = value.split(separator: ",").map { $0.trimmingSpaces }.filter { !$0.isEmpty }
            // An asterisk is every host already.
            if !entries.contains("*") {
                let known = Set(entries.map { $0.lowercased() })
                var added: Set<String> = []
                for host in hosts where !anywhere.contains(host) && !known.contains(host) && added.insert(host).inserted
                {
                    entries.append(host)
                }
            }
            let isChanged = old[name] == nil || entries.count != value.split(separator: ",").count
            environment[name] = isChanged ? entries.joined(separator: ",") : value
        }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        var rest = drop { $0 == " " || $0 == "\t" }
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
