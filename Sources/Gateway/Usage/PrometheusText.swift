/// Writes metrics in Prometheus's text format, version 0.0.4.
struct PrometheusText {
    /// The value of `Content-Type`.
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    /// Begins a family of metrics.
    mutating func family(_ name: String, type: String, help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    /// Adds a sample with a whole number.
    mutating func sample(_ name: String, _ value: Int64, _ labels: [(String, String)] = []) {
        text += "\(name)\(Self.rendered(labels)) \(value)\n"
    }

    /// Adds a sample with a number that may have a fraction.
    mutating func sample(_ name: String, _ value: Double, _ labels: [(String, String)] = []) {
        text += "\(name)\(Self.rendered(labels)) \(value)\n"
    }

    /// Adds a whole family that is a histogram.
    mutating func histogram(_ name: String, help: String, _ histogram: Histogram) {
        family(name, type: "histogram", help: help)
        var below: Int64 = 0
        for (bound, count) in zip(Histogram.bounds, histogram.counts) {
            below += count
            sample("\(name)_bucket", below, [("le", "\(bound)")])
        }
        sample("\(name)_bucket", histogram.count, [("le", "+Inf")])
        sample("\(name)_sum", histogram.sum)
        sample("\(name)_count", histogram.count)
    }

    private static func rendered(_ labels: [(String, String)]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",") + "}"
    }

    /// A label's value, with backslash, quote and line feed escaped.
    private static func escaped(_ value: String) -> String {
        var result = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
