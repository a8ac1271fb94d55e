import JSON
import WireFormats

extension FuzzTarget {
    /// Answers of an upstream that refuses: a head's fields, an empty line, and the body.
    static let upstreamFailure = FuzzTarget(
        "upstream-failure",
        Mutator(
            [
                "429\nretry-after: 7\n\n{\"error\":{\"type\":\"usage_limit_reached\",\"plan_type\":\"plus\","
                    + "\"resets_at\":1777777777,\"resets_in_seconds\":99,\"message\":\"m\"}}",
                "429\nx-codex-primary-used-percent: 100\nx-codex-primary-window-minutes: 300\n"
                    + "x-codex-primary-reset-at: 1777777777\nx-codex-secondary-used-percent: 7.5\n\n{\"detail\":\"d\"}",
                "400\n\n{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"too long\"}}",
                "429\n\n{\"error\":{\"message\":\"Please try again in 1.5s. Or in 6m0s\","
                    + "\"code\":\"rate_limit_exceeded\"}}",
                "502\n\n<html><body>Bad Gateway</body></html>", "400\n\n{\"detail\":[{\"msg\":\"field required\"}]}",
            ].map { Array($0.utf8) },
            tokens: WireFormatCorpus.jsonTokens + [
                "try again in ", "1e11", "99999999999s", "inf", "nan", "-0", "resets_at",
                "x-codex-primary-used-percent: ",
                "x-codex-secondary-reset-at: 1e10\n", "retry-after: 9223372036854775807\n", "999\n",
            ]
        )
    ) { bytes, _ in
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let head = lines.prefix { !$0.isEmpty }
        let body = Array(lines.dropFirst(head.count + 1).joined(separator: "\n").utf8)
        let status = head.first.flatMap { Int($0) } ?? 500
        let failure = UpstreamFailure(status: status, body: body) { name in
            head.first { $0.hasPrefix("\(name): ") }.map { String($0.dropFirst(name.utf8.count + 2)) }
        }
        let error = AnthropicError(failure, now: 1_777_777_000)
        guard let told = try? JSONReader.read(error.body()), told["error"]?["message"]?.string?.isEmpty == false else {
            throw FuzzFailure("a client is told nothing: \(error)")
        }
        guard (400...599).contains(error.status), error.retryAfterSeconds ?? 0 >= 0 else {
            throw FuzzFailure("a client cannot take \(error)")
        }
    }
}
