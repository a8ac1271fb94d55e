/// How one sort of setting is read and written.
struct SettingCodec<Value: Sendable>: Sendable {
    /// What is expected, for messages: "a port from 1 to 65535".
    let expectation: String
    /// Words that complete the value, where there are few.
    var choices: [String] = []
    let decode: @Sendable (SettingInput) -> Value?
    let encode: @Sendable (Value) -> YAMLTree
}

extension SettingCodec where Value == Int {
    static func integer(_ range: ClosedRange<Int>, what: String = "an integer") -> SettingCodec {
        SettingCodec(expectation: "\(what) from \(range.lowerBound) to \(range.upperBound)") { input in
            input.integer.flatMap { range.contains($0) ? $0 : nil }
        } encode: {
            .integer($0)
        }
    }

    static func size(_ range: ClosedRange<Int>) -> SettingCodec {
        let bounds = "from \(ByteSizeText.render(range.lowerBound)) to \(ByteSizeText.render(range.upperBound))"
        return SettingCodec(expectation: "a size such as 10MB or 512KiB, \(bounds)") { input in
            let size = input.integer ?? input.string.flatMap(ByteSizeText.parse)
            return size.flatMap { range.contains($0) ? $0 : nil }
        } encode: {
            .string(ByteSizeText.render($0))
        }
    }
}

extension SettingCodec where Value == Int? {
    /// A number of tokens; 0 stands for "not set".
    static var tokens: SettingCodec {
        SettingCodec(expectation: "a number of tokens from 1000 to 100000000, or 0 for none") { input in
            guard let count = input.integer, count == 0 || (1000...100_000_000).contains(count) else { return nil }
            return .some(count == 0 ? nil : count)
        } encode: {
            .integer($0 ?? 0)
        }
    }
}

extension SettingCodec where Value == UInt16 {
    static var port: SettingCodec {
        SettingCodec(expectation: "a port from 1 to 65535") { input in
            input.integer.flatMap { $0 > 0 ? UInt16(exactly: $0) : nil }
        } encode: {
            .integer(Int($0))
        }
    }
}

extension SettingCodec where Value == Bool {
    static var boolean: SettingCodec {
        SettingCodec(expectation: "true or false", choices: ["true", "false"]) {
            $0.boolean
        } encode: {
            .scalar(.boolean($0))
        }
    }
}

extension SettingCodec where Value == Duration {
    static func duration(_ range: ClosedRange<Duration>) -> SettingCodec {
        let bounds = "from \(DurationText.render(range.lowerBound)) to \(DurationText.render(range.upperBound))"
        return SettingCodec(expectation: "a duration such as 500ms, 2s or 1m, \(bounds)") { input in
            let duration = input.integer == 0 ? Duration.zero : input.string.flatMap(DurationText.parse)
            return duration.flatMap { range.contains($0) ? $0 : nil }
        } encode: {
            .string(DurationText.render($0))
        }
    }
}

extension SettingCodec where Value == String {
    /// A text that is not empty and has no control characters.
    static func text(_ what: String) -> SettingCodec {
        SettingCodec(expectation: what) { input in
            guard let text = input.string, !text.isEmpty, isPrintable(text) else { return nil }
            return text
        } encode: {
            .string($0)
        }
    }

    /// An address to listen on; names are left out, since what they resolve to can change.
    static var host: SettingCodec {
        SettingCodec(expectation: "an IPv4 or IPv6 address, or localhost", choices: ["127.0.0.1", "::1"]) { input in
            guard let text = input.string, text == "localhost" || isAddress(text) else { return nil }
            return text
        } encode: {
            .string($0)
        }
    }

    /// An address on the web, without a slash at its end.
    static var webAddress: SettingCodec {
        SettingCodec(expectation: "an address that begins with https:// or http://") { input in
            guard var text = input.string, isPrintable(text), !text.contains(" ") else { return nil }
            while text.hasSuffix("/") { text.removeLast() }
            let scheme = ["https://", "http://"].first { text.hasPrefix($0) }
            return scheme.map { text.utf8.count > $0.utf8.count } == true ? text : nil
        } encode: {
            .string($0)
        }
    }

    private static func isPrintable(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 4 { return parts.allSatisfy { UInt8($0) != nil && !$0.hasPrefix("+") } }
        let groups = text.split(separator: ":", omittingEmptySubsequences: false)
        let areHex = groups.allSatisfy { $0.count <= 4 && $0.utf8.allSatisfy { HexDigit.value(of: $0) != nil } }
        return areHex
            && (groups.count == 8 && !groups.contains("")
                || text.contains("::") && !text.contains(":::") && (3...8).contains(groups.count))
    }
}

extension SettingCodec where Value == String? {
    /// A path from the root; nothing stands for "not set".
    static var path: SettingCodec {
        SettingCodec(expectation: "an absolute path, or nothing") { input in
            if case .node(let node) = input, node.isNull { return .some(nil) }
            guard let text = input.string else { return nil }
            if text.isEmpty { return .some(nil) }
            return text.hasPrefix("/") && !text.utf8.contains(0) ? .some(text) : nil
        } encode: {
            $0.map { .string($0) } ?? .scalar(.null)
        }
    }

    /// A variable's value; nothing takes the variable away.
    static var variable: SettingCodec {
        SettingCodec(expectation: "a text, or nothing to leave the variable alone") { input in
            if case .node(let node) = input, node.isNull { return .some(nil) }
            guard let text = input.scalarText, !text.utf8.contains(0) else { return nil }
            return .some(text)
        } encode: {
            $0.map { .string($0) } ?? .scalar(.null)
        }
    }
}

extension SettingCodec where Value == [String] {
    static var strings: SettingCodec {
        SettingCodec(expectation: "a list of texts such as [\"--verbose\"]") { input in
            input.strings.flatMap { $0.contains { $0.utf8.contains(0) } ? nil : $0 }
        } encode: {
            .list($0.map { .string($0) })
        }
    }
}

extension SettingCodec where Value == ProviderKind {
    static var kind: SettingCodec {
        let choices = ProviderKind.allCases.map(\.rawValue)
        return SettingCodec(expectation: "one of " + choices.joined(separator: ", "), choices: choices) { input in
            input.string.flatMap { ProviderKind(rawValue: $0) }
        } encode: {
            .string($0.rawValue)
        }
    }
}

extension SettingCodec where Value == EngineChoice {
    static var engine: SettingCodec {
        let choices = ["auto"] + EngineKind.allCases.map(\.rawValue)
        let expectation = choices.joined(separator: ", ") + ", or a program's absolute path"
        return SettingCodec(expectation: expectation, choices: choices) {
            $0.string.flatMap { EngineChoice($0) }
        } encode: {
            .string($0.description)
        }
    }
}

extension SettingCodec where Value == ProviderID {
    static var provider: SettingCodec {
        SettingCodec(expectation: "the name of a provider") {
            $0.string.flatMap { ProviderID($0) }
        } encode: {
            .string($0.name)
        }
    }
}
