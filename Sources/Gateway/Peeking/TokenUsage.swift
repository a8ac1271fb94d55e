import JSON
import ProxyModel

/// The tokens that an answer has cost.
struct TokenUsage: Sendable, Equatable {
    var input: Int64 = 0
    var output: Int64 = 0
    var cacheCreation: Int64 = 0
    var cacheRead: Int64 = 0

    /// All of them together, never more than the largest number there is.
    var total: Int64 {
        [output, cacheCreation, cacheRead].reduce(input) { $0.addingClamped($1) }
    }

    static func + (left: TokenUsage, right: TokenUsage) -> TokenUsage {
        TokenUsage(
            input: left.input.addingClamped(right.input),
            output: left.output.addingClamped(right.output),
            cacheCreation: left.cacheCreation.addingClamped(right.cacheCreation),
            cacheRead: left.cacheRead.addingClamped(right.cacheRead)
        )
    }

    /// Takes over what a `usage` object of Anthropic's says; what it does not mention stays.
    ///
    /// The numbers of a stream's later events are sums, not additions.
    mutating func take(_ usage: JSONValue) {
        func number(_ name: String) -> Int64? {
            usage[name]?.integer(as: Int64.self).flatMap { $0 >= 0 ? $0 : nil }
        }
        input = number("input_tokens") ?? input
        output = number("output_tokens") ?? output
        cacheCreation = number("cache_creation_input_tokens") ?? cacheCreation
        cacheRead = number("cache_read_input_tokens") ?? cacheRead
    }
}

extension Int64 {
    /// The sum, or the largest number where it would be larger.
    func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
